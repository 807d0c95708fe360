# SPDX-License-Identifier: GPL-3.0-or-later
"""`stationmaster policy`, and the look at permissions before a run."""
import unittest

import needs
from headless import DONE, POOL, REFUSED, WRONG_USAGE, WithDouble

RUNBOOK = """
title: Disable a user
purpose: Somebody left.
parameters:
  user: {title: User}
  pool: {title: Pool}
steps:
  - id: disable
    title: Disable ${parameters.user}
    uses: aws:cognito-idp:AdminDisableUser
    with: {UserPoolId: "${parameters.pool}", Username: "${parameters.user}"}
"""
DECISION = ("<member><EvalActionName>%s</EvalActionName><EvalResourceName>*</EvalResourceName>"
            "<EvalDecision>%s</EvalDecision></member>")
ANSWER = ('<SimulatePrincipalPolicyResponse xmlns="https://iam.amazonaws.com/doc/2010-05-08/">'
          "<SimulatePrincipalPolicyResult><EvaluationResults>%s</EvaluationResults><IsTruncated>false</IsTruncated>"
          "</SimulatePrincipalPolicyResult><ResponseMetadata><RequestId>r</RequestId></ResponseMetadata>"
          "</SimulatePrincipalPolicyResponse>")
IDENTITY = ('<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult>'
            "<Arn>arn:aws:iam::111122223333:user/ada</Arn><UserId>AIDA</UserId><Account>111122223333</Account>"
            "</GetCallerIdentityResult><ResponseMetadata><RequestId>r</RequestId></ResponseMetadata>"
            "</GetCallerIdentityResponse>")


class Policies(WithDouble):
    def setUp(self):
        super().setUp()
        self.runbook = self.home / "disable.yaml"
        self.runbook.write_text(RUNBOOK)

    def policy(self, *options):
        return self.stationmaster("policy", str(self.runbook), "--region", "eu-west-1", *options)

    def test_valuesGiven_areTheResource(self):
        outcome = self.policy("--param", "user=ada", "--param", "pool=eu-west-1_abc")

        self.assertEqual((outcome.code, outcome.err), (DONE, ""), outcome)
        policy = outcome.json()
        statement, = policy["Statement"]
        self.assertEqual(policy["Version"], "2012-10-17")
        self.assertEqual((statement["Effect"], statement["Sid"]), ("Allow", "CognitoIdp"))
        self.assertEqual(statement["Resource"], "arn:aws:cognito-idp:eu-west-1:*:userpool/eu-west-1_abc")
        self.assertEqual(statement["Action"], ["cognito-idp:AdminDisableUser", "cognito-idp:AdminEnableUser",
                                               "cognito-idp:AdminGetUser"])
        self.assertEqual(self.sent(), [])

    def test_withoutUndo_hasNoWayBack(self):
        outcome = self.policy("--without-undo")

        self.assertNotIn("AdminEnableUser", outcome.out)
        self.assertIn("AdminDisableUser", outcome.out)

    def test_valuesMissing_areSaid(self):
        outcome = self.policy("--param", "user=ada")

        self.assertEqual(outcome.code, DONE)
        self.assertIn("userpool/*", outcome.out)
        self.assertIn("--param: pool", outcome.err)

    def test_parameterThatIsNone_isWrongUsage(self):
        outcome = self.policy("--param", "usr=ada")

        self.assertEqual((outcome.code, outcome.out), (WRONG_USAGE, ""), outcome)
        self.assertIn("usr", outcome.err)

    def test_runbookThatIsNone_listsThoseThereAre(self):
        outcome = self.stationmaster("policy", "no-such-runbook")

        self.assertEqual(outcome.code, REFUSED)
        self.assertIn("disable-user", outcome.err)


class Preflight(WithDouble):
    def setUp(self):
        super().setUp()
        self.runbook = self.home / "disable.yaml"
        self.runbook.write_text(RUNBOOK)
        self.xml(IDENTITY, "GetCallerIdentity")
        self.answer("AdminDisableUser", {})
        self.user({"Username": "ada", "Enabled": True}, {"Username": "ada", "Enabled": True})

    def xml(self, text, operation):
        self.rule({"reply": {"status": 200, "headers": {"Content-Type": "text/xml"}, "text": text}}, operation)

    def simulated(self, **decisions):
        self.xml(ANSWER % "".join(DECISION % ("cognito-idp:" + action, decision)
                                  for action, decision in decisions.items()), "SimulatePrincipalPolicy")

    def run_it(self, *options):
        return self.stationmaster("run", str(self.runbook), "--param", "user=ada", "--param", "pool=" + POOL, "--yes",
                                  *options, *self.endpoint)

    def test_permissionMissing_isNamedAndNothingRuns(self):
        self.simulated(AdminGetUser="allowed", AdminDisableUser="implicitDeny")

        outcome = self.run_it()

        self.assertEqual(outcome.code, REFUSED, outcome)
        self.assertIn("Missing permission: cognito-idp:AdminDisableUser on arn:aws:cognito-idp:us-east-1:111122223333:"
                      "userpool/" + POOL + " (step 1)", outcome.err)
        self.assertIn("--despite-missing-permissions", outcome.err)
        self.assertNotIn("Missing permission: cognito-idp:AdminGetUser", outcome.err)
        self.assertEqual(self.written(), [])

    def test_permissionMissing_canBeInsisted(self):
        self.simulated(AdminGetUser="allowed", AdminDisableUser="implicitDeny")

        self.run_it("--despite-missing-permissions")

        self.assertIn("AdminDisableUser", self.written())

    def test_simulationRefused_isOneLineAndTheRunGoesOn(self):
        self.rule({"error": {"code": "AccessDenied", "message": "No.", "status": 403}}, "SimulatePrincipalPolicy")

        outcome = self.run_it()

        self.assertEqual(outcome.err.count("Whether permissions are missing could not be found out"), 1, outcome.err)
        self.assertIn("AdminDisableUser", self.written())

    def test_planAlone_asksForNoSimulation(self):
        self.stationmaster("run", str(self.runbook), "--param", "user=ada", "--param", "pool=" + POOL, *self.endpoint)

        self.assertNotIn("SimulatePrincipalPolicy", self.sent())


if __name__ == "__main__":
    needs.run()
