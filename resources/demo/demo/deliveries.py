# SPDX-License-Identifier: GPL-3.0-or-later
"""How CodeDeploy shifts a function of the demo account from version to version; once it was stopped, and went back."""
import json
import threading

from . import releases
from .account import ACCOUNT_ID, REGION
from .codedeploy import UNDER_WAY, CodeDeploy
from .codedeploycalls import CodeDeployCalls, Refused

APPLICATION, GROUP, FUNCTION = "energy-insights", "usage-export", "usage-export"
# Hours ago, from version, to version, how it ended, who; the third is how CodeDeploy went back from the second.
DEPLOYED = [(320, 6, 7, "Succeeded", "deploy-bot"), (121, 7, 8, "Stopped", "deploy-bot"),
            (120.8, 8, 7, "Succeeded", None), (52, 7, 9, "Succeeded", "grace.chen")]
STOPPED = {"errorInformation": {"code": "ALARM_ACTIVE", "message": "The alarm \"usage-export errors\" was in state ALARM."},
           "rollbackInfo": {"rollbackDeploymentId": "d-000000003", "rollbackMessage": "Deployment d-000000003 rolls back."}}
WENT_BACK = {"creator": "codeDeployRollback", "rollbackInfo": {"rollbackTriggeringDeploymentId": "d-000000002"}}
SETTINGS = {"computePlatform": "Lambda", "deploymentConfigName": "CodeDeployDefault.LambdaCanary10Percent5Minutes",
            "autoRollbackConfiguration": {"enabled": True, "events": ["DEPLOYMENT_FAILURE", "DEPLOYMENT_STOP_ON_ALARM"]},
            "alarmConfiguration": {"enabled": True, "alarms": [{"name": "usage-export errors"}]}}


class Deliveries(CodeDeploy):
    """The trail, and the alias, go on with what a person does."""

    def __init__(self, account):
        more = {"Stopped": STOPPED, None: WENT_BACK}
        super().__init__({"groups": {"%s/%s" % (APPLICATION, GROUP): SETTINGS}, "deployments": [
            {"group": "%s/%s" % (APPLICATION, GROUP), "status": status, "hoursAgo": hours,
             "revision": _revision(before, after), "more": more.get(who and status, {})}
            for hours, before, after, status, who in DEPLOYED]})
        self._story = releases.of(account)
        for info, (hours, *_, who) in zip(reversed(self.deployments), DEPLOYED):
            if who:
                self._tell("CreateDeployment", who, info, account.ago(hours / 24))

    def create(self, *arguments, **named):
        info = super().create(*arguments, **named)
        self._tell("CreateDeployment", releases.PERSON, info, releases.now())
        return info

    def stop(self, identifier, roll_back):
        info = super().stop(identifier, roll_back)
        self._tell("StopDeployment", releases.PERSON, info, releases.now())
        return info

    def advance(self, info):
        was_under_way = info["status"] in UNDER_WAY
        super().advance(info)
        if was_under_way and info["status"] == "Succeeded":
            _shift(self.shift_of(info))

    def version(self):
        """Where the alias of the function is."""
        done = next(each for each in self.deployments if each["status"] == "Succeeded")
        return self.shift_of(done)["TargetVersion"]

    def _tell(self, operation, who, info, at):
        asked = {"applicationName": APPLICATION, "deploymentGroupName": GROUP, "deploymentId": info["deploymentId"]}
        self._story.tell(at, ("codedeploy", operation, who, "AWS::CodeDeploy::DeploymentGroup", GROUP), asked)


def _revision(before, after):
    shift = {"Name": FUNCTION, "Alias": releases.ALIAS, "CurrentVersion": str(before), "TargetVersion": str(after)}
    spec = {"version": 0.0, "Resources": [{FUNCTION: {"Type": "AWS::Lambda::Function", "Properties": shift}}]}
    return {"revisionType": "AppSpecContent", "appSpecContent": {"content": json.dumps(spec)}}


def shipped_to(account, version):
    """When a version was first deployed; None: it never was."""
    return next((account.ago(hours / 24) for hours, _, after, *_ in DEPLOYED if str(after) == version), None)


def _shift(shift):
    from moto.awslambda.models import lambda_backends

    functions = lambda_backends[ACCOUNT_ID][REGION]
    if shift and any(each.function_name == shift["Name"] for each in functions.list_functions()):
        functions.update_alias(shift["Alias"], shift["Name"], shift["TargetVersion"], None, None)


def of(account):
    """The one state of an account; what is in it is told from then on."""
    if not hasattr(account, "deliveries"):
        account.deliveries = Deliveries(account)
    return account.deliveries


def fill(account):
    """Answers all of CodeDeploy from here: deployments of moto do not move."""
    from moto.codedeploy import urls

    calls, lock = CodeDeployCalls(of(account)), threading.Lock()
    head = {"Content-Type": "application/x-amz-json-1.1"}

    def answer(request, _url, _headers):
        operation = request.headers.get("X-Amz-Target", "").split(".")[-1]
        with lock:
            try:
                found = calls.answer(operation, json.loads(request.data or b"{}"))
            except Refused as refused:
                return 400, head, json.dumps({"__type": refused.code, "message": str(refused)})
        if found is None:
            return 501, head, json.dumps({"__type": "NotOffered", "message": "The demo account does not offer this."})
        return 200, head, json.dumps(found)

    urls.url_paths.clear()
    urls.url_paths["{0}/$"] = answer
