# SPDX-License-Identifier: GPL-3.0-or-later
"""A run that waits for AWS is killed, and goes on: it looks once more and ends as the world says."""
import json
import subprocess
import time

import needs
from headless import DONE, REFUSED, WithDouble

RUNBOOK = """
title: Wait
purpose: To try it.
steps:
  - id: wait
    title: Wait
    uses: {uses}
    with: {input}
  - id: after
    title: What comes after it
    uses: aws:dynamodb:ListTables
"""
# What runs, its input, the poll, and its answers while it goes on, when it is done, and when it ended badly.
WAITS = {
    "wait:dynamodb:table-restored": (
        {"TableName": "t"}, "DescribeTable", lambda status: {"Table": {"TableStatus": status}},
        "CREATING", "ACTIVE", "ARCHIVED"),
    "wait:dynamodb:backup-available": (
        {"BackupArn": "arn:aws:dynamodb:us-east-1:123456789012:table/t/backup/01234567890123-abcdef01"},
        "DescribeBackup", lambda status: {"BackupDescription": {"BackupDetails": {"BackupStatus": status}}},
        "CREATING", "AVAILABLE", "DELETED"),
    "wait:dynamodb:export-completed": (
        {"ExportArn": "arn:aws:dynamodb:us-east-1:123456789012:table/t/export/01234567890123-abcdef01"},
        "DescribeExport", lambda status: {"ExportDescription": {"ExportStatus": status}},
        "IN_PROGRESS", "COMPLETED", "FAILED"),
}


class Waits(WithDouble):
    def setUp(self):
        super().setUp()
        self.rule({"error": {"code": "UnknownOperationException", "message": "No.", "status": 400}},
                  "GetCallerIdentity")

    def polls(self, operation):
        return self.sent().count(operation)

    def killed_inTheMiddle(self, uses):
        """Leaves run 1, which had looked once."""
        given, operation, answer, under_way, _, _ = WAITS[uses]
        (self.home / "wait.yaml").write_text(RUNBOOK.format(uses=uses, input=json.dumps(given)))
        self.answer(operation, answer(under_way), times=1)
        program, _, *rest = self.command()
        process = subprocess.Popen([program, "run", str(self.home / "wait.yaml"), "--yes", *self.endpoint, *rest],
                                   env=self.variables, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                                   stderr=subprocess.PIPE, text=True)
        self.addCleanup(process.communicate)
        self.addCleanup(process.kill)
        deadline = time.monotonic() + 30
        while not self.polls(operation) and time.monotonic() < deadline:
            time.sleep(0.02)
        process.kill()
        process.wait()
        self.assertEqual(self.polls(operation), 1)

    def resumed(self, uses, status):
        _, operation, answer, *_ = WAITS[uses]
        self.answer(operation, answer(status))
        self.answer("ListTables", {"TableNames": []})
        outcome = self.stationmaster("run", "--resume", "1", "--yes", "--json", *self.endpoint)
        self.assertEqual(self.polls(operation), 2, "one poll more")
        return outcome

    def test_killed_goesOnWithOnePollMore(self):
        for uses in WAITS:
            with self.subTest(uses):
                self.setUp()
                self.killed_inTheMiddle(uses)

                outcome = self.resumed(uses, WAITS[uses][4])

                self.assertEqual(outcome.code, DONE, outcome)
                self.assertEqual([step["state"] for step in outcome.json()["steps"]], ["done", "done"])

    def test_killed_failedMeanwhile_isNoSuccess(self):
        for uses in WAITS:
            with self.subTest(uses):
                self.setUp()
                self.killed_inTheMiddle(uses)

                outcome = self.resumed(uses, WAITS[uses][5])

                self.assertEqual(outcome.code, REFUSED, outcome)
                self.assertEqual([step["state"] for step in outcome.json()["steps"]], ["failed", "skipped"])


if __name__ == "__main__":
    needs.run()
