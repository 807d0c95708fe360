# SPDX-License-Identifier: GPL-3.0-or-later
"""The questions of bench_regroup in DuckDB, over a table in memory with as many charges: milliseconds from the query to
its rows in a temporary table (as Python's objects they would take longer), each the median of nine. Amounts are DECIMAL(38, 10), texts are dictionaries (ENUM)."""
import json
import statistics
import time

import duckdb

TABLE = """
CREATE TYPE service AS ENUM (SELECT 'service-' || g FROM range(1, 41) t(g));
CREATE TYPE account AS ENUM (SELECT 'account-' || g FROM range(1, 21) t(g));
CREATE TYPE region AS ENUM (SELECT 'region-' || g FROM range(1, 5) t(g));
CREATE TABLE costs AS
SELECT (DATE '2023-11-01' + CAST(d AS INTEGER)) AS day, ('service-' || s)::service AS service,
       ('account-' || a)::account AS account, ('region-' || r)::region AS region,
       CAST(random() * 20 AS DECIMAL(38, 10)) AS amount
FROM range(396) t1(d), range(1, 41) t2(s), range(1, 21) t3(a), range(1, 5) t4(r)
ORDER BY date_trunc('month', day), random();
"""
MONTH = "date_trunc('month', day) AS month"
# As bench_regroup calls them: what is grouped by, and which charges.
QUERIES = {
    "month_service": (MONTH + ", service", ""),
    "day_service": ("day, service", ""),
    "day_account": ("day, account", ""),
    "month_region": (MONTH + ", region", ""),
    "day": ("day", ""),
    "month_service_account": (MONTH + ", service, account", ""),
    "service_account_region": ("service, account, region", ""),
    "month_service_account_region": (MONTH + ", service, account, region", ""),
    "day_account_of_service": ("day, account", "WHERE service = 'service-7'"),
    "day_service_without_account": ("day, service", "WHERE account <> 'account-3'"),
    "day_service_three_months": ("day, service", "WHERE day >= DATE '2024-03-01' AND day < DATE '2024-06-01'"),
    "day_service_account_region": ("day, service, account, region", ""),
}


def milliseconds(database, groups, where):
    times = []
    for _ in range(9):
        began = time.perf_counter()
        database.execute("CREATE OR REPLACE TEMP TABLE answer AS SELECT %s, sum(amount) AS amount FROM costs %s GROUP BY ALL"
                         % (groups, where))
        times.append((time.perf_counter() - began) * 1e3)
    return statistics.median(times)


def main():
    database = duckdb.connect()
    database.execute("SET threads = 2")
    database.execute(TABLE)
    print(json.dumps({name: round(milliseconds(database, *query), 2) for name, query in QUERIES.items()}))


if __name__ == "__main__":
    main()
