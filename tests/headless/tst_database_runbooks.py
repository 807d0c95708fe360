# SPDX-License-Identifier: GPL-3.0-or-later
"""Backups of databases, as a cron job takes and drills them: the answers of probes are those of the backup."""
import json
import pathlib
import subprocess
import sys

import needs
from headless import DONE, REFUSED, WithMoto

SERVER = str(pathlib.Path(__file__).parents[1] / "support" / "postgres_server.py")
SYSTEM = """
title: Shop
environment: development
region: us-east-1
endpoint_url: "{endpoint}"
databases: {{main: "postgresql:///shop?host={folder}&port={port}&user=postgres"}}
assets:
  main:
    kind: database
    every: 1d
    prove_every: 30d
    probes:
      - name: the first item
        uses: database:query
        with: {{database: main, into: "{{target}}", statement: "{statement}"}}
        select: rows
"""


class DatabaseRunbooks(WithMoto):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.process = subprocess.Popen([sys.executable, SERVER], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        cls.addClassCleanup(cls.process.wait)
        cls.addClassCleanup(cls.process.stdout.close)
        cls.addClassCleanup(cls.process.stdin.close)
        cls.server = json.loads(cls.process.stdout.readline())
        cls.psql("CREATE DATABASE shop", "postgres")
        cls.psql("CREATE TABLE item (id int PRIMARY KEY, name text); INSERT INTO item VALUES (1, 'pear')")

    @classmethod
    def psql(cls, sql, database="shop"):
        [program, *_] = sorted(pathlib.Path("/usr/lib/postgresql").glob("*/bin/psql"))
        done = subprocess.run([program, "-XAtq", "-v", "ON_ERROR_STOP=1", "-h", cls.server["folder"], "-p",
                               str(cls.server["port"]), "-U", "postgres", "-c", sql, database],
                              capture_output=True, text=True, timeout=60, check=True)
        return done.stdout.split()

    def backup(self, action, *, statement, code=DONE):
        (self.data / "systems").mkdir(parents=True, exist_ok=True)
        (self.data / "systems" / "shop.yaml").write_text(SYSTEM.format(
            folder=self.server["folder"], port=self.server["port"], statement=statement,
            endpoint=self.moto.facts["endpoint"]))
        outcome = self.stationmaster("backup", action, "main", "--system", "shop", "--yes", "--json")
        self.assertEqual(outcome.code, code, outcome)
        return outcome.json()

    def proofs(self):
        return [json.loads(each.read_text()) for each in (self.data / "backups").rglob("proof-*.json")]

    def test_drill_asksWhatWasAskedAtTheBackup(self):
        statement = "SELECT name FROM item WHERE id = 1"
        self.backup("create", statement=statement)
        [manifest] = (self.data / "backups").rglob("manifest.json")
        self.assertIn('"pear"', manifest.read_text().replace(" ", ""))
        self.psql("UPDATE item SET name = 'plum'")

        drill = self.backup("drill", statement=statement)

        asked = [step["output"] for step in drill["steps"] if step["title"].startswith("Ask")]
        self.assertEqual([answers["compared"] for answers in asked], [1])
        self.assertEqual(len(self.proofs()), 1)
        self.assertFalse([name for name in self.databases() if "-drill-" in name])

    def test_drill_withAnotherAnswer_dropsTheCopy_andStampsNothing(self):
        statement = "SELECT current_database() AS name"
        self.backup("create", statement=statement)

        drill = self.backup("drill", statement=statement, code=REFUSED)

        self.assertIn("What was restored answers otherwise", json.dumps(drill))
        self.assertEqual(self.proofs(), [])
        self.assertFalse([name for name in self.databases() if "-drill-" in name])

    def databases(self):
        return self.psql("SELECT datname FROM pg_database", "postgres")


if __name__ == "__main__":
    needs.run("moto", "flask", "boto3")
