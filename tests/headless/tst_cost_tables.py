# SPDX-License-Identifier: GPL-3.0-or-later
"""`stationmaster costs --make-tables`: what a team shares its costs in, on a real PostgreSQL."""
import json
import pathlib
import subprocess
import sys
import unittest

from headless import DONE, REFUSED, HeadlessTest

POSTGRES = str(pathlib.Path(__file__).parents[1] / "support" / "postgres_server.py")

BILL = """lineItem/UsageStartDate,lineItem/UsageEndDate,lineItem/ProductCode,lineItem/UsageType,lineItem/LineItemType,\
lineItem/UsageAccountId,lineItem/CurrencyCode,lineItem/UnblendedCost
2024-03-01T00:00:00Z,2024-03-01T01:00:00Z,AmazonS3,Requests-Tier1,Usage,123456789012,USD,1.5
2024-03-02T00:00:00Z,2024-03-02T01:00:00Z,awskms,Requests,Usage,123456789012,USD,4.2E-20
"""


class CostTables(HeadlessTest):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        server = subprocess.Popen([sys.executable, "-B", POSTGRES], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                  stderr=subprocess.PIPE)
        cls.addClassCleanup(server.communicate)  # the end of its input stops it
        line = server.stdout.readline()
        if not line:
            raise unittest.SkipTest(server.stderr.read().decode())
        cls.facts = json.loads(line)

    def setUp(self):
        super().setUp()
        self.no_credentials()
        self.psql("DROP TABLE IF EXISTS cost_schema, cost_cache, api_metrics, cost_ledgers, cost_charges")

    def psql(self, sql):
        done = subprocess.run(["psql", "-XAtq", "-h", self.facts["folder"], "-p", str(self.facts["port"]), "-U",
                               "postgres", "-c", sql, "postgres"], capture_output=True, text=True, check=True)
        return done.stdout.strip()

    def tables(self):
        return self.psql("SELECT string_agg(tablename, ' ' ORDER BY tablename) FROM pg_tables WHERE tablename ~ "
                         "'^(cost_|api_)'")

    def describe_system(self, **more):
        folder = self.data / "systems"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "shop.yaml").write_text(json.dumps({"title": "Web shop", "environment": "production", **more}))

    def address(self):
        return "postgresql:///postgres?host={folder}&port={port}&user=postgres".format(**self.facts)

    def make(self, *options):
        return self.stationmaster("costs", "--make-tables", "--system", "shop", *options)

    def test_plan_isShownAndNothingIsMade(self):
        self.describe_system(databases={"main": self.address()}, costs={"database": "main"})

        outcome = self.make()

        self.assertCall(outcome, DONE)
        self.assertIn("cost_cache", outcome.out)
        self.assertEqual(self.tables(), "")

    def test_yes_makesThemOnce(self):
        self.describe_system(databases={"main": self.address()}, costs={"database": "main"})

        self.assertCall(self.make("--yes"), DONE)
        self.assertCall(self.make("--yes"), DONE)

        self.assertEqual(self.tables(), "api_metrics cost_cache cost_charges cost_ledgers cost_schema")
        self.assertEqual(self.psql("SELECT count(*) FROM cost_schema"), "1")

    def test_databaseUrl_standsInForTheFile(self):
        self.describe_system()
        self.variables["DATABASE_URL"] = self.address()

        self.assertCall(self.make("--yes"), DONE)

        self.assertIn("cost_cache", self.tables())

    def test_readOnly_makesNothing(self):
        self.describe_system(databases={"main": self.address()}, costs={"database": "main"})

        outcome = self.make("--yes", "--read-only")

        self.assertEqual(outcome.code, REFUSED, outcome)
        self.assertEqual(self.tables(), "")

    def test_bill_isThereForTheNextPerson(self):
        self.describe_system(databases={"main": self.address()}, costs={"database": "main"})
        self.assertCall(self.make("--yes"), DONE)
        bill = self.data / "march.csv"
        bill.write_text(BILL)

        kept = self.stationmaster("costs", str(bill), "--system", "shop", "--json")
        self.assertCall(kept, DONE)
        self.assertEqual(self.psql("SELECT count(*) FROM cost_ledgers"), "1")

        for file in self.data.glob("costs.sqlite*"):  # somebody else's computer
            file.unlink()
        outcome = self.stationmaster("costs", "--system", "shop", "--group-by", "service", "--json")

        self.assertCall(outcome, DONE)
        self.assertEqual(json.loads(outcome.out), {
            "currency": "USD", "metric": "unblended", "total": "1.500000000000000000042",
            "groups": [{"key": ["AmazonS3"], "amount": "1.5"}, {"key": ["awskms"], "amount": "0.000000000000000000042"}]})

    def test_noServer_answersWithWhatThisComputerHas(self):
        self.describe_system(databases={"main": "postgresql:///postgres?host=/nowhere"}, costs={"database": "main"})
        bill = self.data / "march.csv"
        bill.write_text(BILL)

        self.assertCall(self.stationmaster("costs", str(bill), "--system", "shop", "--json"), DONE)
        outcome = self.stationmaster("costs", "--system", "shop", "--json")

        self.assertCall(outcome, DONE)
        self.assertEqual(json.loads(outcome.out)["total"], "1.500000000000000000042")

    def test_noDatabase_saysWhatToWrite(self):
        self.describe_system()

        outcome = self.make()

        self.assertNotEqual(outcome.code, DONE)
        self.assertIn("costs: {database: NAME}", outcome.err)


if __name__ == "__main__":
    unittest.main()
