# SPDX-License-Identifier: GPL-3.0-or-later
"""`stationmaster call --write`: through the Runner and its journal, or not at all."""
import contextlib
import json
import os
import resource
import signal
import sqlite3
import time
import unittest

import needs
from headless import DONE, REFUSED, WRONG_USAGE, WithDouble

DISABLE = "cognito-idp:AdminDisableUser"
DELETE = "cognito-idp:AdminDeleteUser"
POOL = "us-east-1_aaaaaaaaa"
ADA = json.dumps({"UserPoolId": POOL, "Username": "ada"})
NOBODY = 65534
SHARED_INDEX = 32 * 1024  # what SQLite needs beside its log, which an intent fills with more than that
PASSWORD = "Canary/7f+Perch w#9"
ENABLED = {"Username": "ada", "UserAttributes": [{"Name": "sub", "Value": "1"}], "Enabled": True,
           "UserStatus": "CONFIRMED"}
DISABLED = {**ENABLED, "Enabled": False}


class Writes(WithDouble):
    def setUp(self):
        super().setUp()
        for operation in ("AdminDisableUser", "AdminDeleteUser", "AdminSetUserPassword"):
            self.answer(operation, {})
        self.answer("AdminListGroupsForUser", {"Groups": []})
        self.answer("DescribeUserPool", {"UserPool": {"Id": POOL}})

    def write(self, target=DISABLE, text=ADA, *options):
        return self.call(target, "-", "--write", *options, *self.endpoint, text=text)

    def outcomes(self):
        with contextlib.closing(sqlite3.connect(self.data / "journal.sqlite")) as database:
            return [row[0] for row in database.execute("select state from outcomes order by entry")]

    def test_write_done_isJournalled(self):
        self.user(ENABLED, DISABLED)
        self.assertCall(self.write(), DONE)

        self.assertEqual(self.written(), ["AdminDisableUser"])
        entry, = self.entries()
        self.assertEqual((entry["uses"], json.loads(entry["input"])), ("aws:" + DISABLE, json.loads(ADA)))
        self.assertIn("aws cognito-idp admin-disable-user", entry["cli"])
        self.assertEqual(self.outcomes(), ["done"])

    def test_write_withoutWriteOption_isNotSent(self):
        self.assertCall(self.call(DISABLE, ADA, *self.endpoint), WRONG_USAGE, "--dry-run", "--write")

        self.assertEqual(self.sent(), [])

    def test_write_refusedByService_isJournalledAsFailed(self):
        self.double.rules.clear()
        self.user(ENABLED, ENABLED)
        self.rule({"error": {"code": "UserNotFoundException", "message": "User does not exist.", "status": 400}},
                  "AdminDisableUser")

        self.assertCall(self.write(), REFUSED, "User does not exist.", "UserNotFoundException")

        self.assertEqual(self.outcomes(), ["failed"])

    def test_write_interrupted_isAwaitedAndJournalled(self):
        """What was sent can not be called back: how it ended is worth the wait."""
        self.double.rules.clear()
        self.user(ENABLED, DISABLED)
        self.rule({"reply": {"status": 200, "json": {}}, "delayMs": 700}, "AdminDisableUser")
        process = self.start(DISABLE, ADA, "--write", *self.endpoint)
        deadline = time.monotonic() + 30
        while "AdminDisableUser" not in self.sent() and time.monotonic() < deadline:
            time.sleep(0.01)

        process.send_signal(signal.SIGINT)
        process.communicate(timeout=30)

        self.assertEqual(self.outcomes(), ["done"])

    def test_deletion_withoutItsName_isNotSent(self):
        for options in ((), ("--confirm", "eve")):
            with self.subTest(options):
                outcome = self.write(DELETE, ADA, *options)

                self.assertNotEqual(outcome.code, DONE)
                self.assertIn("ada", outcome.err)
                self.assertIn("--confirm", outcome.err)
        self.assertEqual(self.written(), [])

    def test_deletion_withItsName_isDone(self):
        self.user(ENABLED, None)
        self.assertCall(self.write(DELETE, ADA, "--confirm", "ada"), DONE)

        self.assertEqual(self.written(), ["AdminDeleteUser"])

    def test_readOnly_write_isRefused(self):
        self.assertCall(self.write(DISABLE, ADA, "--read-only"), REFUSED, "ead-only")

        self.assertEqual(self.written(), [])

    def test_password_set_isInNoFile(self):
        text = json.dumps({"UserPoolId": POOL, "Username": "ada", "Password": PASSWORD, "Permanent": True})

        self.user(ENABLED, ENABLED)

        outcome = self.write("cognito-idp:AdminSetUserPassword", text)

        self.assertCall(outcome, DONE)
        sent, = (json.loads(request["body"]) for request in self.double.records.requests()
                 if request["operation"] == "AdminSetUserPassword")
        self.assertEqual(sent["Password"], PASSWORD)
        files = [path for path in self.home.rglob("*") if path.is_file()]
        self.assertTrue(files)
        for path in files:
            content = path.read_bytes()
            for form in (PASSWORD, json.dumps(PASSWORD)[1:-1].replace("/", "\\/")):
                self.assertNotIn(form.encode(), content, path)
                self.assertNotIn(form.encode("utf-16-le"), content, path)
        dry = self.call("cognito-idp:AdminSetUserPassword", "-", "--dry-run", *self.endpoint, text=text)
        self.assertNotIn(PASSWORD, dry.out + dry.err)


class BrokenJournals(WithDouble):
    """Then no write is sent: what can not be written down does not happen."""

    def setUp(self):
        super().setUp()
        self.answer("AdminDisableUser", {})

    def assertRefused(self, *words, **options):
        process = self.start(DISABLE, ADA, "--write", *self.endpoint, **options)
        out, err = process.communicate(timeout=60)
        self.assertEqual((process.returncode, out), (REFUSED, ""), err)
        for word in words:
            self.assertIn(word, err)
        self.assertEqual(self.written(), [])
        self.assertNotIn("AdminDisableUser", self.sent())

    def journal(self):
        """One that works, with an entry in it."""
        self.user(ENABLED, DISABLED)
        self.assertCall(self.call(DISABLE, ADA, "--write", *self.endpoint), DONE)
        self.double.records.forget_ledger()
        self.double.records.forget_requests()
        return self.data / "journal.sqlite"

    def test_journal_ofNewerVersion_isLeftAlone(self):
        path = self.journal()
        with contextlib.closing(sqlite3.connect(path)) as database:
            database.execute("pragma user_version = 99")

        self.assertRefused(str(path), "newer Stationmaster", "Update")

        self.assertEqual(len(self.entries()), 1)

    def test_journal_ofAnotherProgram_isLeftAlone(self):
        self.data.mkdir()
        path = self.data / "journal.sqlite"
        with contextlib.closing(sqlite3.connect(path)) as database:
            database.execute("create table recipes(name)")
        before = path.read_bytes()

        self.assertRefused(str(path), "another program", "Choose another file")

        self.assertEqual(path.read_bytes(), before)

    def test_journal_damaged_isLeftAlone(self):
        self.data.mkdir()
        path = self.data / "journal.sqlite"
        path.write_bytes(b"not a database at all " * 500)

        self.assertRefused(str(path), "damaged", "backup")

    def test_journal_folderIsAFile_isSaid(self):
        self.data.write_text("in the way")

        self.assertRefused(str(self.data), "Check that you may write")

    def test_journal_onFullDisk_isSaid(self):
        path = self.journal()

        def fill_disk():
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (SHARED_INDEX, SHARED_INDEX))

        self.assertRefused(str(path), "disk", preexec_fn=fill_disk)

    def test_journal_readOnly_isSaid(self):
        path = self.journal()
        path.chmod(0o444)
        self.data.chmod(0o555)
        self.addCleanup(self.data.chmod, 0o755)
        self.home.chmod(0o755)

        def without_rights():
            if os.geteuid() == 0:  # whom no permission holds
                os.setgroups([])
                os.setgid(NOBODY)
                os.setuid(NOBODY)

        if os.geteuid() == 0:
            for each in (self.data, *self.data.iterdir()):
                os.chown(each, NOBODY, NOBODY)
        self.assertRefused(str(self.data), "write", preexec_fn=without_rights)


if __name__ == "__main__":
    needs.run()
