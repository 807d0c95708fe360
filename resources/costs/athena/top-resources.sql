SELECT
  {resource} AS resource
, {service} AS service
, {currency} AS currency
, SUM({amount:unblended}) AS unblended
FROM {table}
WHERE {period}
  AND {resource} <> ''{filters}
GROUP BY 1, 2, 3
ORDER BY 4 DESC
LIMIT {limit}
