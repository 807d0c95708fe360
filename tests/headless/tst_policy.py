# SPDX-License-Identifier: GPL-3.0-or-later
"""`stationmaster policy`, and the look at permissions before a run."""
import unittest

import needs
from headless import DONE, POOL, REFUSED, WRONG_USAGE, WithDouble
from lookafter import DECIDE, DISABLE, WithScriptedUser
from tst_approvals import Office

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


class Shipped(WithDouble):
    def test_runbooksOfDeployments_haveOneWithoutValues(self):
        """tst_openplan plans all there are; these are asked as a person does it."""
        for name in ("apply-terraform", "cdk-deploy", "deploy-service-revision", "deploy-template", "redeploy-release",
                     "roll-back-alias", "roll-back-configuration", "roll-back-function-code", "roll-back-secret",
                     "roll-back-service", "roll-back-stack", "shift-alias", "switch-flag", "update-function-code"):
            with self.subTest(name):
                outcome = self.stationmaster("policy", "common/" + name, "--region", "eu-west-1")

                self.assertEqual(outcome.code, DONE, outcome)
                self.assertEqual(outcome.json()["Version"], "2012-10-17")
        self.assertEqual(self.sent(), [])

    def test_backupsAndMessage_areInThePolicyOfWhoAsksForThem(self):
        outcome = self.stationmaster("policy", "common/roll-back-alias", "--region", "eu-west-1", "--param",
                                     "tables=orders", "--param", "topic=arn:aws:sns:eu-west-1:111122223333:told")

        self.assertEqual(outcome.code, DONE, outcome)
        for words in ("dynamodb:CreateBackup", "dynamodb:DescribeBackup", "sns:Publish",
                      "arn:aws:sns:eu-west-1:111122223333:told"):
            self.assertIn(words, outcome.out)
        self.assertNotIn("dynamodb:DeleteBackup", outcome.out)


class Simulated:
    """IAM knows who asks, and what they may do."""

    def xml(self, text, operation, **rest):
        self.rule({"reply": {"status": 200, "headers": {"Content-Type": "text/xml"}, "text": text}}, operation, **rest)

    def simulated(self, times=None, **decisions):
        self.xml(ANSWER % "".join(DECISION % ("cognito-idp:" + action, decision)
                                  for action, decision in decisions.items()), "SimulatePrincipalPolicy",
                 **({"times": times} if times else {}))

    def assertDenied(self, outcome, action, step=1):
        self.assertEqual(outcome.code, REFUSED, outcome)
        self.assertIn("Missing permission: cognito-idp:%s on arn:aws:cognito-idp:us-east-1:111122223333:userpool/%s "
                      "(step %d)" % (action, POOL, step), outcome.err)
        self.assertIn("--despite-missing-permissions", outcome.err)


class Preflight(Simulated, WithScriptedUser):
    def setUp(self):
        super().setUp()
        self.double.rules.clear()
        self.xml(IDENTITY, "GetCallerIdentity")
        self.answer("AdminDisableUser", {})
        self.answer("AdminEnableUser", {})

    def test_permissionMissing_isNamedAndNothingRuns(self):
        self.looks(True)
        self.simulated(AdminGetUser="allowed", AdminDisableUser="implicitDeny")

        outcome = self.run_it([DISABLE], "--yes")

        self.assertDenied(outcome, "AdminDisableUser")
        self.assertNotIn("Missing permission: cognito-idp:AdminGetUser", outcome.err)
        self.assertEqual(self.written(), [])

    def test_permissionMissing_canBeInsisted(self):
        self.looks(True, True, False)
        self.simulated(AdminGetUser="allowed", AdminDisableUser="implicitDeny")

        outcome = self.run_it([DISABLE], "--yes", "--despite-missing-permissions")

        self.assertEqual((outcome.code, self.written()), (DONE, ["AdminDisableUser"]), outcome)

    def test_simulationRefused_isOneLineAndTheRunGoesOn(self):
        self.looks(True, True, False)
        self.rule({"error": {"code": "AccessDenied", "message": "No.", "status": 403}}, "SimulatePrincipalPolicy")

        outcome = self.run_it([DISABLE], "--yes")

        self.assertEqual((outcome.code, self.written()), (DONE, ["AdminDisableUser"]), outcome)
        self.assertEqual(outcome.err.count("Whether permissions are missing could not be found out"), 1, outcome.err)

    def test_planAlone_asksForNoSimulation(self):
        self.looks(True)

        self.run_it([DISABLE])

        self.assertNotIn("SimulatePrincipalPolicy", self.sent())

    def test_resume_looksAtPermissionsAgain(self):
        self.looks(True, True, False)
        self.simulated(times=1, AdminGetUser="allowed", AdminDisableUser="allowed")
        self.simulated(AdminGetUser="allowed", AdminDisableUser="explicitDeny")
        run = self.run_it([DECIDE, DISABLE], "--yes", "--json").json()["run"]

        refused = self.resume(run, "--answer", "go=Yes")
        self.assertDenied(refused, "AdminDisableUser", step=2)
        self.assertEqual(self.written(), [])
        insisted = self.resume(run, "--answer", "go=Yes", "--despite-missing-permissions")

        self.assertEqual((insisted.code, self.written()), (DONE, ["AdminDisableUser"]), insisted)

    def test_resume_asksNothingAboutStepsThatAreDone(self):
        self.looks(True, True, False)
        self.simulated(times=1, AdminGetUser="allowed", AdminDisableUser="allowed")
        self.simulated(AdminGetUser="explicitDeny", AdminDisableUser="explicitDeny")
        run = self.run_it([DISABLE, DECIDE], "--yes", "--json").json()["run"]

        outcome = self.resume(run, "--answer", "go=Yes")

        self.assertEqual(outcome.code, DONE, outcome)

    def test_undo_looksAtPermissions(self):
        self.looks(True, True, False)
        self.simulated(times=1, AdminGetUser="allowed", AdminDisableUser="allowed")
        self.simulated(AdminGetUser="allowed", AdminEnableUser="implicitDeny")
        run = self.run_it([DISABLE], "--yes", "--json").json()["run"]

        outcome = self.stationmaster("undo", "run:%d" % run, "--yes")

        self.assertDenied(outcome, "AdminEnableUser")
        self.assertEqual(self.written(), ["AdminDisableUser"])


class Approved(Simulated, Office):
    def test_approvedRun_looksAtPermissions(self):
        request, approval = str(self.home / "ada.smrequest"), str(self.home / "ada.smapproval")
        self.describe_system({"grace": self.key_of("grace")})
        self.double.rules.clear()
        self.xml(IDENTITY, "GetCallerIdentity")
        self.simulated(AdminDeleteUser="implicitDeny")
        for operation, answer in (("AdminGetUser", {"Username": "ada", "Enabled": True}), ("AdminDeleteUser", {}),
                                  ("AdminListGroupsForUser", {"Groups": []}),
                                  ("DescribeUserPool", {"UserPool": {"Id": POOL}})):
            self.answer(operation, answer)
        asked = self.run_it("--request", request)
        approved = self.program("grace", "approve", request, "--yes", "--confirm", "Delete a user")
        self.assertEqual((asked.code, approved.code), (DONE, DONE), approved)

        outcome = self.program("sabine", "run", "--approval", approval, "--yes", "--confirm", "ada")

        self.assertDenied(outcome, "AdminDeleteUser")
        self.assertEqual(self.written(), [])


if __name__ == "__main__":
    needs.run()
