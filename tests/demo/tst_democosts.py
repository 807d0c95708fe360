# SPDX-License-Identifier: GPL-3.0-or-later
"""What the demo account costs, seen through the model and through HTTP."""
import datetime
import decimal
import json
import subprocess
import sys
import unittest

import needs
from tst_demo import client, start

DAY = datetime.timedelta(days=1)


class Costs(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.process = start("--users", "1")
        cls.facts = json.loads(cls.process.stdout.readline())
        cls.explorer = client(cls.facts, "ce")
        cls.today = datetime.datetime.now(datetime.timezone.utc).date()
        cls.first = (cls.today.replace(day=1) - 360 * DAY).replace(day=1)

    @classmethod
    def tearDownClass(cls):
        cls.process.kill()
        cls.process.communicate()

    def usage(self, start, end, granularity="DAILY", groups=(), **more):
        keys = {"GroupBy": [{"Type": kind, "Key": key} for kind, key in groups]} if groups else {}
        results, token = [], {}
        while True:
            answer = self.explorer.get_cost_and_usage(
                TimePeriod={"Start": start.isoformat(), "End": end.isoformat()}, Granularity=granularity,
                Metrics=["UnblendedCost"], **keys, **more, **token)
            results += answer["ResultsByTime"]
            if "NextPageToken" not in answer:
                return results
            token = {"NextPageToken": answer["NextPageToken"]}

    @staticmethod
    def total(results):
        metrics = [group["Metrics"] for each in results for group in each["Groups"] or [{"Metrics": each["Total"]}]]
        return sum(decimal.Decimal(each["UnblendedCost"]["Amount"]) for each in metrics)

    def test_year_anyGrouping_addsUpAlike(self):
        end = self.today + DAY
        months = self.total(self.usage(self.first, end, "MONTHLY"))

        self.assertGreater(months, 100000)
        self.assertEqual(self.total(self.usage(self.first, end)), months)
        for group in (("DIMENSION", "SERVICE"), ("DIMENSION", "REGION"), ("TAG", "Environment"),
                      ("COST_CATEGORY", "Team"), ("DIMENSION", "RECORD_TYPE")):
            self.assertEqual(self.total(self.usage(self.first, end, "MONTHLY", [group])), months, group)
        pages = self.usage(self.first, end, "DAILY", [("DIMENSION", "USAGE_TYPE"), ("DIMENSION", "LINKED_ACCOUNT")])
        self.assertEqual(self.total(pages), months)

    def test_openMonth_isEstimated_othersNot(self):
        results = self.usage(self.first, self.today + DAY, "MONTHLY")

        self.assertTrue(results[-1]["Estimated"])
        self.assertFalse(any(each["Estimated"] for each in results[:-2]))

    def test_filters_andTheirOpposite_makeTheWhole(self):
        days = self.today - 30 * DAY, self.today
        for kind, key, value in (("Dimensions", "SERVICE", "EC2 - Other"), ("Tags", "Environment", "staging"),
                                 ("CostCategories", "Team", "Data")):
            inner = {kind: {"Key": key, "Values": [value]}}
            with_it, without = self.usage(*days, Filter=inner), self.usage(*days, Filter={"Not": inner})
            self.assertGreater(self.total(with_it), 0)
            self.assertEqual(self.total(with_it) + self.total(without), self.total(self.usage(*days)))

    def test_anomaly_isTheSpike_andTrailKnowsWhoDidIt(self):
        anomaly = self.explorer.get_anomalies(
            DateInterval={"StartDate": (self.today - 60 * DAY).isoformat()})["Anomalies"][0]
        began = datetime.datetime.fromisoformat(anomaly["AnomalyStartDate"]).replace(tzinfo=datetime.timezone.utc)
        events = client(self.facts, "cloudtrail").lookup_events(
            StartTime=began, EndTime=began + DAY,
            LookupAttributes=[{"AttributeKey": "ReadOnly", "AttributeValue": "false"}])["Events"]

        self.assertGreater(anomaly["Impact"]["TotalImpact"], 100)
        self.assertIn("DeleteVpcEndpoints", [event["EventName"] for event in events])

    def test_forecast_widerBand_holdsNarrower(self):
        spans = []
        for level in (60, 95):
            answer = self.explorer.get_cost_forecast(
                TimePeriod={"Start": self.today.isoformat(), "End": (self.today + 30 * DAY).isoformat()},
                Metric="UNBLENDED_COST", Granularity="DAILY", PredictionIntervalLevel=level)
            self.assertEqual(len(answer["ForecastResultsByTime"]), 30)
            day = answer["ForecastResultsByTime"][-1]
            spans.append([float(day[name]) for name in ("PredictionIntervalLowerBound", "MeanValue",
                                                        "PredictionIntervalUpperBound")])
        self.assertTrue(spans[1][0] < spans[0][0] < spans[0][1] < spans[0][2] < spans[1][2])

    def test_values_ofAccounts_haveNames(self):
        values = self.explorer.get_dimension_values(
            TimePeriod={"Start": self.first.isoformat(), "End": self.today.isoformat()}, Dimension="LINKED_ACCOUNT")

        self.assertEqual([each["Attributes"]["description"] for each in values["DimensionValues"]],
                         ["Production", "Staging", "Sandbox"])

    def test_refusals_areThoseOfAws(self):
        with self.assertRaisesRegex(Exception, "ValidationException.*end date past"):
            self.usage(self.today, self.today + 40 * DAY)
        with self.assertRaisesRegex(Exception, "ValidationException.*before end date"):
            self.usage(self.today, self.today)


class Model(unittest.TestCase):
    def test_sameSeed_inTwoProcesses_costsTheSame(self):
        program = ("import datetime, pathlib, sys; sys.path.insert(0, %r)\n"
                   "from demo.costmodel import CostModel\n"
                   "day = datetime.date(2026, 7, 15)\n"
                   "print(sum(a for _, a in CostModel(datetime.date(2026, 8, 1), 20).day(day)))\n"
                   % str(needs.__file__).replace("tests/support/needs.py", "resources/demo"))
        runs = {subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout
                for _ in range(2)}
        self.assertEqual(len(runs), 1)


if __name__ == "__main__":
    needs.run("moto", "boto3", "flask")
