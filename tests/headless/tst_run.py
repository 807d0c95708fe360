# SPDX-License-Identifier: GPL-3.0-or-later
"""`stationmaster run` and `undo`: the exit codes that a cron job goes by, and what they change."""
import json
import unittest

import needs
from headless import DONE, IN_DOUBT, POOL, REFUSED, WAITS, WRONG_USAGE, WithDouble

SECRET = "Canary/9x+Heron q#3"
HEAD = """
title: Look after a user
purpose: To try it.
parameters:
  user: {title: User}
  password: {type: secret, title: Password, required: false}
steps:
"""
DISABLE = """
  - id: disable
    title: Disable ${parameters.user}
    uses: aws:cognito-idp:AdminDisableUser
    with: {UserPoolId: us-east-1_aaaaaaaaa, Username: "${parameters.user}"}
"""
DECIDE = """
  - id: go
    title: Decide
    uses: decide
    with: {text: "Go on?", options: ["Yes", "No"]}
"""
PASSWORD = """
  - id: password
    title: Give ${parameters.user} a password
    uses: aws:cognito-idp:AdminSetUserPassword
    with:
      UserPoolId: us-east-1_aaaaaaaaa
      Username: "${parameters.user}"
      Password: "${parameters.password}"
      Permanent: true
"""
RESET = """
  - id: reset
    title: Reset the password of ${parameters.user}
    uses: aws:cognito-idp:AdminResetUserPassword
    with: {UserPoolId: us-east-1_aaaaaaaaa, Username: "${parameters.user}"}
"""


class Runs(WithDouble):
    def setUp(self):
        super().setUp()
        self.rule({"error": {"code": "UnknownOperationException", "message": "No.", "status": 400}},
                  "GetCallerIdentity")

    def runbook(self, *steps):
        path = self.home / "look-after.yaml"
        path.write_text(HEAD + "".join(steps))
        return str(path)

    def run_it(self, steps, *options, text=""):
        return self.stationmaster("run", self.runbook(*steps), "--param", "user=ada", *options, *self.endpoint,
                                  text=text)

    @staticmethod
    def ada(enabled, status="CONFIRMED"):
        return {"Username": "ada", "Enabled": enabled, "UserStatus": status, "UserLastModifiedDate": 1700000000}

    def looks(self, *enabled):
        """What each look at ada shows; the last one from then on."""
        for each in enabled[:-1]:
            self.answer("AdminGetUser", self.ada(each), times=1)
        self.answer("AdminGetUser", self.ada(enabled[-1]))

    def test_plan_sendsNothingThatChanges(self):
        self.looks(True)
        for options in ((), ("--plan",), ("--plan", "--yes")):
            with self.subTest(options):
                outcome = self.run_it([DISABLE], *options)

                self.assertEqual(outcome.code, DONE, outcome)
                self.assertEqual(outcome.json()["steps"][0]["uses"], "aws:cognito-idp:AdminDisableUser")
                self.assertEqual(self.written(), [])

    def test_yes_runsItAndIsZero(self):
        self.looks(True, True, False)
        self.answer("AdminDisableUser", {})

        outcome = self.run_it([DISABLE], "--yes", "--json", "--reason", "left the team")

        self.assertEqual(outcome.code, DONE, outcome)
        report = outcome.json()
        self.assertEqual((report["done"], report["failed"], report["steps"][0]["state"]), (1, 0, "done"))
        self.assertEqual(self.written(), ["AdminDisableUser"])

    def test_stepThatFails_isOneAndEndsTheRun(self):
        self.looks(True)
        self.rule({"error": {"code": "TooManyRequestsException", "message": "Slow.", "status": 400}}, "NoOperation")
        self.rule({"error": {"code": "NotAuthorizedException", "message": "No.", "status": 400}}, "AdminDisableUser")
        self.answer("AdminSetUserPassword", {})

        outcome = self.run_it([DISABLE, PASSWORD], "--yes", "--secrets", "-", text=json.dumps({"password": SECRET}))

        self.assertEqual(outcome.code, REFUSED, outcome)
        self.assertIn("1/2 failed", outcome.err)
        self.assertNotIn("AdminSetUserPassword", self.sent())

    def test_decision_isFourAndResumeGoesOn(self):
        self.looks(True, True, True, False)
        self.answer("AdminDisableUser", {})

        waits = self.run_it([DISABLE, DECIDE], "--yes", "--json")

        self.assertEqual(waits.code, WAITS, waits)
        self.assertIn("--resume", waits.err)
        run = str(waits.json()["run"])
        again = self.stationmaster("run", "--resume", run, "--yes", "--json", *self.endpoint)
        self.assertEqual(again.code, WAITS, again)
        self.assertEqual(again.json()["steps"][0]["state"], "done")
        self.assertEqual(self.written(), ["AdminDisableUser"], "what is done is not done again")

    def test_lostAnswer_isFive(self):
        self.answer("AdminGetUser", self.ada(True))
        self.rule({"fault": "reset-before-headers"}, "AdminResetUserPassword")

        outcome = self.run_it([RESET], "--yes")

        self.assertEqual(outcome.code, IN_DOUBT, outcome)
        self.assertIn("in-doubt", outcome.err)
        self.assertEqual(self.sent().count("AdminResetUserPassword"), 1)

    def test_parameters_missingOrWrong_areNamed(self):
        path = self.runbook(DISABLE)

        missing = self.stationmaster("run", path, *self.endpoint)
        unknown = self.stationmaster("run", path, "--param", "user=ada", "--param", "usr=x", *self.endpoint)
        secret = self.stationmaster("run", path, "--param", "user=ada", "--param", "password=x", *self.endpoint)

        self.assertEqual((missing.code, unknown.code, secret.code), (WRONG_USAGE,) * 3)
        self.assertIn("user", missing.err)
        self.assertIn("usr", unknown.err)
        self.assertIn("password", secret.err)
        self.assertEqual(self.sent(), [])

    def test_secret_ofAFile_reachesTheServiceAndNothingElse(self):
        self.looks(True)
        self.answer("AdminSetUserPassword", {})
        secrets = self.home.parent / (self.home.name + ".secrets")
        secrets.write_text(json.dumps({"password": SECRET}))
        self.addCleanup(secrets.unlink)

        plan = self.run_it([PASSWORD], "--secrets", str(secrets))
        outcome = self.run_it([PASSWORD], "--yes", "--json", "--secrets", str(secrets))

        self.assertEqual((plan.code, outcome.code), (DONE, DONE), outcome)
        sent = [json.loads(request["body"]) for request in self.double.records.requests()
                if request["operation"] == "AdminSetUserPassword"]
        self.assertEqual([body["Password"] for body in sent], [SECRET])
        for text in (plan.out, plan.err, outcome.out, outcome.err):
            self.assertNotIn(SECRET, text)
        files = [path for path in self.home.rglob("*") if path.is_file()]
        self.assertTrue(files)
        for path in files:
            content = path.read_bytes()
            for form in (SECRET, json.dumps(SECRET)[1:-1].replace("/", "\\/")):
                self.assertNotIn(form.encode(), content, path)
                self.assertNotIn(form.encode("utf-16-le"), content, path)

    def test_readOnly_run_isRefused(self):
        self.looks(True)

        outcome = self.run_it([DISABLE], "--yes", "--read-only")

        self.assertEqual(outcome.code, REFUSED, outcome)
        self.assertEqual(self.written(), [])


if __name__ == "__main__":
    needs.run()
