# SPDX-License-Identifier: GPL-3.0-or-later
"""The wire of codedeploy.py: JSON 1.1, objects in and out."""
import re

from .codedeploy import Refused

__all__ = ["CodeDeployCalls", "Refused"]

AT_ONCE = 25
HOOKS = {"Lambda": ("BeforeAllowTraffic", "AllowTraffic", "AfterAllowTraffic"), "Server": ("ApplicationStop",)}


class CodeDeployCalls:
    def __init__(self, account):
        self.account = account

    def answer(self, operation, body):
        """None for an operation that is not known here; raises Refused."""
        handle = getattr(self, "_" + re.sub("(?<!^)(?=[A-Z])", "_", operation).lower(), None)
        return handle and handle(body)

    def _list_applications(self, body):
        return {"applications": sorted({application for application, _ in self.account.groups})}

    def _list_deployment_groups(self, body):
        return {"applicationName": body["applicationName"],
                "deploymentGroups": [name for application, name in self.account.groups
                                     if application == body["applicationName"]]}

    def _get_deployment_group(self, body):
        return {"deploymentGroupInfo": self.account.group_info(body["applicationName"], body["deploymentGroupName"])}

    def _list_deployments(self, body):
        if "applicationName" in body and "deploymentGroupName" not in body:
            raise Refused("DeploymentGroupNameRequiredException", "The deployment group name is required.")
        found = self.account.of_group(body["applicationName"], body["deploymentGroupName"])
        wanted, start = body.get("includeOnlyStatuses"), body.get("createTimeRange", {}).get("start", 0)
        return {"deployments": [each["deploymentId"] for each in found
                                if (not wanted or each["status"] in wanted) and each["createTime"] >= start]}

    def _batch_get_deployments(self, body):
        if len(body["deploymentIds"]) > AT_ONCE:
            raise Refused("BatchLimitExceededException", "At most %d at a time." % AT_ONCE)
        return {"deploymentsInfo": [self.account.deployment(each) for each in body["deploymentIds"]]}

    def _get_deployment(self, body):
        info = self.account.deployment(body["deploymentId"])
        answer = {"deploymentInfo": dict(info)}
        self.account.advance(info)
        return answer

    def _create_deployment(self, body):
        info = self.account.create(body["applicationName"], body.get("deploymentGroupName"), body.get("revision"),
                                   body.get("description", ""))
        return {"deploymentId": info["deploymentId"]}

    def _stop_deployment(self, body):
        self.account.stop(body["deploymentId"], body.get("autoRollbackEnabled", False))
        return {"status": "Pending", "statusMessage": "Deployment stopping"}

    def _list_deployment_targets(self, body):
        info = self.account.deployment(body["deploymentId"])
        shift = self.account.shift_of(info)
        return {"targetIds": ["%s:%s" % (shift["Name"], shift["Alias"]) if shift else "i-0001"]}

    def _batch_get_deployment_targets(self, body):
        info = self.account.deployment(body["deploymentId"])
        return {"deploymentTargets": [self._target(info, each) for each in body["targetIds"]]}

    def _target(self, info, identifier):
        shift, status = self.account.shift_of(info), info["status"]
        times = {"startTime": info["createTime"]}
        if "completeTime" in info:
            times["endTime"] = info["completeTime"]
        events = [{"lifecycleEventName": each, "status": "Succeeded" if status == "Succeeded" or not at else "Skipped",
                   **times} for at, each in enumerate(HOOKS["Lambda" if shift else "Server"])]
        target = {"deploymentId": info["deploymentId"], "targetId": identifier, "status": status,
                  "lastUpdatedAt": info["createTime"], "lifecycleEvents": events}
        if not shift:
            return {"deploymentTargetType": "InstanceTarget", "instanceTarget": target}
        function = {"functionName": shift["Name"], "functionAlias": shift["Alias"],
                    "currentVersion": shift.get("CurrentVersion", ""), "targetVersion": shift["TargetVersion"]}
        return {"deploymentTargetType": "LambdaTarget", "lambdaTarget": {**target, "lambdaFunctionInfo": function}}
