SELECT
  {service} AS service
, date_format({day}, '%Y-%m') AS month
, {currency} AS currency
, SUM({amount:unblended}) AS unblended
FROM {table}
WHERE {period}
  AND {line_item_type} = 'Usage'{filters}
GROUP BY 1, 2, 3
ORDER BY 4 DESC
LIMIT {limit}
