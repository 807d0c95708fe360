# SPDX-License-Identifier: GPL-3.0-or-later
"""Real bills and what they add up to, to the last digit, through the program. Cases are found by listing files: each
NAME.expected.json stands beside the bill NAME, NAME.csv or NAME.csv.gz."""
import json
import os
import pathlib
import subprocess
import sys
import unittest

import needs

ROOT = pathlib.Path(__file__).parents[2]
VECTORS = ROOT / (os.environ.get("STATIONMASTER_VECTORS") or "../shared/data") / "cost"
METRICS = {"unblended": "unblended", "billed": "billed", "effective": "effective", "list": "list",
           "contracted": "contracted", "amortized": "amortized", "blended": "blended", "net": "net",
           "public_on_demand_cost": "list"}
GROUPS = {"product_code": "service", "service_name": "service", "service": "service", "line_item_type": "line-item-type",
          "charge_category": "line-item-type", "region": "region", "usage_type": "usage-type", "provider": "provider",
          "service_category": "service-category", "sub_account": "account", "account": "account",
          "usage_account": "account", "operation": "operation", "resource": "resource"}
DAYS = {"usage_start_day_utc", "charge_day", "day"}
NO_VALUE = ("(none)", "NULL")
NO_CHARGES = "refused: no charges"


class Case:
    """One number, or one table of numbers, of one bill."""

    def __init__(self, bill, metric, arguments, expected):
        self.bill, self.metric, self.arguments, self.expected = bill, metric, arguments, expected

    def __str__(self):
        return " ".join([self.bill.name, self.metric, *self.arguments])

    def found(self):
        done = subprocess.run([os.environ["STATIONMASTER_PROGRAM"], "costs", str(self.bill), "--json", "--metric",
                               self.metric, *self.arguments], capture_output=True, text=True, timeout=60, check=False)
        if done.returncode != 0:
            return NO_CHARGES if "no charges" in done.stderr else done.stderr
        answer = json.loads(done.stdout)
        if not self.arguments:
            return answer["total"]
        return {group["key"][0]: group["amount"] for group in answer["groups"]}


def bill_of(path):
    name = path.name.removesuffix(".expected.json")
    for end in "", ".csv", ".csv.gz":
        if (path.parent / (name + end)).is_file():
            return path.parent / (name + end)
    return None


def amounts(table):
    """Key to amount, where the suite has the number of rows beside it, too."""
    return {"" if key in NO_VALUE else key: value["cost"] if isinstance(value, dict) else value
            for key, value in table.items()}


def grouping(name):
    """The options for `by_NAME`; None: this is nothing that the program groups by."""
    if name in DAYS:
        return ["--granularity", "day"]
    if name.startswith("tag_"):
        return ["--group-by", "tag:" + name.removeprefix("tag_")]
    return ["--group-by", GROUPS[name]] if name in GROUPS else None


def cases_of(bill, expected, metric):
    """What `expected` says of one metric: `total`, `by_…`, METRIC_total, METRIC_by_…, and METRIC: the same again."""
    for name, value in expected.items():
        prefix, _, rest = name.partition("by_") if "by_" in name else ("", "", "")
        if name in METRICS and isinstance(value, dict):
            yield from cases_of(bill, value, METRICS[name])
        elif name == "total" or name.removesuffix("_total") in METRICS:
            yield Case(bill, METRICS.get(name.removesuffix("_total"), metric), [], value)
        elif isinstance(value, dict) and (not prefix or prefix.rstrip("_") in METRICS) and grouping(rest):
            yield Case(bill, METRICS.get(prefix.rstrip("_"), metric), grouping(rest), amounts(value))


def cases():
    for path in sorted(VECTORS.rglob("*.expected.json")):
        bill = bill_of(path)
        if bill is None:  # an answer of Cost Explorer
            continue
        expected = json.loads(path.read_text())
        if expected.get("rows") == 0:
            expected["total"] = NO_CHARGES
        metric = "billed" if "focus" in path.parts else "unblended"
        yield from cases_of(bill, expected, metric)
        for derived in (VECTORS / "cur2").glob("derived-cur2-from-*.csv.gz"):
            source = derived.name.removeprefix("derived-cur2-from-").removesuffix(".csv.gz")
            if path.name == source.replace("real-", "real-anonymised-", 1) + ".expected.json":
                yield from cases_of(derived, expected, metric)


class CostVectors(unittest.TestCase):
    def test_bills_addUpToTheLastDigit(self):
        known = list(cases())
        passed = 0
        for case in known:
            with self.subTest(str(case)):
                self.assertEqual(case.found(), case.expected)
                passed += 1

        print("cost: %d/%d" % (passed, len(known)), flush=True)
        self.assertGreater(len(known), 0)


if __name__ == "__main__":
    if not VECTORS.is_dir():
        print("skipped: STATIONMASTER_VECTORS has no cost")
        sys.exit(needs.SKIPPED)
    needs.run()
