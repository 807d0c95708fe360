SELECT
  {usage_type} AS usage_type
? , {resource} AS resource
, {currency} AS currency
, SUM({amount:usage}) AS usage
, SUM({amount:unblended}) AS unblended
FROM {table}
WHERE {period}
  AND ({usage_type} LIKE '%NatGateway%' OR {usage_type} LIKE '%DataTransfer%' OR {usage_type} LIKE '%AWS-In-Bytes' OR {usage_type} LIKE '%AWS-Out-Bytes'){filters}
GROUP BY
  {usage_type}
? , {resource}
, {currency}
ORDER BY unblended DESC
LIMIT {limit}
