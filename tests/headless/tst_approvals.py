# SPDX-License-Identifier: GPL-3.0-or-later
"""A second person: `run --request`, `approve`, `run --approval`, with two people's keys, and files or a database between
them."""
import contextlib
import json
import os
import pathlib
import subprocess
import sys
import unittest

from headless import DONE, KEY, POOL, REFUSED, SECRET, WAITS, WRONG_USAGE, Outcome, WithDouble

POSTGRES = str(pathlib.Path(__file__).parents[1] / "support" / "postgres_server.py")
RUNBOOK = """
title: Delete a user
purpose: Somebody left.
parameters:
  user: {title: User}
steps:
  - id: delete
    title: Delete ${parameters.user}
    uses: aws:cognito-idp:AdminDeleteUser
    with: {UserPoolId: us-east-1_aaaaaaaaa, Username: "${parameters.user}"}
"""


class Office(WithDouble):
    """Sabine asks, Grace is an approver; each has a data folder of their own."""

    def setUp(self):
        super().setUp()
        self.world()
        self.runbook = self.home / "delete.yaml"
        self.runbook.write_text(RUNBOOK)

    def world(self, **while_there):
        """ada is there, for ever or for so many looks."""
        gone = {"error": {"code": "UserNotFoundException", "message": "Gone.", "status": 400}}
        self.double.rules.clear()
        self.answer("AdminDeleteUser", {})
        self.answer("AdminGetUser", {"Username": "ada", "Enabled": True, "UserStatus": "CONFIRMED",
                                     "UserCreateDate": 1700000000, "UserLastModifiedDate": 1700000000}, **while_there)
        self.rule(gone, "AdminGetUser")
        self.answer("AdminListGroupsForUser", {"Groups": []}, **while_there)
        self.rule(gone, "AdminListGroupsForUser")
        self.answer("DescribeUserPool", {"UserPool": {"Id": POOL}})
        self.rule({"error": {"code": "UnknownOperationException", "message": "No.", "status": 400}},
                  "GetCallerIdentity")

    def describe_system(self, approvers, person="sabine", **more):
        folder = self.home / person / "systems"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "shop.yaml").write_text(json.dumps({
            "title": "Web shop", "environment": "production", "region": "us-east-1",
            "endpoint_url": self.double.endpoint, "approvers": approvers, **more}))

    def program(self, person, *arguments):
        done = subprocess.run([os.environ["STATIONMASTER_PROGRAM"], *arguments, "--data-folder",
                               str(self.home / person)], env=self.variables, stdin=subprocess.DEVNULL,
                              capture_output=True, text=True, timeout=90, check=False)
        return Outcome(done.returncode, done.stdout, done.stderr)

    def key_of(self, person):
        return self.program(person, "approve", "--key").out.strip()

    def run_it(self, *options):
        return self.program("sabine", "run", str(self.runbook), "--system", "shop", "--param", "user=ada", *options)


class Approvals(Office):
    def setUp(self):
        super().setUp()
        self.request = str(self.home / "ada.smrequest")
        self.approval = str(self.home / "ada.smapproval")
        self.describe_system({"grace": self.key_of("grace")})

    def ask(self):
        asked = self.run_it("--request", self.request)
        self.assertEqual(asked.code, DONE, asked)

    def approve(self, person="grace", *options):
        return self.program(person, "approve", self.request, *options)

    def use(self, *options):
        return self.program("sabine", "run", "--approval", self.approval, "--yes", "--confirm", "ada", *options)

    def test_withoutApproval_waits(self):
        outcome = self.run_it("--yes", "--confirm", "ada")

        self.assertEqual(outcome.code, WAITS, outcome)
        self.assertIn("ApprovalNeeded", outcome.err)
        self.assertEqual(self.written(), [])

    def test_approved_runsOnce(self):
        self.ask()
        shown = self.approve()
        self.assertEqual(shown.code, DONE, shown)
        self.assertEqual(shown.json()["steps"][0]["with"]["Username"], "ada")
        self.assertEqual((shown.json()["environment"], shown.json()["title"]), ("production", "Delete a user"))
        self.assertFalse(os.path.exists(self.approval))
        self.assertEqual(self.approve("grace", "--yes").code, WRONG_USAGE)
        self.assertEqual(self.approve("grace", "--yes", "--confirm", "Delete a user").code, DONE)
        self.assertEqual(self.written(), [])

        self.world(times=1)
        first = self.use()
        second = self.use()

        self.assertEqual(first.code, DONE, first)
        self.assertEqual(second.code, REFUSED, second)
        self.assertIn("ApprovalUsed", second.err)
        self.assertEqual(self.written(), ["AdminDeleteUser"])

    def test_selfApproval_andStrangers_areRefused(self):
        self.describe_system({"grace": self.key_of("grace"), "sabine": self.key_of("sabine")})
        self.ask()

        own = self.approve("sabine", "--yes", "--confirm", "Delete a user")
        strange = self.approve("eve", "--yes", "--confirm", "Delete a user")

        self.assertEqual((own.code, strange.code), (REFUSED, REFUSED))
        self.assertIn("SelfApproval", own.err)
        self.assertIn("NotAnApprover", strange.err)
        self.assertFalse(os.path.exists(self.approval))

    def test_approverRemoved_isRefused(self):
        self.ask()
        self.approve("grace", "--yes", "--confirm", "Delete a user")
        self.describe_system({"alan": self.key_of("alan")})

        outcome = self.use()

        self.assertEqual(outcome.code, REFUSED, outcome)
        self.assertIn("ApproverRevoked", outcome.err)
        self.assertEqual(self.written(), [])

    def test_profileOfTheSystem_isNoWayAround(self):
        self.config(f"[profile shop]\nregion = us-east-1\naws_access_key_id = {KEY}\naws_secret_access_key = {SECRET}\n")
        path = self.home / "sabine" / "systems" / "shop.yaml"
        path.write_text(json.dumps({**json.loads(path.read_text()), "profile": "shop"}))

        outcome = self.program("sabine", "call", "cognito-idp:AdminDeleteUser",
                               '{"UserPoolId": "us-east-1_aaaaaaaaa", "Username": "ada"}', "--profile", "shop",
                               "--write", "--confirm", "ada", *self.endpoint)

        self.assertEqual(outcome.code, WAITS, outcome)
        self.assertEqual(self.written(), [])

    def test_changedFiles_areRefused(self):
        self.ask()
        self.approve("grace", "--yes", "--confirm", "Delete a user")
        for name, command in ((self.request, self.approve), (self.approval, self.use)):
            with open(name, encoding="utf-8") as file:
                text = file.read()
            with open(name, "w", encoding="utf-8") as file:
                file.write(text.replace('"Username":"ada"', '"Username":"eve"'))

            self.assertEqual(command().code, WRONG_USAGE)
        self.assertEqual(self.written(), [])

    def test_parametersBesideAnApproval_areRefused(self):
        self.ask()
        self.approve("grace", "--yes", "--confirm", "Delete a user")

        self.assertEqual(self.use("--param", "user=eve").code, WRONG_USAGE)
        self.assertEqual(self.written(), [])

    def test_refusingAFile_isExplained(self):
        self.ask()

        outcome = self.approve("grace", "--refuse", "No")

        self.assertEqual(outcome.code, WRONG_USAGE, outcome)
        self.assertIn("about postgres", outcome.err)


class SharedApprovals(Office):
    """Through a table in a PostgreSQL database that both can reach."""

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
        self.psql("DROP TABLE IF EXISTS stationmaster_approvals")
        self.approvers = {"grace": self.key_of("grace"), "alan": self.key_of("alan")}
        address = "postgresql:///postgres?host={folder}&port={port}&user=postgres".format(**self.facts)
        for person in ("sabine", "grace", "alan", "eve"):
            self.describe_system(self.approvers, person, databases={"main": address}, approvals={"database": "main"})
        made = self.answer_as("grace", "postgres", "--create-table", "--yes")
        self.assertEqual(made.code, DONE, made)

    def psql(self, sql):
        done = subprocess.run(["psql", "-XAtq", "-h", self.facts["folder"], "-p", str(self.facts["port"]), "-U",
                               "postgres", "-c", sql, "postgres"], capture_output=True, text=True, check=True)
        return done.stdout.strip()

    def answer_as(self, person, *arguments):
        """Without an account: who approves need not have one."""
        with contextlib.ExitStack() as put_back:
            for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
                put_back.callback(self.variables.__setitem__, name, self.variables.pop(name))
            return self.program(person, "approve", *arguments, "--system", "shop")

    def ask(self):
        asked = self.run_it("--request", "postgres", "--reason", "She left")
        self.assertEqual(asked.code, DONE, asked)
        return asked.out.strip()

    def use(self, word, *options):
        return self.program("sabine", "run", "--approval", word, "--system", "shop", "--yes", "--confirm", "ada",
                            *options)

    def test_approved_runsOnce(self):
        word = self.ask()
        self.assertRegex(word, "^postgres:[0-9a-f-]{36}$")
        waits = self.use(word)
        self.assertEqual(waits.code, WAITS, waits)
        self.assertIn("ApprovalWaiting", waits.err)
        listed = self.answer_as("grace", "postgres").json()
        self.assertEqual([(each["approve"], each["title"], each["reason"]) for each in listed],
                         [(word, "Delete a user", "She left")])
        shown = self.answer_as("grace", word)
        self.assertEqual(shown.json()["steps"][0]["with"]["Username"], "ada")
        self.assertEqual(self.answer_as("grace", word, "--yes").code, WRONG_USAGE)
        self.assertEqual(self.use(word).code, WAITS)
        approved = self.answer_as("grace", word, "--yes", "--confirm", "Delete a user")
        self.assertEqual(approved.code, DONE, approved)
        self.assertEqual(self.answer_as("grace", "postgres").json(), [])
        self.assertIn("Answered", self.answer_as("alan", word, "--yes", "--confirm", "Delete a user").err)
        self.assertEqual(self.written(), [])

        self.world(times=1)
        first = self.use(word)
        second = self.use(word)

        self.assertEqual(first.code, DONE, first)
        self.assertEqual(second.code, REFUSED, second)
        self.assertIn("ApprovalUsed", second.err)
        self.assertEqual(self.written(), ["AdminDeleteUser"])

    def test_refused_saysWhoAndWhy(self):
        word = self.ask()

        refused = self.answer_as("grace", word, "--refuse", "Not on a Friday")
        outcome = self.use(word)

        self.assertEqual(refused.code, DONE, refused)
        self.assertEqual(outcome.code, REFUSED, outcome)
        self.assertIn("grace has refused this: Not on a Friday", outcome.err)
        self.assertEqual(self.written(), [])

    def test_requesterAndStrangers_areRefused(self):
        word = self.ask()

        for person, code in (("sabine", "SelfApproval"), ("eve", "NotAnApprover")):
            outcome = self.answer_as(person, word, "--yes", "--confirm", "Delete a user")
            self.assertEqual(outcome.code, REFUSED, outcome)
            self.assertIn(code, outcome.err)
        self.assertEqual(self.psql("SELECT count(answer) FROM stationmaster_approvals"), "0")

    def test_changedRow_isRefused(self):
        word = self.ask()
        self.answer_as("grace", word, "--yes", "--confirm", "Delete a user")
        self.psql("""UPDATE stationmaster_approvals SET request = replace(request, '"ada"', '"eve"')""")

        outcome = self.use(word)

        self.assertEqual(outcome.code, WRONG_USAGE, outcome)
        self.assertIn("RequestDamaged", outcome.err)
        self.assertEqual(self.written(), [])

    def test_copiedIntoAFile_isStillUsedInTheDatabase(self):
        word = self.ask()
        self.answer_as("grace", word, "--yes", "--confirm", "Delete a user")
        row = self.psql("SELECT answer || chr(10) || request FROM stationmaster_approvals")
        (self.home / "ada.smapproval").write_text(row + "\n")
        self.psql("UPDATE stationmaster_approvals SET used_at = now()")

        outcome = self.use(str(self.home / "ada.smapproval"))

        self.assertEqual(outcome.code, REFUSED, outcome)
        self.assertIn("ApprovalUsed", outcome.err)
        self.assertEqual(self.written(), [])

    def test_overTls_withAPasswordFile_andTheRightsThatTheGuideAsksFor(self):
        self.psql("GRANT SELECT, INSERT, UPDATE ON stationmaster_approvals TO tester")
        self.psql("GRANT SELECT, UPDATE ON stationmaster_approvals TO clerk")
        passwords = self.home / "pgpass"
        passwords.write_text("*:*:*:*:%s\n" % self.facts["password"])
        passwords.chmod(0o600)
        self.variables["PGPASSFILE"] = str(passwords)
        for person, role in (("sabine", "tester"), ("grace", "clerk")):
            address = "postgresql://{}@127.0.0.1:{port}/postgres?sslrootcert={folder}/ca.pem".format(role, **self.facts)
            self.describe_system(self.approvers, person, databases={"main": address}, approvals={"database": "main"})

        word = self.ask()
        approved = self.answer_as("grace", word, "--yes", "--confirm", "Delete a user")
        self.world(times=1)
        used = self.use(word)

        self.assertEqual(approved.code, DONE, approved)
        self.assertEqual(used.code, DONE, used)
        self.assertEqual(self.written(), ["AdminDeleteUser"])

    def test_tableMissing_saysHowToMakeIt(self):
        self.psql("DROP TABLE stationmaster_approvals")

        outcome = self.run_it("--request", "postgres")
        plan = self.answer_as("grace", "postgres", "--create-table")

        self.assertEqual(outcome.code, REFUSED, outcome)
        self.assertIn("approve postgres --create-table --system shop --yes", outcome.err)
        self.assertIn("CREATE TABLE stationmaster_approvals", plan.json()["steps"][0]["with"]["statement"])
        self.assertEqual(self.psql("SELECT to_regclass('stationmaster_approvals') IS NULL"), "t")


if __name__ == "__main__":
    unittest.main()
