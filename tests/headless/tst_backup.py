# SPDX-License-Identifier: GPL-3.0-or-later
"""Backups without a window: taken, listed, verified, restored and proven on moto, as cron does it."""
import json
import unittest

import needs
from headless import DONE, NO_CONNECTION, REFUSED, WRONG_USAGE, HeadlessTest, WithDouble, WithMoto

SYSTEM = """title: Shop
environment: staging
region: us-east-1
endpoint_url: "%s"
assets:
  orders: {kind: table, name: Orders, every: 1d, prove_every: 30d}
  carts: {kind: table, name: Carts, every: 1d}
  supplier: {kind: external, every: 1d, evidence: "https://supplier.example.com/backups"}
backup_sets:
  pre-deployment: [orders, carts]
"""


def rows(text):
    """Of the table that list prints, by asset."""
    return {line.split()[0]: line.split() for line in text.splitlines()[1:]}


class Backups(WithMoto):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.tables = cls.moto.client("dynamodb")
        for name in ("Orders", "Carts"):
            cls.tables.create_table(
                TableName=name, KeySchema=[{"AttributeName": "id", "KeyType": "HASH"}],
                AttributeDefinitions=[{"AttributeName": "id", "AttributeType": "S"}], BillingMode="PAY_PER_REQUEST")
            for i in range(20):
                cls.tables.put_item(TableName=name, Item={"id": {"S": str(i)}, "total": {"N": str(i * 7)}})
        cls.moto.client("s3").create_bucket(Bucket="receipts")

    def setUp(self):
        super().setUp()
        (self.data / "systems").mkdir(parents=True)
        (self.data / "systems" / "shop.yaml").write_text(SYSTEM % self.moto.facts["endpoint"])

    def backup(self, *words):
        return self.stationmaster("backup", *words, "--system", "shop")

    def listed(self, *words):
        outcome = self.backup("list", "--json", *words)
        self.assertEqual(outcome.code, DONE, outcome)
        return {standing["asset"]: standing for standing in outcome.json()}

    def names(self):
        return set(self.tables.list_tables()["TableNames"])

    def test_list_hasDeclaredOnesFirst_thenWhatIsFound(self):
        outcome = self.backup("list")

        self.assertEqual(outcome.code, DONE, outcome)
        self.assertEqual(outcome.err, "")
        table = rows(outcome.out)
        self.assertEqual(list(table)[:3], ["orders", "carts", "supplier"])
        self.assertEqual(table["supplier"][1:5], ["external", "-", "-", "never"])
        self.assertEqual(table["receipts"][1], "bucket")

    def test_check_overdue_leavesWithOne(self):
        outcome = self.backup("list", "supplier", "--check")

        self.assertEqual(outcome.code, REFUSED)
        self.assertIn("never", outcome.out)
        self.assertEqual(self.backup("list", "receipts", "--check").code, DONE)

    def test_create_withoutYes_sendsNothing(self):
        before = self.tables.list_backups()["BackupSummaries"]

        outcome = self.backup("create", "orders")

        self.assertEqual(outcome.code, DONE, outcome)
        plan = outcome.json()
        self.assertIn("Orders", json.dumps(plan))
        self.assertEqual(self.tables.list_backups()["BackupSummaries"], before)

    def test_set_isOnePlan_andVerified_andDrilled(self):
        created = self.backup("create", "--set", "pre-deployment", "--yes", "--json")
        self.assertEqual(created.code, DONE, created)
        self.assertEqual(created.json()["failed"], 0)

        standings = self.listed()
        newest = standings["orders"]["backups"][0]
        self.assertEqual(standings["orders"]["due"], "in-time")
        self.assertEqual(standings["carts"]["due"], "in-time")
        self.assertTrue(newest["set"].startswith("pre-deployment-"), newest)
        self.assertTrue(newest["settings"])
        self.assertNotIn("proven", newest)

        tables = self.names()
        drilled = self.backup("drill", "orders", "--yes", "--json")
        self.assertEqual(drilled.code, DONE, drilled)
        self.assertEqual(self.names(), tables)
        proven = self.listed("orders")["orders"]
        self.assertIn("proven", proven["backups"][0])
        self.assertEqual(proven["proofDue"], "in-time")

    def test_restore_beside_leavesTheOriginal(self):
        self.assertEqual(self.backup("create", "orders", "--yes").code, DONE)

        outcome = self.backup("restore", "orders", "--to", "Orders-restored", "--yes")

        self.assertEqual(outcome.code, DONE, outcome)
        self.assertEqual(self.tables.scan(TableName="Orders-restored")["Count"], 20)
        again = self.backup("restore", "orders", "--to", "Orders-restored", "--yes")
        self.assertEqual(again.code, REFUSED, again)

    def test_wrongWords_sendNothing(self):
        for words, said in (((), "This is how it is used"), (("burn", "orders"), "has no “burn”"),
                            (("create",), "Say which assets"), (("create", "ordres"), "“orders”"),
                            (("create", "--set", "nightly"), "pre-deployment"),
                            (("create", "orders", "--to", "x"), "--to belongs to"),
                            (("create", "orders", "--backup", "x"), "--backup belongs to"),
                            (("restore", "orders", "carts", "--to", "x"), "about one asset"),
                            (("list", "--set", "x"), "has no set"), (("drill", "orders", "--check"), "--check belongs"),
                            (("create", "../../etc/passwd"), "nothing called"),
                            (("restore", "supplier"), "no backup")):
            with self.subTest(words):
                outcome = self.backup(*words)

                self.assertIn(outcome.code, (WRONG_USAGE, REFUSED), outcome)
                self.assertIn(said, outcome.err)
                self.assertEqual(outcome.out, "")

    def test_backup_thatIsNotThere_namesTheNewest(self):
        self.assertEqual(self.backup("create", "carts", "--yes").code, DONE)
        newest = self.listed("carts")["carts"]["backups"][0]["backup"]

        outcome = self.backup("drill", "carts", "--backup", "nope", "--yes")

        self.assertCall(outcome, REFUSED, "no backup “nope”", newest)


class WithoutConnection(HeadlessTest):
    def test_list_saysSo_andTellsWhatIsKnown(self):
        (self.data / "systems").mkdir(parents=True)
        (self.data / "systems" / "shop.yaml").write_text(SYSTEM % "http://127.0.0.1:1")

        outcome = self.stationmaster("backup", "list", "--system", "shop")

        self.assertCall(outcome, NO_CONNECTION)


class Denied(WithDouble):
    def test_oneKind_isAProblemOfItsRows(self):
        self.rule({"error": {"code": "AccessDeniedException", "message": "not authorized", "status": 400}}, "ListTables")
        (self.data / "systems").mkdir(parents=True)
        (self.data / "systems" / "shop.yaml").write_text(SYSTEM % self.double.endpoint)

        outcome = self.stationmaster("backup", "list", "orders", "--system", "shop", "--check")

        self.assertEqual(outcome.code, REFUSED, outcome)
        self.assertIn("not authorized", outcome.err)
        self.assertIn("not known", outcome.out)


if __name__ == "__main__":
    needs.run()
