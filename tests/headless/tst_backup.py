# SPDX-License-Identifier: GPL-3.0-or-later
"""Backups without a window: taken, listed, verified, restored and proven on moto, as cron does it."""
import json
import pathlib
import subprocess
import sys
import unittest

import needs
from headless import DONE, NO_CONNECTION, REFUSED, WRONG_USAGE, HeadlessTest, Moto, WithDouble, WithMoto

POSTGRES = str(pathlib.Path(__file__).parents[1] / "support" / "postgres_server.py")

SYSTEM = """title: Shop
environment: staging
region: us-east-1
endpoint_url: "%s"
assets:
  orders:
    kind: table
    name: Orders
    every: 1d
    prove_every: 30d
    probes:
      - name: the last order
        uses: table:query
        with: {table: "{target}", statement: "SELECT total FROM {table} WHERE id = '19'"}
        select: items
  carts: {kind: table, name: Carts, every: 1d, keep: 1}
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

    def test_set_isOnePlan_andDrilled(self):
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
        asked = [step["output"] for step in drilled.json()["steps"] if step["title"].startswith("Ask")]
        self.assertEqual([answers["compared"] for answers in asked], [1], "with the answer at the time of the backup")
        proven = self.listed("orders")["orders"]
        self.assertIn("proven", proven["backups"][0])
        self.assertEqual(proven["proofDue"], "in-time")

    def test_list_saysWhichAreTooMany_andDeletesNothing(self):
        others = len(self.listed("carts")["carts"]["backups"])  # of other cases: AWS keeps them, this vault knows none
        for _ in range(2):
            self.assertEqual(self.backup("create", "carts", "--yes").code, DONE)

        standings = self.listed()

        ours = [each for each in standings["carts"]["backups"] if not each["backup"].startswith("arn:")]
        oldest = ours[-1]["backup"]
        self.assertEqual(len(ours), 2)
        self.assertEqual(len(standings["carts"]["backups"]), others + 2)
        self.assertEqual((standings["carts"]["keep"], standings["carts"]["beyondKeep"]), (1, [oldest]))
        self.assertNotIn("beyondKeep", standings["orders"])
        self.assertEqual(rows(self.backup("list").out)["carts"][-1], "1")

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


class OtherKinds(HeadlessTest):
    """On a moto that does not look at signatures: it can not tell those of S3's prefixes."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.moto = Moto()
        cls.addClassCleanup(cls.moto.stop)
        server = subprocess.Popen([sys.executable, "-B", POSTGRES], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                  stderr=subprocess.PIPE)
        cls.addClassCleanup(server.communicate)  # the end of its input stops it
        line = server.stdout.readline()
        if not line:
            raise unittest.SkipTest(server.stderr.read().decode())
        cls.postgres = json.loads(line)
        cls.psql("postgres", "CREATE DATABASE shop")
        cls.psql("shop", "CREATE TABLE orders AS SELECT n AS id, n * 7 AS total FROM generate_series(1, 1000) n")
        cls.moto.client("s3").create_bucket(Bucket="receipts")
        for i in range(5):
            cls.moto.client("s3").put_object(Bucket="receipts", Key="2026/%d" % i, Body=b"x" * i * 1000)
        users = cls.moto.client("cognito-idp")
        cls.pool = users.create_user_pool(PoolName="people")["UserPool"]["Id"]
        users.admin_create_user(UserPoolId=cls.pool, Username="ada")

    @classmethod
    def psql(cls, database, sql):
        done = subprocess.run(["psql", "-XAtq", "-h", cls.postgres["folder"], "-p", str(cls.postgres["port"]), "-U",
                               "postgres", "-c", sql, database], capture_output=True, text=True, check=True)
        return done.stdout.strip()

    def setUp(self):
        super().setUp()
        (self.data / "systems").mkdir(parents=True)
        address = "postgresql:///shop?host=%(folder)s&port=%(port)s&user=postgres" % self.postgres
        probe = {"name": "orders", "uses": "database:query", "select": "rows",
                 "with": {"database": "main", "into": "{target}", "statement": "SELECT sum(total) FROM orders"}}
        (self.data / "systems" / "shop.yaml").write_text(json.dumps({
            "title": "Shop", "environment": "staging", "region": "us-east-1", "databases": {"main": address},
            "endpoint_url": self.moto.facts["endpoint"], "assets": {
                "main": {"kind": "database", "every": "1d", "prove_every": "30d", "probes": [probe]},
                "receipts": {"kind": "bucket", "every": "1d", "prove_every": "30d"},
                "people": {"kind": "user-pool", "name": self.pool, "every": "1d", "prove_every": "30d"}},
            "backup_sets": {"all": ["main", "receipts", "people"]}}))

    def backup(self, *words):
        return self.stationmaster("backup", *words, "--system", "shop")

    def test_set_ofSeveralKinds_isCreatedVerifiedAndProven(self):
        databases = self.psql("postgres", "SELECT count(*) FROM pg_database")
        self.assertEqual(self.backup("list", "--check", "--set", "all").code, REFUSED)
        for action in ("create", "verify", "drill"):
            with self.subTest(action):
                outcome = self.backup(action, "--set", "all", "--yes")

                self.assertEqual(outcome.code, DONE, outcome)
                self.assertEqual(outcome.err.count("Planned: "), 3)

        outcome = self.backup("list", "--set", "all", "--check", "--json")
        self.assertEqual(outcome.code, DONE, outcome)
        for standing in outcome.json():
            newest = standing["backups"][0]
            self.assertEqual((standing["due"], standing["proofDue"]), ("in-time", "in-time"), standing)
            self.assertLessEqual({"verified", "proven", "provenInSeconds", "bytes"}, set(newest), newest)
        self.assertEqual(self.psql("postgres", "SELECT count(*) FROM pg_database"), databases)

    def test_damagedDump_isNotRestored(self):
        self.assertEqual(self.backup("create", "main", "--yes").code, DONE)
        dump = max((path for path in (self.data / "backups").rglob("*") if path.is_file()),
                   key=lambda path: path.stat().st_size)
        damaged = bytearray(dump.read_bytes())
        damaged[len(damaged) // 2] ^= 1
        dump.chmod(0o600)
        dump.write_bytes(damaged)

        outcome = self.backup("restore", "main", "--to", "shop_restored", "--yes")

        self.assertEqual(outcome.code, REFUSED, outcome)
        self.assertEqual(self.psql("postgres", "SELECT count(*) FROM pg_database WHERE datname = 'shop_restored'"), "0")
        self.assertEqual(self.backup("verify", "main", "--yes").code, REFUSED)

    def test_removal_ofABucketsBackup_takesItsCopies_onceItIsNamed(self):
        self.assertEqual(self.backup("create", "receipts", "--yes").code, DONE)
        self.assertEqual(self.backup("create", "receipts", "--yes").code, DONE)
        newer, older = [each["backup"] for each in self.backup("list", "receipts", "--json").json()[0]["backups"]]
        copies = self.copies()
        words = ("run", "common/remove-bucket-backup", "--system", "shop", "--param", "asset=receipts", "--param",
                 "backup=" + older, "--yes")

        refused = self.stationmaster(*words)
        self.assertEqual((refused.code, self.copies()), (WRONG_USAGE, copies), refused)
        removed = self.stationmaster(*words, "--confirm", older)

        self.assertEqual(removed.code, DONE, removed)
        self.assertEqual(len(copies) - len(self.copies()), 5, "and no copy of the newer one")
        left = self.backup("list", "receipts", "--json").json()[0]["backups"]
        self.assertEqual([each["backup"] for each in left], [newer])
        self.assertEqual(self.backup("verify", "receipts", "--yes").code, DONE)

    def copies(self):
        listed = self.moto.client("s3").list_objects_v2(Bucket="receipts-backup")
        return {each["Key"] for each in listed.get("Contents", ())}

    def test_planOfSeveral_isPrintedOneAfterTheOther(self):
        outcome = self.backup("create", "main", "people")

        self.assertEqual(outcome.code, DONE, outcome)
        first, end = json.JSONDecoder().raw_decode(outcome.out)
        second = json.loads(outcome.out[end:])
        self.assertNotEqual(first["title"], second["title"])


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
