# SPDX-License-Identifier: GPL-3.0-or-later
"""The checklist of a release, with a server of PostgreSQL, a health check, and something that is called kubectl."""
import http.server
import json
import os
import pathlib
import subprocess
import sys
import threading

import needs
from headless import DONE, REFUSED, WAITS, WithMoto

SERVER = str(pathlib.Path(__file__).parents[2] / "support" / "postgres_server.py")
SYSTEM = """title: AWS Costs Dashboard
environment: development
region: us-east-1
endpoint_url: "{endpoint}"
databases:
  dashboard: "postgresql:///dashboard?host={folder}&port={port}&user=postgres"
  auth: "postgresql:///auth?host={folder}&port={port}&user=postgres"
assets:
  dashboard: {{kind: database}}
  auth: {{kind: database}}
"""
ANSWERS = {"preDeploy": "yes: all five, in the log of the morning", "backup": "yes: on Monday, ada",
           "reviewed": "yes: https://example.com/r/17", "release": "2.4.0", "verify": "yes: all four, in staging",
           "monitor": "yes: /d/costs, from 9 to 10", "way": "Keep it", "notify": "yes: #releases"}


class Healthy(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        self.wfile.write(b'{"status": "ok"}')

    def log_message(self, *_):
        pass


class Release(WithMoto):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        process = subprocess.Popen([sys.executable, SERVER], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        cls.addClassCleanup(process.wait)
        cls.addClassCleanup(process.stdout.close)
        cls.addClassCleanup(process.stdin.close)
        cls.server = json.loads(process.stdout.readline())
        for name in ("dashboard", "auth"):
            cls.psql("CREATE DATABASE " + name)
        cls.site = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Healthy)
        threading.Thread(target=cls.site.serve_forever, daemon=True).start()
        cls.addClassCleanup(cls.site.server_close)
        cls.addClassCleanup(cls.site.shutdown)

    @classmethod
    def psql(cls, sql):
        [program, *_] = sorted(pathlib.Path("/usr/lib/postgresql").glob("*/bin/psql"))
        subprocess.run([program, "-XAtq", "-h", cls.server["folder"], "-p", str(cls.server["port"]), "-U", "postgres",
                        "-c", sql, "postgres"], capture_output=True, timeout=60, check=True)

    def setUp(self):
        super().setUp()
        folder = self.home / "bin"
        folder.mkdir()
        self.calls = self.home / "kubectl.calls"
        (folder / "kubectl").write_text('#!/bin/sh\necho "$*" >> %s\n' % self.calls)
        (folder / "kubectl").chmod(0o755)
        self.variables["PATH"] = "%s:%s" % (folder, os.environ["PATH"])
        (self.data / "systems").mkdir(parents=True)
        (self.data / "systems" / "aws-costs-dashboard.yaml").write_text(SYSTEM.format(
            endpoint=self.moto.facts["endpoint"], folder=self.server["folder"], port=self.server["port"]))

    def release(self, *options, **answers):
        given = [word for name, answer in {**ANSWERS, **answers}.items() if answer
                 for word in ("--answer", "%s=%s" % (name, answer))]
        return self.stationmaster(
            "run", "aws-costs-dashboard/release-checklist", "--yes", "--json", "--param", "release=2.4.0", "--param",
            "image=registry.example.com/dashboard:2.4.0", "--param", "context=prod", "--param", "watched=1s", "--param",
            "health=http://127.0.0.1:%d/api/health" % self.site.server_port, *given, *options, "--system",
            "aws-costs-dashboard")

    def called(self):
        return [line.split()[:2] for line in self.calls.read_text().splitlines()] if self.calls.exists() else []

    def said(self):
        """What the journal has of each item: who said what of what."""
        entries = [self.stationmaster("journal", "show", str(each["id"]), "--json").json() for each in self.entries()
                   if each["uses"] == "approve"]
        return {each["title"].split(":")[0]: each["output"] for each in entries}

    def test_release_thatIsWell_isKept_andEachItemHasWhoAndEvidence(self):
        outcome = self.release()

        self.assertEqual(outcome.code, DONE, outcome)
        self.assertEqual(self.called(), [["set", "image"], ["rollout", "status"]])
        said = self.said()
        self.assertEqual(set(said), {"Pre-deploy", "Backup", "Deploy", "Verify", "Monitor", "Notify"})
        for item, output in said.items():
            self.assertTrue(output["by"] and output["evidence"] and output["reason"], item)
        self.assertIn("who reviewed it: https://example.com/r/17", outcome.err)

    def test_release_thatDoesNotWork_isRolledBack(self):
        outcome = self.release(verify="no: the export is empty", way="Roll back", rollback="yes: INC-3")

        self.assertEqual(outcome.code, REFUSED, "a check failed: " + outcome.err)
        self.assertEqual(self.called(), [["set", "image"], ["rollout", "status"], ["rollout", "undo"]])
        for line in self.calls.read_text().splitlines():
            self.assertIn("--context=prod --namespace=default", line, "whichever context is current")
        self.assertEqual(self.said()["Rollback"]["reason"], "INC-3")

    def test_release_withoutYoungBackups_isNotDeployed(self):
        outcome = self.release("--param", "young=0s")

        self.assertEqual(outcome.code, REFUSED, outcome)
        self.assertRegex(outcome.err, "dashboard .the newest is of .*; auth .the newest is of ")
        self.assertEqual(self.called(), [])

    def test_release_thatNobodyTyped_waits(self):
        outcome = self.release(release="")

        self.assertEqual(outcome.code, WAITS, outcome)
        self.assertIn("“2.4.0” in the place of TEXT", outcome.err)
        self.assertEqual(self.called(), [])


if __name__ == "__main__":
    needs.run("boto3", "moto")
