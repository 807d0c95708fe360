SELECT
  CAST({day} AS varchar) AS day
, {service} AS service
, {account} AS account
? , {region} AS region
? , {usage_type} AS usage_type
? , {operation} AS operation
? , {line_item_type} AS line_item_type
, {currency} AS currency
, SUM({amount:unblended}) AS unblended
? , SUM({amount:blended}) AS blended
? , SUM({amount:net_unblended}) AS net_unblended
? , SUM({amount:list}) AS list
? , SUM(CASE {line_item_type} WHEN 'SavingsPlanCoveredUsage' THEN {amount:plan_effective} WHEN 'SavingsPlanRecurringFee' THEN {amount:plan_commitment} - {amount:plan_used} WHEN 'SavingsPlanNegation' THEN 0 WHEN 'SavingsPlanUpfrontFee' THEN 0 WHEN 'DiscountedUsage' THEN {amount:reservation_effective} WHEN 'RIFee' THEN {amount:reservation_unused_upfront} + {amount:reservation_unused_recurring} WHEN 'Fee' THEN IF({reservation} <> '', 0, {amount:unblended}) ELSE {amount:unblended} END) AS amortized
FROM {table}
WHERE {period}{filters}
GROUP BY
  {day}
, {service}
, {account}
? , {region}
? , {usage_type}
? , {operation}
? , {line_item_type}
, {currency}
