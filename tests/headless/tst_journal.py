# SPDX-License-Identifier: GPL-3.0-or-later
"""`stationmaster journal list|show|verify|export`: needs no account."""
import csv
import io
import json
import pathlib
import subprocess
import sys
import unittest

import needs
from headless import DONE, POOL, REFUSED, WRONG_USAGE, WithDouble

VERIFY = pathlib.Path(__file__).parents[2] / "docs" / "guide" / "verify_journal.py"


class Journals(WithDouble):
    def setUp(self):
        super().setUp()
        for operation in ("AdminDisableUser", "AdminEnableUser"):
            self.answer(operation, {})
        for operation, name in (("AdminDisableUser", "ada"), ("AdminEnableUser", "=cmd|x")):
            enabled = operation == "AdminEnableUser"
            self.double.rules.add({"match": {"operation": "AdminGetUser", "body": name}, "times": 1,
                                   "answer": self.found(name, not enabled)})
            self.double.rules.add({"match": {"operation": "AdminGetUser", "body": name},
                                   "answer": self.found(name, enabled)})
            self.call("cognito-idp:" + operation, json.dumps({"UserPoolId": POOL, "Username": name}), "--write",
                      *self.endpoint)
        self.no_credentials()
        self.config("[profile broken\n")

    @staticmethod
    def found(name, enabled):
        return {"reply": {"status": 200, "headers": {"Content-Type": "application/x-amz-json-1.1"},
                          "json": {"Username": name, "Enabled": enabled}}}

    def journal(self, *words):
        return self.stationmaster("journal", *words)

    def test_list_isNewestFirstAndFiltered(self):
        self.assertEqual([entry["entry"] for entry in self.journal("list", "--json").json()], [2, 1])
        self.assertEqual([entry["entry"] for entry in self.journal("list", "AdminDisableUser", "--json").json()], [1])

    def test_show_isTheWholeEntry(self):
        shown = self.journal("show", "1").json()

        self.assertEqual((shown["uses"], shown["input"]["Username"]), ("aws:cognito-idp:AdminDisableUser", "ada"))
        self.assertEqual(self.journal("show", "99").code, REFUSED)
        self.assertEqual(self.journal("show", "x").code, WRONG_USAGE)

    def test_verify_intact_isZero(self):
        outcome = self.journal("verify", "--json")

        self.assertEqual((outcome.code, outcome.json()["intact"]), (DONE, True))
        self.assertEqual(outcome.json()["key"], "file")

    def test_exportJson_isVerifiedWithoutTheProgram(self):
        path = self.home / "journal.json"

        outcome = self.journal("export", "-o", str(path))

        self.assertEqual((outcome.code, outcome.out), (DONE, ""), outcome)
        checked = subprocess.run([sys.executable, "-B", str(VERIFY), str(path)], capture_output=True, text=True,
                                 check=False)
        self.assertEqual(checked.returncode, 0, checked.stdout + checked.stderr)

    def test_export_withoutFile_isOnStandardOutput(self):
        self.assertEqual(self.journal("export").json()["format"], "stationmaster-journal-1")
        self.assertEqual(self.journal("export", "-o", "-").json()["format"], "stationmaster-journal-1")

    def test_exportCsv_isFilteredAndHoldsNoFormula(self):
        outcome = self.journal("export", "--format", "csv", "AdminEnableUser")

        rows = list(csv.DictReader(io.StringIO(outcome.out.lstrip("\ufeff"))))
        self.assertEqual([row["entry"] for row in rows], ["2"])
        self.assertFalse(rows[0]["resource"].startswith("="))

    def test_export_byName_isCsv(self):
        path = self.home / "journal.csv"

        self.journal("export", "-o", str(path))

        self.assertTrue(path.read_bytes().startswith(b"\xef\xbb\xbfentry,"))

    def test_filterOfJson_isRefused(self):
        outcome = self.journal("export", "AdminEnableUser")

        self.assertEqual((outcome.code, outcome.out), (WRONG_USAGE, ""), outcome)
        self.assertIn("--format csv", outcome.err)

    def test_formatThatIsNone_isRefused(self):
        self.assertEqual(self.journal("export", "--format", "xml").code, WRONG_USAGE)

    def test_fileThatCanNotBeWritten_isSaidAndNotLeft(self):
        path = self.home / "none" / "journal.json"

        outcome = self.journal("export", "-o", str(path))

        self.assertEqual(outcome.code, REFUSED, outcome)
        self.assertIn(str(path), outcome.err)


if __name__ == "__main__":
    needs.run()
