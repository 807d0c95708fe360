# SPDX-License-Identifier: GPL-3.0-or-later
"""CodeDeploy with deployments that move and can be stopped, which those of moto can not.

Staged by `POST /_double/stage {"codedeploy": {...}}`:

    {"groups": {"shop/web": {"computePlatform": "Server"}},
     "deployments": [{"group": "shop/web", "status": "Succeeded", "hoursAgo": 5,
                      "revision": {"revisionType": "S3", "s3Location": {"bucket": "b", "key": "k"}}}],
     "steps": ["Created", "InProgress", "Succeeded"]}

A new deployment goes one step on with each GetDeployment; those that are staged stay as they are. What CodeDeploy refuses is refused as it does.
"""
import itertools
import json
import re
import time

from . import calls, errors
from .wire import Reply

UNDER_WAY = ("Created", "Queued", "InProgress", "Baking", "Ready")
AT_ONCE = 25


class Refused(Exception):
    def __init__(self, code, message):
        super().__init__(message)
        self.code = code


class CodeDeploy:
    """The account's state, apart from the wire."""

    def __init__(self, stage):
        self.steps = stage.get("steps", ["Created", "InProgress", "Succeeded"])
        self.groups = {tuple(name.split("/", 1)): group for name, group in stage["groups"].items()}
        self.deployments = []
        self.still = set()  # ids of deployments that do not go on by themselves
        self._numbers = itertools.count(1)
        for each in stage.get("deployments", []):
            created = time.time() - 3600 * each.get("hoursAgo", 1)
            info = self._new(each["group"].split("/", 1), each["revision"], each.get("status", "Succeeded"), created)
            info.update(each.get("more", {}))
            self.still.add(info["deploymentId"])

    def _new(self, group, revision, status, created, creator="user", description=""):
        info = {"deploymentId": "d-%09d" % next(self._numbers), "applicationName": group[0],
                "deploymentGroupName": group[1], "status": status, "revision": revision, "createTime": created,
                "creator": creator, "deploymentConfigName": "CodeDeployDefault.OneAtATime",
                "computePlatform": self.groups[tuple(group)].get("computePlatform", "Server")}
        if description:
            info["description"] = description
        if status not in UNDER_WAY:
            info["completeTime"] = created + 60
        self.deployments.insert(0, info)
        return info

    def group(self, application, name):
        if not any(known == application for known, _ in self.groups):
            raise Refused("ApplicationDoesNotExistException", "There is no application %s." % application)
        if (application, name) not in self.groups:
            raise Refused("DeploymentGroupDoesNotExistException", "There is no group %s." % name)
        return self.groups[(application, name)]

    def of_group(self, application, name):
        self.group(application, name)
        return [each for each in self.deployments
                if (each["applicationName"], each["deploymentGroupName"]) == (application, name)]

    def deployment(self, identifier):
        for each in self.deployments:
            if each["deploymentId"] == identifier:
                return each
        raise Refused("DeploymentDoesNotExistException", "There is no deployment %s." % identifier)

    def advance(self, info):
        if info["deploymentId"] in self.still:
            return
        if info["status"] in self.steps and self.steps.index(info["status"]) + 1 < len(self.steps):
            info["status"] = self.steps[self.steps.index(info["status"]) + 1]
        if info["status"] not in UNDER_WAY:
            info.setdefault("completeTime", time.time())

    def create(self, application, name, revision, description=""):
        active = next((each for each in self.of_group(application, name) if each["status"] in UNDER_WAY), None)
        if active:
            raise Refused("DeploymentLimitExceededException", "The Deployment Group '%s' already has an active "
                          "Deployment '%s'" % (name, active["deploymentId"]))
        if not revision:
            raise Refused("RevisionRequiredException", "The revision is required.")
        return self._new((application, name), revision, self.steps[0], time.time(), description=description)

    def stop(self, identifier, roll_back):
        info = self.deployment(identifier)
        if info["status"] not in UNDER_WAY:
            raise Refused("DeploymentAlreadyCompletedException", "The deployment has ended.")
        info.update(status="Stopped", completeTime=time.time(),
                    errorInformation={"code": "MANUAL_STOP", "message": "The deployment was stopped by a person."})
        group = (info["applicationName"], info["deploymentGroupName"])
        succeeded = next((each for each in self.of_group(*group) if each["status"] == "Succeeded"), None)
        if roll_back and succeeded:
            back = self._new(group, succeeded["revision"], self.steps[0], time.time(), "codeDeployRollback")
            back["rollbackInfo"] = {"rollbackTriggeringDeploymentId": identifier}
            info["rollbackInfo"] = {"rollbackDeploymentId": back["deploymentId"],
                                    "rollbackMessage": "Deployment %s rolls back." % back["deploymentId"]}
        return info

    def group_info(self, application, name):
        group, all_of = self.group(application, name), self.of_group(application, name)
        info = {"applicationName": application, "deploymentGroupName": name, "computePlatform": "Server",
                "deploymentConfigName": "CodeDeployDefault.OneAtATime", **group}
        succeeded = [each for each in all_of if each["status"] == "Succeeded"]
        for member, found in (("lastAttemptedDeployment", all_of), ("lastSuccessfulDeployment", succeeded)):
            if found:
                info[member] = {"deploymentId": found[0]["deploymentId"], "status": found[0]["status"],
                                "createTime": found[0]["createTime"]}
        if all_of:  # CodeDeploy's own word for what was deployed, or tried, last
            info["targetRevision"] = all_of[0]["revision"]
        return info


class CodeDeployApi:
    """The wire of it: JSON 1.1."""

    SERVICE = "codedeploy"

    def __init__(self, stage):
        self.account = CodeDeploy(stage)

    def answer(self, request, call):
        handle = getattr(self, "_" + re.sub("(?<!^)(?=[A-Z])", "_", call.operation).lower(), None)
        if handle is None:
            return errors.error(calls.JSON, "NotScripted", "Not staged: " + call.operation, 501)
        try:
            return Reply.of_json(handle(json.loads(request.body or b"{}")),
                                 content_type="application/x-amz-json-1.1")
        except Refused as refused:
            return errors.error(calls.JSON, refused.code, str(refused), 400)

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
        self.account.deployment(body["deploymentId"])
        return {"targetIds": ["i-0001"]}

    def _batch_get_deployment_targets(self, body):
        info = self.account.deployment(body["deploymentId"])
        return {"deploymentTargets": [
            {"deploymentTargetType": "InstanceTarget",
             "instanceTarget": {"deploymentId": info["deploymentId"], "targetId": each, "status": info["status"],
                                "lastUpdatedAt": info["createTime"],
                                "lifecycleEvents": [{"lifecycleEventName": "ApplicationStop", "status": "Succeeded",
                                                     "startTime": info["createTime"]}]}}
            for each in body["targetIds"]]}
