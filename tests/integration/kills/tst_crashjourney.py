# SPDX-License-Identifier: GPL-3.0-or-later
"""The program itself is killed while it works, and another one goes on: two programs on one journal, and a runbook."""
import json
import subprocess
import time
import unittest

import needs
from awsdouble.server import Double
from headless import DONE, REFUSED, HeadlessTest, Moto, Outcome

RUNBOOK = """\
# SPDX-License-Identifier: GPL-3.0-or-later
title: Let somebody go
purpose: Takes what a person may do.
review_by: "2030-12-01"

parameters:
  pool:
    title: User pool
  user:
    title: User name

steps:
  - id: block
    title: "Disable ${parameters.user}"
    uses: aws:cognito-idp:AdminDisableUser
    with: {UserPoolId: "${parameters.pool}", Username: "${parameters.user}"}
  - id: leave
    title: "Take ${parameters.user} out of the group"
    uses: aws:cognito-idp:AdminRemoveUserFromGroup
    with: {UserPoolId: "${parameters.pool}", Username: "${parameters.user}", GroupName: staff}
  - id: mark
    title: "Say that ${parameters.user} left"
    uses: aws:cognito-idp:AdminUpdateUserAttributes
    with:
      UserPoolId: "${parameters.pool}"
      Username: "${parameters.user}"
      UserAttributes: [{Name: nickname, Value: "former"}]
"""


def wait_until(holds):
    deadline = time.monotonic() + 30
    while not holds() and time.monotonic() < deadline:
        time.sleep(0.01)
    return holds()


class Programs(HeadlessTest):
    def command(self, *arguments):
        """Any command, not only `call`."""
        program, _, *rest = super().command(*arguments)
        return [program, *rest]

    def stationmaster(self, *arguments):
        done = subprocess.run(self.command(*arguments), env=self.variables, stdin=subprocess.DEVNULL,
                              capture_output=True, text=True, timeout=90, check=False)
        return Outcome(done.returncode, done.stdout, done.stderr)

    def in_doubt(self):
        return self.stationmaster("journal", "list", "state:in-doubt", "--json").json()

    def kill(self, process):
        """By SIGKILL."""
        process.kill()
        process.communicate(timeout=30)

    def assertDone(self, outcome):
        self.assertEqual(outcome.code, DONE, outcome)
        return outcome


class OnMoto(Programs):
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
        self.cognito = self.moto.client("cognito-idp")
        self.pool = self.cognito.create_user_pool(PoolName="people")["UserPool"]["Id"]
        self.ada = {"UserPoolId": self.pool, "Username": "ada"}
        self.cognito.create_group(UserPoolId=self.pool, GroupName="staff")
        self.cognito.admin_create_user(**self.ada, UserAttributes=[{"Name": "nickname", "Value": "ada"}])
        self.cognito.admin_create_user(UserPoolId=self.pool, Username="eve")
        self.cognito.admin_add_user_to_group(**self.ada, GroupName="staff")
        self.runbook = self.home / "let-go.yaml"
        self.runbook.write_text(RUNBOOK)

    def state(self):
        user = self.cognito.admin_get_user(**self.ada)
        attributes = sorted((each["Name"], each["Value"]) for each in user["UserAttributes"])
        groups = self.cognito.admin_list_groups_for_user(**self.ada)["Groups"]
        return user["Enabled"], attributes, [group["GroupName"] for group in groups]

    def sent(self):
        return [request["operation"] for request in self.double.records.requests()]

    def written(self):
        return [effect["operation"] for effect in self.double.records.ledger()]


class TwoPrograms(OnMoto):
    def disable(self, user):
        wanted = json.dumps({"UserPoolId": self.pool, "Username": user})
        return ("call", "cognito-idp:AdminDisableUser", wanted, "--write", *self.endpoint)

    def test_secondProgram_looksOnAndTakesOverFromTheDead(self):
        self.double.rules.add({"match": {"operation": "AdminDisableUser"}, "times": 1, "answer": {"fault": "silent"}})
        first = self.start(*self.disable("ada"))
        self.addCleanup(self.kill, first)
        self.assertTrue(wait_until(lambda: "AdminDisableUser" in self.sent()))

        refused = self.stationmaster(*self.disable("eve"))

        self.assertEqual(refused.code, REFUSED, refused)
        self.assertIn("Another Stationmaster", refused.err)
        self.assertEqual(self.sent().count("AdminDisableUser"), 1)
        self.assertEqual(self.in_doubt(), [])  # somebody works on it
        self.assertIn("not known yet", self.stationmaster("undo", "1", "--yes", *self.endpoint).err)

        self.kill(first)

        self.assertEqual([entry["resource"] for entry in self.in_doubt()], ["ada"])
        self.assertDone(self.stationmaster(*self.disable("eve")))
        self.assertEqual(self.written(), ["AdminDisableUser"])
        self.assertDone(self.stationmaster("journal", "verify"))


class Journey(OnMoto):
    def killed_in_step_two(self, fault):
        """The run, of which its process died while the second step was under way."""
        self.double.rules.add({"match": {"operation": "AdminRemoveUserFromGroup"}, "times": 1,
                               "answer": {"fault": fault}})
        process = self.start("run", str(self.runbook), "--param", "pool=" + self.pool, "--param", "user=ada", "--yes",
                             *self.endpoint)
        self.addCleanup(self.kill, process)
        self.assertTrue(wait_until(lambda: "AdminRemoveUserFromGroup" in self.sent() or process.poll() is not None))
        if fault == "execute-and-timeout":
            self.assertTrue(wait_until(lambda: "AdminRemoveUserFromGroup" in self.written()))
        self.assertIsNone(process.poll())
        self.kill(process)

    def goes_on_and_comes_back(self, fault):
        before = self.state()
        self.killed_in_step_two(fault)
        entry, = self.in_doubt()
        self.assertEqual(entry["uses"], "aws:cognito-idp:AdminRemoveUserFromGroup")

        run = str(entry["run"])
        self.assertDone(self.stationmaster("run", "--resume", run, "--yes", *self.endpoint))

        self.assertEqual(self.in_doubt(), [])
        self.assertEqual(self.written(), ["AdminDisableUser", "AdminRemoveUserFromGroup", "AdminUpdateUserAttributes"])
        after = self.state()
        self.assertEqual((after[0], after[2]), (False, []))
        self.assertIn(("nickname", "former"), after[1])

        self.assertDone(self.stationmaster("undo", "run:" + run, "--yes", *self.endpoint))

        self.assertEqual(self.state(), before)
        self.assertDone(self.stationmaster("journal", "verify"))

    def test_killedBeforeTheServiceActed_runGoesOnAndComesBack(self):
        self.goes_on_and_comes_back("silent")

    def test_killedAfterTheServiceActed_runGoesOnAndComesBack(self):
        self.goes_on_and_comes_back("execute-and-timeout")


if __name__ == "__main__":
    needs.run("boto3", "moto")
