# SPDX-License-Identifier: GPL-3.0-or-later
"""Feature flags of the demo account in AppConfig: three versions, the newest of which can still be taken back."""
import datetime
import json
import threading

from . import releases
from .appconfig import AppConfig, Refused
from .appconfigcalls import AppConfigCalls, Asked, operation_of

APPLICATION, ENVIRONMENT, PROFILE = "energy-insights", "production", "feature-flags"
NAMES = ("enable_new_api_endpoint", "enable_enhanced_processing", "enable_maintenance_mode")
# Hours ago, who, label, the flags that are on; one version each.
DEPLOYED = [(420, "deploy-bot", "v2.5.0", ()), (98, "grace.chen", "v2.6.0", NAMES[1:2]),
            (1.2, "grace.chen", "v2.7.0", NAMES[:2])]


class Flags(AppConfig):
    """The trail goes on with what a person does."""

    def __init__(self, story):
        super().__init__({
            "applications": {APPLICATION: {"environments": [ENVIRONMENT], "profiles": {PROFILE: [
                {"content": _content(on), "label": label} for _, _, label, on in DEPLOYED]}}},
            "deployed": [{"unit": "/".join((APPLICATION, ENVIRONMENT, PROFILE)), "version": number, "hoursAgo": hours}
                         for number, (hours, *_) in enumerate(DEPLOYED, 1)]})
        self._story = story
        for deployment, (_, who, *_) in zip(self.deployments[self.environments[0]["Id"]], DEPLOYED):
            started = datetime.datetime.fromisoformat(deployment["StartedAt"].replace("Z", "+00:00"))
            self._tell_start(deployment, who, started.replace(tzinfo=None))

    def start(self, *arguments, **named):
        deployment = super().start(*arguments, **named)
        self._tell_start(deployment, releases.PERSON, releases.now())
        return deployment

    def stop(self, environment, number, allow_revert):
        deployment = super().stop(environment, number, allow_revert)
        asked = {"ApplicationId": deployment["ApplicationId"], "EnvironmentId": environment, "DeploymentNumber": number,
                 "AllowRevert": allow_revert}
        self._tell(releases.now(), "StopDeployment", releases.PERSON, environment, asked)
        return deployment

    def _tell_start(self, deployment, who, at):
        asked = {name: deployment[name] for name in ("ApplicationId", "EnvironmentId", "ConfigurationProfileId",
                                                     "ConfigurationVersion", "DeploymentStrategyId")}
        self._tell(at, "StartDeployment", who, deployment["EnvironmentId"], asked)

    def _tell(self, at, operation, who, environment, asked):
        self._story.tell(at, ("appconfig", operation, who, "AWS::AppConfig::Environment", environment), asked)


def _content(on):
    return {"version": "1", "flags": {name: {"name": name.replace("_", " ").capitalize()} for name in NAMES},
            "values": {name: {"enabled": name in on} for name in NAMES}}


def _refusal(status, code, message):
    return status, {"Content-Type": "application/json", "x-amzn-ErrorType": code}, json.dumps({"Message": message})


def of(account):
    """The one state of an account; what is in it is told from then on."""
    if not hasattr(account, "flags"):
        account.flags = Flags(releases.of(account))
    return account.flags


def fill(account):
    """Answers all of AppConfig from here: moto has neither environments nor deployments, nor what reads flags."""
    from moto.appconfig import urls

    calls, lock = AppConfigCalls(of(account)), threading.Lock()

    def answer(request, _url, _headers):
        asked = Asked(request.path, request.query_string.decode(), lambda name: request.headers.get(name, ""), request.data)
        with lock:
            try:
                found = calls.answer(operation_of(request.method, request.path) or "", asked)
            except Refused as refused:
                found = _refusal(refused.status, refused.code, str(refused))
        return found or _refusal(501, "NotOffered", "The demo account does not offer this.")

    urls.url_paths.clear()
    urls.url_paths["{0}/.*$"] = answer
