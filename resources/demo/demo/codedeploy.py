# SPDX-License-Identifier: GPL-3.0-or-later
"""CodeDeploy with deployments that move and can be stopped, which those of moto can not: its state, as it is staged, and
as calls change it. Staged by:

    {"groups": {"shop/web": {"computePlatform": "Server"}},
     "deployments": [{"group": "shop/web", "status": "Succeeded", "hoursAgo": 5,
                      "revision": {"revisionType": "S3", "s3Location": {"bucket": "b", "key": "k"}}}],
     "steps": ["Created", "InProgress", "Succeeded"]}

A new deployment goes one step on with each GetDeployment; those that are staged stay as they are. What CodeDeploy
refuses is refused as it does.
"""
import itertools
import json
import time

UNDER_WAY = ("Created", "Queued", "InProgress", "Baking", "Ready")
ONE_AT_A_TIME = "CodeDeployDefault.OneAtATime"


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
        known = self.groups[tuple(group)]
        info = {"deploymentId": "d-%09d" % next(self._numbers), "applicationName": group[0],
                "deploymentGroupName": group[1], "status": status, "revision": revision, "createTime": created,
                "creator": creator, "deploymentConfigName": known.get("deploymentConfigName", ONE_AT_A_TIME),
                "computePlatform": known.get("computePlatform", "Server")}
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

    @staticmethod
    def shift_of(info):
        """What an AppSpec in JSON says of a function's alias: Name, Alias, CurrentVersion, TargetVersion; None without."""
        revision = info["revision"]
        spec = (revision.get("appSpecContent") or revision.get("string") or {}).get("content", "")
        try:
            shift = next(iter(json.loads(spec)["Resources"][0].values()))["Properties"]
        except (ValueError, LookupError, TypeError):
            return None
        return shift if "TargetVersion" in shift else None

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
                "deploymentConfigName": ONE_AT_A_TIME, **group}
        succeeded = [each for each in all_of if each["status"] == "Succeeded"]
        for member, found in (("lastAttemptedDeployment", all_of), ("lastSuccessfulDeployment", succeeded)):
            if found:
                info[member] = {"deploymentId": found[0]["deploymentId"], "status": found[0]["status"],
                                "createTime": found[0]["createTime"]}
                if "completeTime" in found[0]:
                    info[member]["endTime"] = found[0]["completeTime"]
        if all_of:  # CodeDeploy's own word for what was deployed, or tried, last
            info["targetRevision"] = all_of[0]["revision"]
        return info
