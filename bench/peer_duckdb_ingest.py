# SPDX-License-Identifier: GPL-3.0-or-later
"""What bench_ingest does, in DuckDB: reads a legacy CUR and groups it by day, service, account, region and usage type.
Doubles where we are exact; nothing but these sums is kept."""
import json
import sys
import time

import duckdb

QUERY = """
CREATE TEMP TABLE answer AS
SELECT CAST("lineItem/UsageStartDate" AS DATE) AS day, "lineItem/ProductCode" AS service,
       "lineItem/UsageAccountId" AS account, "product/region" AS region, "lineItem/UsageType" AS usage,
       sum("lineItem/UnblendedCost") AS cost
FROM read_csv(?) GROUP BY ALL
"""


def main():
    began = time.perf_counter()
    database = duckdb.connect()
    database.execute("SET threads = 2")
    database.execute(QUERY, [sys.argv[1]])
    seconds = time.perf_counter() - began
    print(json.dumps({"seconds": seconds, "groups": database.execute("SELECT count(*) FROM answer").fetchone()[0]}))


if __name__ == "__main__":
    main()
