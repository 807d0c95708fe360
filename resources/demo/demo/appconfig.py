# SPDX-License-Identifier: GPL-3.0-or-later
"""AppConfig with environments, hosted versions and deployments, which moto has not: its state, as it is staged, and as
calls change it. Staged by:

    {"applications": {"shop": {"environments": ["production"],
                               "profiles": {"flags": [{"content": {...}, "label": "v1"}, ...]}}},
     "deployed": [{"unit": "shop/production/flags", "version": 1, "hoursAgo": 100, "state": "COMPLETE"}],
     "steps": ["DEPLOYING", "BAKING", "COMPLETE"]}

A new deployment goes one step on with each GetDeployment; those that are staged stay as they are. What AppConfig
refuses is refused as it does.
"""
import datetime
import itertools
import json

BUSY = ("DEPLOYING", "BAKING", "VALIDATING", "ROLLING_BACK")
REVERT_HOURS = 72


class Refused(Exception):
    def __init__(self, code, message, status):
        super().__init__(message)
        self.code, self.status = code, status


def _hours_ago(hours):
    return datetime.datetime.now(datetime.timezone.utc) - datetime.timedelta(hours=hours)


def _text(instant):
    return instant.isoformat().replace("+00:00", "Z")


class AppConfig:
    """The account's state, apart from the wire: what the demo and tests stage, and what calls change."""

    def __init__(self, stage):
        self.steps = stage.get("steps", ["DEPLOYING", "BAKING", "COMPLETE"])
        self.applications, self.environments, self.profiles = [], [], []
        self.versions = {}      # profile id -> [{VersionNumber, content, ...}]
        self.deployments = {}   # environment id -> [deployment]
        self.sessions = {}
        self.still = set()      # (environment id, number) of deployments that do not go on by themselves
        self._numbers = itertools.count(1)
        for name, application in stage["applications"].items():
            self._stage_application(name, application)
        for deployed in stage.get("deployed", []):
            self._stage_deployment(deployed)

    def _stage_application(self, name, staged):
        application = {"Id": self.new_id("app"), "Name": name}
        self.applications.append(application)
        for environment in staged["environments"]:
            self.environments.append({"ApplicationId": application["Id"], "Id": self.new_id("env"), "Name": environment,
                                      "State": "READY_FOR_DEPLOYMENT"})
        for profile, versions in staged["profiles"].items():
            identifier = self.new_id("pro")
            self.profiles.append({"ApplicationId": application["Id"], "Id": identifier, "Name": profile,
                                  "LocationUri": "hosted", "Type": "AWS.AppConfig.FeatureFlags"})
            for version in versions:
                content = version["content"]
                text = content if isinstance(content, str) else json.dumps(content)
                self.add_version(application["Id"], identifier, text.encode(), label=version.get("label"))

    def _stage_deployment(self, deployed):
        application, environment, profile = deployed["unit"].split("/")
        app = next(each["Id"] for each in self.applications if each["Name"] == application)
        env = next(each["Id"] for each in self.environments
                   if each["Name"] == environment and each["ApplicationId"] == app)
        pro = next(each for each in self.profiles if each["Name"] == profile and each["ApplicationId"] == app)
        state, hours = deployed.get("state", "COMPLETE"), deployed.get("hoursAgo", 1)
        deployment = self._new_deployment(app, env, pro, str(deployed["version"]), state, _hours_ago(hours + 0.1))
        self.still.add((env, deployment["DeploymentNumber"]))
        if state not in BUSY:
            deployment["CompletedAt"] = _text(_hours_ago(hours))

    def new_id(self, kind):
        return "%s%04d" % (kind, next(self._numbers))

    def _new_deployment(self, application, environment, profile, version, state, started, strategy=""):
        existing = self.deployments.setdefault(environment, [])
        hosted = next((each for each in self.versions.get(profile["Id"], [])
                       if str(each["VersionNumber"]) == version), {})
        deployment = {
            "ApplicationId": application, "EnvironmentId": environment, "ConfigurationProfileId": profile["Id"],
            "ConfigurationName": profile["Name"], "ConfigurationVersion": version,
            "DeploymentNumber": len(existing) + 1, "DeploymentStrategyId": strategy or "AppConfig.AllAtOnce",
            "State": state, "StartedAt": _text(started), "PercentageComplete": 0.0 if state in BUSY else 100.0,
            "GrowthType": "LINEAR", "GrowthFactor": 100.0, "DeploymentDurationInMinutes": 0,
            "FinalBakeTimeInMinutes": 10,
            "EventLog": [{"EventType": "DEPLOYMENT_STARTED", "TriggeredBy": "USER", "OccurredAt": _text(started),
                          "Description": "Deployment started"}]}
        if hosted.get("VersionLabel"):
            deployment["VersionLabel"] = hosted["VersionLabel"]
        existing.append(deployment)
        return deployment

    def add_version(self, application, profile, content, content_type="application/json", label=None,
                    description=None, latest=None):
        versions = self.versions.setdefault(profile, [])
        newest = max((each["VersionNumber"] for each in versions), default=0)
        if latest is not None and latest != newest:
            raise Refused("ConflictException", "The latest version is %d, not %d." % (newest, latest), 409)
        version = {"ApplicationId": application, "ConfigurationProfileId": profile, "VersionNumber": newest + 1,
                   "ContentType": content_type, "content": content}
        if label:
            version["VersionLabel"] = label
        if description:
            version["Description"] = description
        versions.append(version)
        return version

    def version(self, profile, number):
        for each in self.versions.get(profile, []):
            if each["VersionNumber"] == number:
                return each
        raise Refused("ResourceNotFoundException", "There is no version %d." % number, 404)

    def delete_version(self, profile, number):
        version = self.version(profile, number)
        if any(each["ConfigurationProfileId"] == profile and each["ConfigurationVersion"] == str(number)
               and each["State"] in BUSY for each in sum(self.deployments.values(), [])):
            raise Refused("ConflictException", "The version is being deployed.", 409)
        self.versions[profile].remove(version)

    def deployment(self, environment, number):
        for each in self.deployments.get(environment, []):
            if each["DeploymentNumber"] == number:
                return each
        raise Refused("ResourceNotFoundException", "There is no deployment %d." % number, 404)

    def advance(self, deployment):
        """One step on, as time would do."""
        state = deployment["State"]
        if (deployment["EnvironmentId"], deployment["DeploymentNumber"]) in self.still:
            return
        if state == "ROLLING_BACK":
            deployment["State"] = "ROLLED_BACK"
        elif state in self.steps and self.steps.index(state) + 1 < len(self.steps):
            deployment["State"] = self.steps[self.steps.index(state) + 1]
        if deployment["State"] == "COMPLETE" and "CompletedAt" not in deployment:
            deployment["CompletedAt"] = _text(_hours_ago(0))
            deployment["PercentageComplete"] = 100.0

    def start(self, application, environment, profile, version, strategy, description=""):
        if any(each["State"] in BUSY for each in self.deployments.get(environment, [])):
            raise Refused("ConflictException", "Another deployment of the environment is in progress.", 409)
        known = next((each for each in self.profiles if each["Id"] == profile), None)
        if known is None or not any(each["Id"] == environment for each in self.environments):
            raise Refused("ResourceNotFoundException", "There is no such profile or environment.", 404)
        self.version(profile, int(version))
        deployment = self._new_deployment(application, environment, known, version, self.steps[0], _hours_ago(0),
                                          strategy)
        if description:
            deployment["Description"] = description
        return deployment

    def stop(self, environment, number, allow_revert):
        deployment = self.deployment(environment, number)
        state = deployment["State"]
        if state == "DEPLOYING" or (allow_revert and state in ("BAKING", "VALIDATING")):
            deployment["State"] = "ROLLED_BACK"
        elif state == "COMPLETE" and allow_revert and self._can_revert(environment, deployment):
            deployment["State"] = "REVERTED"
        else:
            raise Refused("BadRequestException", "A deployment that is %s can not be stopped." % state, 400)
        return deployment

    def _can_revert(self, environment, deployment):
        completed = datetime.datetime.fromisoformat(deployment["CompletedAt"].replace("Z", "+00:00"))
        others = [each for each in self.deployments[environment]
                  if each["ConfigurationProfileId"] == deployment["ConfigurationProfileId"]]
        return others[-1] is deployment and completed > _hours_ago(REVERT_HOURS)

    def live(self, environment, profile):
        """The version that is live, or None: a deployment under way changes nothing yet."""
        complete = [each for each in self.deployments.get(environment, [])
                    if each["ConfigurationProfileId"] == profile and each["State"] == "COMPLETE"]
        return self.version(profile, int(complete[-1]["ConfigurationVersion"])) if complete else None

    def identified(self, things, name):
        """Data sessions take names and ids alike."""
        for each in things:
            if name in (each["Id"], each["Name"]):
                return each["Id"]
        raise Refused("ResourceNotFoundException", "There is no %s." % name, 404)
