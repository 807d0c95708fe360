# SPDX-License-Identifier: GPL-3.0-or-later
"""A backup of which the answer is lost, by a kill or by the line: the run that goes on finds it and takes no second."""
import json

import needs
from awsdouble.server import Double
from headless import DONE, Moto
from tst_crashjourney import Programs, wait_until


class KilledBackups(Programs):
    @classmethod
    def setUpClass(cls):
        cls.moto = Moto()
        cls.addClassCleanup(cls.moto.stop)

    def setUp(self):
        super().setUp()
        facts = self.moto.facts
        self.variables["AWS_ACCESS_KEY_ID"] = facts["accessKeyId"]
        self.variables["AWS_SECRET_ACCESS_KEY"] = facts["secretAccessKey"]
        self.double = Double(facts["endpoint"])
        self.endpoint = ("--endpoint-url", self.double.endpoint)
        self.dynamodb = self.moto.client("dynamodb")
        for table in self.tables():
            self.dynamodb.create_table(TableName=table, BillingMode="PAY_PER_REQUEST",
                                       AttributeDefinitions=[{"AttributeName": "id", "AttributeType": "S"}],
                                       KeySchema=[{"AttributeName": "id", "KeyType": "HASH"}])
            self.addCleanup(self.dynamodb.delete_table, TableName=table)

    def tables(self):
        return [self.id().rsplit("_", 1)[-1] + number for number in ("-one", "-two")]

    def backups(self, table):
        return self.dynamodb.list_backups(TableName=table)["BackupSummaries"]

    def arguments(self):
        tables = [word for table in self.tables() for word in ("--param", "tables=" + table)]
        return ("run", "common/back-up-tables", *tables, "--yes", *self.endpoint)

    def lose_the_answer(self, fault):
        self.double.rules.add({"match": {"operation": "CreateBackup"}, "times": 1, "answer": {"fault": fault}})

    def operations(self, kind):
        return [each["operation"] for each in getattr(self.double.records, kind)()]

    def assertGoesOnWith(self, entry):
        self.assertEqual(entry["uses"], "aws:dynamodb:CreateBackup")
        self.assertDone(self.stationmaster("run", "--resume", str(entry["run"]), "--yes", *self.endpoint))

        self.assertEqual(self.in_doubt(), [])
        self.assertEqual(self.operations("ledger").count("CreateBackup"), 2)
        self.assertIn("DescribeBackup", self.operations("requests"), "it is waited for")
        for table in self.tables():
            [backup] = self.backups(table)
            [manifest] = [json.loads(each.read_text()) for each in (self.data / "backups").rglob("manifest.json")
                          if table in str(each)]
            manifest = manifest.get("manifest", manifest)
            self.assertEqual((manifest["asset"], manifest["native"]), (table, backup["BackupArn"]))
        self.assertDone(self.stationmaster("journal", "verify"))

    def test_run_killedBetweenBackupAndAnswer_recordsIt_killed(self):
        self.lose_the_answer("execute-and-timeout")
        process = self.start(*self.arguments())
        self.addCleanup(self.kill, process)
        self.assertTrue(wait_until(lambda: "CreateBackup" in self.operations("ledger")))
        self.assertIsNone(process.poll())
        self.kill(process)

        [entry] = self.in_doubt()
        self.assertGoesOnWith(entry)

    def test_run_answerLost_recordsIt_lost(self):
        self.lose_the_answer("execute-and-reset")
        self.assertNotEqual(self.stationmaster(*self.arguments()).code, DONE)

        [entry] = self.in_doubt()
        self.assertGoesOnWith(entry)


if __name__ == "__main__":
    needs.run("boto3", "moto")
