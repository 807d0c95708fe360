# SPDX-License-Identifier: GPL-3.0-or-later
"""AppConfig and CodeDeploy as the double plays them: what moves, and what is refused."""
import json
import unittest

from awsdouble.server import Double
from doubleclient import Client, headers

FLAGS = {"appconfig": {
    "applications": {"shop": {"environments": ["production"], "profiles": {"flags": [{"content": {"a": 1}}]}}},
    "deployed": [{"unit": "shop/production/flags", "version": 1, "hoursAgo": 100}]}}
REVISION = {"revisionType": "S3", "s3Location": {"bucket": "b", "key": "k"}}


class Stage(unittest.TestCase):
    def setUp(self):
        self.double = Double()
        self.double.gate.checks_signatures = False
        self.client = Client(self.double.endpoint)

    def rest(self, method, path, body=None, head=None):
        status, _, data = self.client.call(method, path, json.dumps(body) if body is not None else None,
                                           {**headers("appconfig"), **(head or {})})
        return status, json.loads(data) if data else None

    def flags(self):
        self.client.control("POST", "stage", FLAGS)
        application = self.rest("GET", "/applications")[1]["Items"][0]["Id"]
        environment = self.rest("GET", "/applications/%s/environments" % application)[1]["Items"][0]["Id"]
        profile = self.rest("GET", "/applications/%s/configurationprofiles" % application)[1]["Items"][0]["Id"]
        return "/applications/%s/environments/%s/deployments" % (application, environment), profile

    def start(self, place, profile):
        return self.rest("POST", place, {"ConfigurationProfileId": profile, "ConfigurationVersion": "1",
                                         "DeploymentStrategyId": "AppConfig.AllAtOnce"})

    def test_deployment_goes_on_with_each_look_and_allows_no_other(self):
        place, profile = self.flags()
        self.assertEqual(self.start(place, profile)[0], 201)
        self.assertEqual(self.start(place, profile)[0], 409)
        states = [self.rest("GET", place + "/2")[1]["State"] for _ in range(4)]
        self.assertEqual(states, ["DEPLOYING", "BAKING", "COMPLETE", "COMPLETE"])

    def test_complete_one_is_taken_back_for_three_days(self):
        place, profile = self.flags()
        self.assertEqual(self.rest("DELETE", place + "/1", head={"Allow-Revert": "true"})[0], 400)
        self.start(place, profile)
        for _ in range(3):
            self.rest("GET", place + "/2")
        self.assertEqual(self.rest("DELETE", place + "/2")[0], 400)
        self.assertEqual(self.rest("DELETE", place + "/2", head={"Allow-Revert": "true"})[1]["State"], "REVERTED")

    def test_version_that_is_not_the_latest_is_refused(self):
        place, profile = self.flags()
        application = place.split("/")[2]
        target = "/applications/%s/configurationprofiles/%s/hostedconfigurationversions" % (application, profile)
        self.assertEqual(self.client.call("POST", target, "{}", {**headers("appconfig"), "Latest-Version-Number": "7",
                                                                "Content-Type": "application/json"})[0], 409)
        self.assertEqual(self.client.call("POST", target, "{}", {**headers("appconfig"), "Latest-Version-Number": "1",
                                                                "Content-Type": "application/json"})[0], 201)
        self.assertEqual([entry["operation"] for entry in self.client.control("GET", "ledger")],
                         ["CreateHostedConfigurationVersion"])

    def test_stopped_release_is_rolled_back_by_another(self):
        self.client.control("POST", "stage", {"codedeploy": {
            "groups": {"shop/web": {}},
            "deployments": [{"group": "shop/web", "revision": REVISION, "hoursAgo": 9},
                            {"group": "shop/web", "revision": REVISION, "status": "InProgress"}]}})
        call = self.client.json_call
        body = {"applicationName": "shop", "deploymentGroupName": "web", "revision": REVISION}
        self.assertEqual(call("codedeploy", "CreateDeployment", body)[2]["__type"], "DeploymentLimitExceededException")
        self.assertEqual(call("codedeploy", "ListDeployments", {"applicationName": "shop"})[2]["__type"],
                         "DeploymentGroupNameRequiredException")
        stop = {"deploymentId": "d-000000002", "autoRollbackEnabled": True}
        self.assertEqual(call("codedeploy", "StopDeployment", stop)[0], 200)
        self.assertEqual(call("codedeploy", "StopDeployment", stop)[2]["__type"], "DeploymentAlreadyCompletedException")
        info = call("codedeploy", "GetDeployment", {"deploymentId": "d-000000002"})[2]["deploymentInfo"]
        self.assertEqual(info["rollbackInfo"]["rollbackDeploymentId"], "d-000000003")

    def test_what_is_not_known_is_refused(self):
        status, _, _ = self.client.call("POST", "/_double/stage", json.dumps({"nothing": {}}))
        self.assertEqual(status, 400)


if __name__ == "__main__":
    unittest.main()
