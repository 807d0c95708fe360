# SPDX-License-Identifier: GPL-3.0-or-later
"""`stationmaster athena`: a report in S3, queried with its price in sight, against the double in front of moto."""
import csv
import os
import pathlib
import subprocess
import sys
import urllib.request

import needs
from awsdouble.server import Double
from headless import DONE, WRONG_USAGE, HeadlessTest, Moto

PREPARE = pathlib.Path(__file__).parents[1] / "costs" / "athena" / "prepare.py"
REPORT = ("--database", "cur_database", "--table", "cur_table", "--workgroup", "costs-dashboard")
JANUARY = ("--from", "2024-01", "--to", "2024-02")


class Athena(HeadlessTest):
    @classmethod
    def setUpClass(cls):
        cls.moto = Moto()
        cls.addClassCleanup(cls.moto.stop)

    def setUp(self):
        super().setUp()
        facts = self.moto.facts
        self.variables |= {"AWS_ACCESS_KEY_ID": facts["accessKeyId"], "AWS_SECRET_ACCESS_KEY": facts["secretAccessKey"]}
        reset = urllib.request.Request(facts["endpoint"] + "/moto-api/reset", method="POST")
        urllib.request.urlopen(reset).read()
        subprocess.run([sys.executable, "-B", str(PREPARE), facts["endpoint"], facts["region"]], check=True,
                       env={**os.environ, **self.variables})
        self.double = Double(moto=facts["endpoint"])

    def athena(self, *arguments):
        return self.stationmaster("athena", *arguments, "--endpoint-url", self.double.endpoint)

    def sent(self):
        return [request["operation"] for request in self.double.records.requests()]

    def test_templates_needNoAccount(self):
        outcome = self.athena("templates")

        self.assertEqual(outcome.code, DONE, outcome)
        self.assertIn("daily-charges", [each["id"] for each in outcome.json()])
        self.assertEqual(self.sent(), [])

    def test_query_isShownWithItsPriceAndNotSent(self):
        outcome = self.athena("cost-by-service", *REPORT, *JANUARY, "--filter", "service=Amazon'EC2")

        self.assertEqual(outcome.code, DONE, outcome)
        shown = outcome.json()
        self.assertIn("(\"year\" = '2024' AND \"month\" = '1')", shown["statement"])
        self.assertEqual(shown["parameters"], ["'Amazon''EC2'"])
        self.assertEqual((shown["readsAtMost"]["bytes"], shown["readsAtMost"]["price"]), (2000, "0.0000476837158203125"))
        self.assertNotIn("StartQueryExecution", self.sent())

    def test_charges_areRunThroughTheJournal_andKept(self):
        self.config("[profile aws-costs-dashboard]\nregion = us-east-1\n")
        self.config("[aws-costs-dashboard]\naws_access_key_id = %s\naws_secret_access_key = %s\n"
                    % (self.moto.facts["accessKeyId"], self.moto.facts["secretAccessKey"]), name="credentials")
        system = ("--system", "aws-costs-dashboard")

        outcome = self.athena("daily-charges", *system, *REPORT, *JANUARY, "--yes")

        self.assertEqual((outcome.code, outcome.out), (DONE, ""), outcome)
        self.assertIn("Kept 2 rows", outcome.err)
        self.assertEqual(len(self.entries()), 1)
        kept = self.stationmaster("costs", *system, "--source", "athena", "--json",
                                  "--endpoint-url", self.double.endpoint)
        self.assertEqual(kept.code, DONE, kept)
        self.assertEqual(kept.json()["total"], "12.345678901234568")
        self.assertEqual(self.sent().count("StartQueryExecution"), 1)

    def test_otherQueries_arePrintedAsCsv(self):
        outcome = self.athena("freshness", *REPORT, *JANUARY, "--yes")

        self.assertEqual(outcome.code, WRONG_USAGE, outcome)  # this report has no end of usage
        self.assertIn("line_item_usage_end_date", outcome.err)
        outcome = self.athena("sql", "SELECT 1 FROM cur_table WHERE year = '2024'", *REPORT, "--yes")
        self.assertEqual(outcome.code, DONE, outcome)
        rows = list(csv.reader(outcome.out.splitlines()))
        self.assertEqual((rows[0][0], rows[1][1]), ("day", "AmazonEC2"))

    def test_wholeTable_isRefusedWithItsPrice(self):
        outcome = self.athena("sql", "SELECT * FROM cur_table", *REPORT, "--yes")

        self.assertNotEqual(outcome.code, DONE)
        self.assertIn("$0.000048", outcome.err)
        self.assertNotIn("StartQueryExecution", self.sent())
        self.assertEqual(self.athena("sql", "SELECT * FROM cur_table", *REPORT, "--yes", "--whole-table").code, DONE)
        changed = self.athena("sql", "DROP TABLE cur_table", *REPORT, "--yes", "--whole-table")
        self.assertNotEqual(changed.code, DONE)
        self.assertEqual(self.sent().count("StartQueryExecution"), 1)

    def test_repair_addsMarch(self):
        self.assertEqual(self.athena("health", *REPORT).json()["missing"], ["year=2024/month=3"])

        outcome = self.athena("repair", *REPORT, "--yes")

        self.assertEqual(outcome.code, DONE, outcome)
        statement = self.moto.client("athena").get_query_execution(
            QueryExecutionId=self.moto.client("athena").list_query_executions(WorkGroup="costs-dashboard")
            ["QueryExecutionIds"][-1])["QueryExecution"]["Query"]
        self.assertEqual(statement.count("PARTITION ("), 1)
        self.assertIn("`month` = '3'", statement)

    def test_recent_hasPrices(self):
        self.double.rules.add({"match": {"operation": "BatchGetQueryExecution"}, "answer": {"reply": {
            "status": 200, "json": {"QueryExecutions": []}}}})
        self.assertEqual(self.athena("recent", *REPORT).json()["total"], "0")
        self.assertEqual(self.athena("recent", *REPORT, "--days", "46").code, WRONG_USAGE)

    def test_halfAMonth_isNotKept_andNotPaidFor(self):
        outcome = self.athena("daily-charges", *REPORT, "--from", "2024-01-10", "--to", "2024-01-20", "--yes")

        self.assertCall(outcome, WRONG_USAGE, "whole months")
        self.assertNotIn("StartQueryExecution", self.sent())


if __name__ == "__main__":
    needs.run("moto", "flask", "boto3")
