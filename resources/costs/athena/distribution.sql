SELECT
  {partitions}
, COUNT(*) AS records
, {currency} AS currency
, SUM({amount:unblended}) AS unblended
FROM {table}
WHERE {partition_filter}{filters}
GROUP BY
  {partitions}
, {currency}
ORDER BY
  {partitions}
