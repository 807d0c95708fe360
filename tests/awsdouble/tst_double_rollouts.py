# SPDX-License-Identifier: GPL-3.0-or-later
"""Rollouts of ECS in the double: they take their time, end as staged, and are remembered."""
import json
import unittest
from types import SimpleNamespace

from awsdouble.rollouts import Rollouts
from awsdouble.wire import Reply

OLD = "arn:aws:ecs:us-east-1:123456789012:task-definition/web:1"
NEW = "arn:aws:ecs:us-east-1:123456789012:task-definition/web:2"


def service(definition=OLD):
    """As moto has it: the deployment keeps the definition that the service was made with."""
    first = {"id": "ecs-svc/1", "status": "PRIMARY", "taskDefinition": OLD, "createdAt": 1000.0}
    return {"serviceName": "web", "serviceArn": "arn:service/shop/web", "taskDefinition": definition,
            "desiredCount": 2, "runningCount": 2, "events": [], "deployments": [first]}


class Ecs:
    def __init__(self, **staged):
        self.rollouts = Rollouts(staged)

    def call(self, operation, asked, answer):
        request, call = SimpleNamespace(text=json.dumps(asked)), SimpleNamespace(operation=operation)
        if self.rollouts.plays(call):
            return json.loads(self.rollouts.play(request, call).body)
        reply = Reply(200, {}, json.dumps(answer).encode())
        return json.loads(self.rollouts.rewritten(reply, request, call).body)

    def update(self, **asked):
        return self.call("UpdateService", asked, {"service": service(asked.get("taskDefinition", OLD))})["service"]

    def look(self):
        """Definition, status and state of each deployment."""
        seen = self.call("DescribeServices", {}, {"services": [service(NEW)]})["services"][0]
        return [(each["taskDefinition"][-1], each["status"], each["rolloutState"]) for each in seen["deployments"]]

    def statuses(self):
        listed = self.call("ListServiceDeployments", {"service": "web"}, {})["serviceDeployments"]
        return [each["status"] for each in listed]


class RolloutsTest(unittest.TestCase):
    def test_an_update_that_deploys_nothing_is_motos_own(self):
        ecs = Ecs()
        self.assertEqual(ecs.update(desiredCount=3)["deployments"][0]["id"], "ecs-svc/1")
        self.assertEqual(ecs.statuses(), [])

    def test_a_rollout_lags_goes_on_and_is_completed(self):
        ecs = Ecs(lag=1, looks=1)
        self.assertEqual(ecs.update(taskDefinition=NEW)["deployments"][0]["rolloutState"], "IN_PROGRESS")
        self.assertEqual(ecs.look(), [("1", "PRIMARY", "COMPLETED")])
        self.assertEqual(ecs.statuses(), ["IN_PROGRESS", "SUCCESSFUL"])
        self.assertEqual(ecs.look(), [("2", "PRIMARY", "IN_PROGRESS"), ("1", "ACTIVE", "COMPLETED")])
        self.assertEqual(ecs.look(), [("2", "PRIMARY", "COMPLETED")])
        self.assertEqual(ecs.statuses(), ["SUCCESSFUL", "SUCCESSFUL"])

    def test_the_breaker_goes_back(self):
        ecs = Ecs(looks=0, outcome="FAILED")
        ecs.update(taskDefinition=NEW)
        self.assertEqual(ecs.look(), [("1", "PRIMARY", "COMPLETED"), ("2", "ACTIVE", "FAILED")])
        self.assertEqual(ecs.statuses(), ["ROLLBACK_SUCCESSFUL", "SUCCESSFUL"])

    def test_what_goes_on_can_be_stopped(self):
        ecs = Ecs(looks=99)
        ecs.update(taskDefinition=NEW)
        listed = ecs.call("ListServiceDeployments", {"service": "web", "status": ["IN_PROGRESS"]}, {})
        arn = listed["serviceDeployments"][0]["serviceDeploymentArn"]
        ecs.call("StopServiceDeployment", {"serviceDeploymentArn": arn}, {})
        self.assertEqual(ecs.look()[0], ("1", "PRIMARY", "COMPLETED"))
        self.assertEqual(ecs.statuses()[0], "ROLLBACK_SUCCESSFUL")

    def test_revisions_name_their_definitions(self):
        ecs = Ecs()
        ecs.update(taskDefinition=NEW)
        listed = ecs.call("ListServiceDeployments", {"service": "web"}, {})["serviceDeployments"]
        arns = [each["targetServiceRevisionArn"] for each in listed]
        told = ecs.call("DescribeServiceRevisions", {"serviceRevisionArns": arns}, {})["serviceRevisions"]
        self.assertEqual([each["taskDefinition"] for each in told], [NEW, OLD])


if __name__ == "__main__":
    unittest.main()
