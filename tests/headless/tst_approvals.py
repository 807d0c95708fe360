# SPDX-License-Identifier: GPL-3.0-or-later
"""A second person: `run --request`, `approve`, `run --approval`, with two people's keys and files between them."""
import json
import os
import subprocess
import unittest

from headless import DONE, KEY, POOL, REFUSED, SECRET, WRONG_USAGE, Outcome, WithDouble

WAITS = 4
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


class Approvals(WithDouble):
    def setUp(self):
        super().setUp()
        self.world()
        self.runbook = self.home / "delete.yaml"
        self.runbook.write_text(RUNBOOK)
        self.request = str(self.home / "ada.smrequest")
        self.approval = str(self.home / "ada.smapproval")
        self.describe_system({"grace": self.key_of("grace")})

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

    def describe_system(self, approvers):
        folder = self.home / "sabine" / "systems"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "shop.yaml").write_text(json.dumps({
            "title": "Web shop", "environment": "production", "region": "us-east-1",
            "endpoint_url": self.double.endpoint, "approvers": approvers}))

    def program(self, person, *arguments):
        done = subprocess.run([os.environ["STATIONMASTER_PROGRAM"], *arguments, "--data-folder",
                               str(self.home / person)], env=self.variables, stdin=subprocess.DEVNULL,
                              capture_output=True, text=True, timeout=90, check=False)
        return Outcome(done.returncode, done.stdout, done.stderr)

    def key_of(self, person):
        return self.program(person, "approve", "--key").out.strip()

    def run_it(self, *options):
        return self.program("sabine", "run", str(self.runbook), "--system", "shop", "--param", "user=ada", *options)

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


if __name__ == "__main__":
    unittest.main()
