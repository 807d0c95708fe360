# SPDX-License-Identifier: GPL-3.0-or-later
"""A runbook that looks after a user, put together from the steps that a test needs."""
import json
import subprocess

from headless import HeadlessTest, WithDouble

HEAD = """
title: Look after a user
purpose: To try it.
parameters:
  user: {title: User}
  pool: {title: Pool, default: us-east-1_aaaaaaaaa}
  password: {type: secret, title: Password, required: false}
steps:
"""
DISABLE = """
  - id: disable
    title: Disable ${parameters.user}
    uses: aws:cognito-idp:AdminDisableUser
    with: {UserPoolId: "${parameters.pool}", Username: "${parameters.user}"}
"""
DECIDE = """
  - id: go
    title: Decide
    uses: decide
    with: {text: "Go on?", options: ["Yes", "No", "Only look"]}
"""
DISABLE_IF_YES = DISABLE + """    when: "steps.go.output.choice == 'Yes'"
"""
CALL = """
  - id: call
    title: Call ${parameters.user}
    uses: manual
    with: {text: "Tell them."}
"""
AGREE = """
  - id: agree
    title: Have somebody agree
    uses: approve
    with: {text: "May it?"}
"""
REVIEW = """
  - id: review
    title: Have it reviewed
    uses: approve
    with: {text: "Was it reviewed?", evidence: Link to the review}
"""
ACKNOWLEDGE = """
  - id: read
    title: Read what it does
    uses: acknowledge
    with: {text: "This locks ${parameters.user} out.", typed: "${parameters.user}"}
"""
COUNTED = """
  - id: all
    title: Count the users
    uses: aws:cognito-idp:ListUsers
    with: {UserPoolId: "${parameters.pool}"}
  - id: sure
    title: Say how many there are
    uses: acknowledge
    with: {text: "How many?", typed: "${length(steps.all.output.Users)}"}
"""
PASSWORD = """
  - id: password
    title: Give ${parameters.user} a password
    uses: aws:cognito-idp:AdminSetUserPassword
    with:
      UserPoolId: "${parameters.pool}"
      Username: "${parameters.user}"
      Password: "${parameters.password}"
      Permanent: true
"""
RESET = """
  - id: reset
    title: Reset the password of ${parameters.user}
    uses: aws:cognito-idp:AdminResetUserPassword
    with: {UserPoolId: "${parameters.pool}", Username: "${parameters.user}"}
"""


class RunsOfUsers(HeadlessTest):
    endpoint = ()

    def runbook(self, *steps):
        path = self.home / "look-after.yaml"
        path.write_text(HEAD + "".join(steps))
        return str(path)

    def run_it(self, steps, *options, text=""):
        return self.stationmaster("run", self.runbook(*steps), "--param", "user=ada", *options, *self.endpoint,
                                  text=text)

    def start_it(self, steps, *options):
        """The same, under way."""
        program, _, *rest = self.command()
        return subprocess.Popen([program, "run", self.runbook(*steps), "--param", "user=ada", *options,
                                 *self.endpoint, *rest], env=self.variables, stdin=subprocess.DEVNULL,
                                stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)

    def resume(self, run, *options):
        return self.stationmaster("run", "--resume", str(run), "--yes", "--json", *options)

    def shown(self, step):
        """The newest journal entry of a step, by its number."""
        entries = self.stationmaster("journal", "list", "--json").json()
        details = (self.stationmaster("journal", "show", str(each["entry"])).json() for each in entries)
        return next(each for each in details if each["step"] == step)


class WithScriptedUser(WithDouble, RunsOfUsers):
    """There is a user ada, of whom each look shows what the test says; nobody knows who is signed in."""

    def setUp(self):
        super().setUp()
        self.rule({"error": {"code": "UnknownOperationException", "message": "No.", "status": 400}},
                  "GetCallerIdentity")

    @staticmethod
    def ada(enabled, status="CONFIRMED"):
        return {"Username": "ada", "Enabled": enabled, "UserStatus": status, "UserLastModifiedDate": 1700000000}

    def looks(self, *enabled):
        """What each look at ada shows; the last one from then on."""
        for each in enabled[:-1]:
            self.answer("AdminGetUser", self.ada(each), times=1)
        self.answer("AdminGetUser", self.ada(enabled[-1]))

    def bodies(self, operation):
        """What was sent with it."""
        return [json.loads(request["body"]) for request in self.double.records.requests()
                if request["operation"] == operation]
