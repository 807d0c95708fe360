SELECT
  MAX(CAST({end} AS varchar)) AS latest
, COUNT(*) AS records
FROM {table}
WHERE {partition_filter}{filters}
