# SPDX-License-Identifier: GPL-3.0-or-later
"""`stationmaster run` and `undo`: the exit codes that a cron job goes by, and what they change."""
import contextlib
import json
import sqlite3
import time
import unittest

import needs
from awsdouble.server import Double
from headless import DONE, IN_DOUBT, REFUSED, WAITS, WRONG_USAGE, WithMoto
from lookafter import CALL, DECIDE, DISABLE, DISABLE_IF_YES, PASSWORD, RESET, RunsOfUsers, WithScriptedUser

SECRET = "Canary/9x+Heron q#3"
RENAME = """
  - id: rename
    title: Give ${parameters.user} a nickname
    uses: aws:cognito-idp:AdminUpdateUserAttributes
    with:
      UserPoolId: "${parameters.pool}"
      Username: "${parameters.user}"
      UserAttributes: [{Name: nickname, Value: The Countess}]
"""
JOIN = """
  - id: join
    title: Add ${parameters.user} to the analysts
    uses: aws:cognito-idp:AdminAddUserToGroup
    with: {UserPoolId: "${parameters.pool}", Username: "${parameters.user}", GroupName: Analysts}
"""
DELETE = """
  - id: token
    title: Delete the token
    uses: aws:secretsmanager:DeleteSecret
    with: {SecretId: token, RecoveryWindowInDays: 7}
"""


class Runs(WithScriptedUser):
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

    def test_stepWhoseConditionDoesNotHold_isLeftOutAndZero(self):
        self.looks(True, True, False)
        self.answer("AdminDisableUser", {})

        outcome = self.run_it([DISABLE, CALL + "    when: \"steps.disable.state == 'failed'\"\n"], "--yes", "--json")

        self.assertEqual(outcome.code, DONE, outcome)
        self.assertEqual([step["state"] for step in outcome.json()["steps"]], ["done", "skipped"])

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
        self.looks(True, True, False)
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
        self.assertEqual([body["Password"] for body in self.bodies("AdminSetUserPassword")], [SECRET])
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


class OnMoto(WithMoto, RunsOfUsers):
    """The same against an account that keeps what it is told; who is allowed what, it does not say."""

    def setUp(self):
        super().setUp()
        self.cognito = self.moto.client("cognito-idp")
        self.double = Double(self.moto.facts["endpoint"])
        self.double.rules.add({"match": {"operation": "SimulatePrincipalPolicy"},
                               "answer": {"error": {"code": "AccessDenied", "message": "No.", "status": 403}}})
        self.endpoint = ("--endpoint-url", self.double.endpoint)
        self.pool = self.cognito.create_user_pool(PoolName="shop")["UserPool"]["Id"]
        for user in ("ada", "grace"):
            self.cognito.admin_create_user(UserPoolId=self.pool, Username=user)
        self.cognito.create_group(UserPoolId=self.pool, GroupName="Analysts")
        self.options = ("--param", "pool=" + self.pool, "--yes", "--json")

    def world(self):
        """All there is to be seen of the pool, but for when it was changed."""
        users = self.cognito.list_users(UserPoolId=self.pool)["Users"]
        for user in users:
            del user["UserLastModifiedDate"]
            user["Groups"] = [group["GroupName"] for group in self.cognito.admin_list_groups_for_user(
                UserPoolId=self.pool, Username=user["Username"])["Groups"]]
        return users

    def undo(self, *words):
        return self.stationmaster("undo", *words)

    def test_undoOfARun_bringsItBack(self):
        before = self.world()
        done = self.run_it([DECIDE, DISABLE, RENAME, JOIN], *self.options, "--answer", "go=Yes")
        self.assertEqual(done.code, DONE, done)
        self.assertNotEqual(self.world(), before)

        plan = self.undo("run:%d" % done.json()["run"])
        undone = self.undo("run:%d" % done.json()["run"], "--yes", "--json")

        self.assertEqual((plan.code, undone.code), (DONE, DONE), undone)
        self.assertEqual([step["uses"].split(":")[-1] for step in plan.json()["steps"]],
                         ["AdminRemoveUserFromGroup", "AdminDeleteUserAttributes", "AdminEnableUser"])
        self.assertEqual(self.world(), before)

    def test_undoOfARun_namesWhatItLeavesOut(self):
        done = self.run_it([DISABLE, PASSWORD, CALL, DECIDE], *self.options, "--answer", "call=done",
                           "--secrets", "-", text=json.dumps({"password": SECRET}))
        self.assertEqual(done.code, WAITS, done)
        run = "run:%d" % done.json()["run"]

        outcomes = (self.undo(run, "--plan"), self.undo(run, "--yes", "--json"))

        for outcome in outcomes:
            self.assertEqual(outcome.code, DONE, outcome)
            self.assertEqual([(each["step"], each["reason"]) for each in outcome.json()["leftOut"]],
                             [(2, "not-reversible"), (3, "by-hand")])
            for words in ("Left out: step 2, not-reversible.",
                          "Left out: step 3, by-hand. “Call ada” was done by hand."):
                self.assertIn(words, outcome.err)
        again = self.undo(run, "--yes", "--json")
        self.assertEqual(again.code, REFUSED, again)
        self.assertIn("taken back already", again.err)

    def test_undoOfARun_thatFailedHalfWay_takesBackWhatHappened(self):
        before = self.world()
        done = self.run_it([DISABLE, JOIN.replace("Analysts", "Nobody"), RENAME], *self.options)
        self.assertEqual(done.code, REFUSED, done)

        undone = self.undo("run:%d" % done.json()["run"], "--yes", "--json")

        self.assertEqual(undone.code, DONE, undone)
        self.assertEqual([(each["step"], each["reason"]) for each in undone.json()["leftOut"]],
                         [(2, "did-not-happen"), (3, "never-ran")])
        self.assertEqual(self.world(), before)

    def days_pass(self, days):
        """Everything in the journal happened that much earlier."""
        with contextlib.closing(sqlite3.connect(self.data / "journal.sqlite")) as database:
            guards = database.execute("select name from sqlite_master where type = 'trigger'").fetchall()
            for guard, in guards:
                database.execute("drop trigger %s" % guard)
            for table, column in (("entries", "intent_at"), ("outcomes", "outcome_at")):
                database.execute("update %s set %s = %s - ?" % (table, column, column), (days * 86400000,))
            database.commit()

    def test_undoOfARun_afterTheTimeOfAStep_takesTheOthersBack(self):
        self.moto.client("secretsmanager").create_secret(Name="token", SecretString="x")
        done = self.run_it([DISABLE, DELETE], *self.options, "--confirm", "token")
        self.assertEqual(done.code, DONE, done)
        run = "run:%d" % done.json()["run"]
        self.assertEqual(self.undo(run).json()["leftOut"], [])
        self.days_pass(8)

        undone = self.undo(run, "--yes", "--json")

        self.assertEqual(undone.code, DONE, undone)
        left, = undone.json()["leftOut"]
        self.assertEqual((left["step"], left["reason"]), (2, "too-late"))
        self.assertIn("could be taken back until", left["why"])
        self.assertTrue(next(user for user in self.world() if user["Username"] == "ada")["Enabled"])

    def test_undo_planAndYes_onlyPlans(self):
        done = self.run_it([DISABLE], *self.options)
        after = self.world()

        outcome = self.undo("run:%d" % done.json()["run"], "--plan", "--yes")

        self.assertEqual((outcome.code, self.world()), (DONE, after), outcome)

    def test_killedInTheMiddle_goesOnWithTheDecisionAndRepeatsNothing(self):
        self.double.rules.add({"match": {"operation": "AdminDisableUser"}, "times": 1,
                               "answer": {"fault": "execute-and-timeout"}})
        process = self.start_it([DECIDE, DISABLE_IF_YES, JOIN], *self.options, "--answer", "go=Yes")
        deadline = time.monotonic() + 30
        while not self.double.records.ledger() and time.monotonic() < deadline:
            time.sleep(0.01)
        process.kill()
        process.communicate(timeout=30)

        shown = self.stationmaster("run", "--resume", "1")
        done = self.resume(1)

        self.assertEqual([step["state"] for step in shown.json()["steps"]], ["done", "in-doubt", "waiting"])
        self.assertIn("step 2, “Disable ada”", shown.err)
        self.assertEqual(done.code, DONE, done)
        self.assertEqual([step["state"] for step in done.json()["steps"]], ["done"] * 3)
        self.assertEqual([effect["operation"] for effect in self.double.records.ledger()],
                         ["AdminDisableUser", "AdminAddUserToGroup"])

    def test_resume_pastADecision_onARealService(self):
        waits = self.run_it([DECIDE, DISABLE_IF_YES], *self.options)
        self.assertEqual(waits.code, WAITS, waits)

        done = self.resume(waits.json()["run"], "--answer", "go=Yes")

        self.assertEqual(done.code, DONE, done)
        self.assertFalse(next(user for user in self.world() if user["Username"] == "ada")["Enabled"])


if __name__ == "__main__":
    needs.run("moto", "flask", "boto3")
