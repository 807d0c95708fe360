# SPDX-License-Identifier: GPL-3.0-or-later
"""The wire of appconfig.py: REST with JSON, versions as bare bodies. Of AppConfig, and of appconfigdata, which is
signed alike.
"""
import dataclasses
import json
import re
import typing
import urllib.parse

from .appconfig import Refused

__all__ = ["AppConfigCalls", "Asked", "Refused", "operation_of"]

PLACES = re.compile(r"/(applications|environments|configurationprofiles|hostedconfigurationversions|deployments)/([^/]+)")
PROFILE = "/applications/[^/]+/configurationprofiles/[^/]+"
ENVIRONMENT = "/applications/[^/]+/environments/[^/]+"
OPERATIONS = {
    ("GET", "/applications"): "ListApplications",
    ("GET", "/applications/[^/]+/environments"): "ListEnvironments",
    ("GET", ENVIRONMENT): "GetEnvironment",
    ("GET", "/applications/[^/]+/configurationprofiles"): "ListConfigurationProfiles",
    ("GET", "/deploymentstrategies"): "ListDeploymentStrategies",
    ("GET", PROFILE + "/hostedconfigurationversions"): "ListHostedConfigurationVersions",
    ("POST", PROFILE + "/hostedconfigurationversions"): "CreateHostedConfigurationVersion",
    ("GET", PROFILE + "/hostedconfigurationversions/[^/]+"): "GetHostedConfigurationVersion",
    ("DELETE", PROFILE + "/hostedconfigurationversions/[^/]+"): "DeleteHostedConfigurationVersion",
    ("GET", ENVIRONMENT + "/deployments"): "ListDeployments",
    ("POST", ENVIRONMENT + "/deployments"): "StartDeployment",
    ("GET", ENVIRONMENT + "/deployments/[^/]+"): "GetDeployment",
    ("DELETE", ENVIRONMENT + "/deployments/[^/]+"): "StopDeployment",
    ("POST", "/configurationsessions"): "StartConfigurationSession",
    ("GET", "/configuration"): "GetLatestConfiguration",
}


def operation_of(method, path):
    """What is called there; None: nothing that is answered here."""
    return next((name for (verb, pattern), name in OPERATIONS.items()
                 if verb == method and re.fullmatch(pattern + "/?", path)), None)


@dataclasses.dataclass
class Asked:
    """A request, whichever server has it; header gives "" for one that was not sent."""

    path: str
    query_string: str
    header: typing.Callable
    body: bytes

    @property
    def place(self):
        return dict(PLACES.findall(self.path))

    @property
    def query(self):
        return dict(urllib.parse.parse_qsl(self.query_string))


def _json(value, status=200):
    return status, {"Content-Type": "application/json"}, json.dumps(value).encode()


class AppConfigCalls:
    """Answers with status, headers and body."""

    def __init__(self, account):
        self.account = account

    def answer(self, operation, asked):
        """None for an operation that is not known here; raises Refused."""
        handle = getattr(self, "_" + re.sub("(?<!^)(?=[A-Z])", "_", operation).lower(), None)
        return handle and handle(asked)

    def _items(self, items):
        return _json({"Items": items})

    def _list_applications(self, asked):
        return self._items(self.account.applications)

    def _list_environments(self, asked):
        return self._items([each for each in self.account.environments
                            if each["ApplicationId"] == asked.place["applications"]])

    def _get_environment(self, asked):
        identifier = self.account.identified(self.account.environments, asked.place["environments"])
        return _json(next(each for each in self.account.environments if each["Id"] == identifier))

    def _list_configuration_profiles(self, asked):
        return self._items([each for each in self.account.profiles
                            if each["ApplicationId"] == asked.place["applications"]])

    def _list_deployment_strategies(self, asked):
        return self._items([{"Id": "AppConfig.AllAtOnce", "Name": "AppConfig.AllAtOnce", "GrowthFactor": 100.0,
                             "DeploymentDurationInMinutes": 0, "FinalBakeTimeInMinutes": 10}])

    def _list_hosted_configuration_versions(self, asked):
        versions = self.account.versions.get(asked.place["configurationprofiles"], [])
        return self._items([{key: value for key, value in each.items() if key != "content"}
                            for each in reversed(versions)])

    def _hosted(self, version, status=200):
        headers = {"Content-Type": version["ContentType"], "Application-Id": version["ApplicationId"],
                   "Configuration-Profile-Id": version["ConfigurationProfileId"],
                   "Version-Number": str(version["VersionNumber"])}
        for member, header in (("VersionLabel", "VersionLabel"), ("Description", "Description")):
            if member in version:
                headers[header] = version[member]
        return status, headers, version["content"]

    def _get_hosted_configuration_version(self, asked):
        return self._hosted(self.account.version(asked.place["configurationprofiles"],
                                                 int(asked.place["hostedconfigurationversions"])))

    def _create_hosted_configuration_version(self, asked):
        latest = asked.header("Latest-Version-Number")
        return self._hosted(self.account.add_version(
            asked.place["applications"], asked.place["configurationprofiles"], asked.body,
            asked.header("Content-Type") or "application/json", asked.header("VersionLabel") or None,
            asked.header("Description") or None, int(latest) if latest else None), 201)

    def _delete_hosted_configuration_version(self, asked):
        self.account.delete_version(asked.place["configurationprofiles"], int(asked.place["hostedconfigurationversions"]))
        return 204, {}, b""

    def _list_deployments(self, asked):
        members = ("DeploymentNumber", "ConfigurationName", "ConfigurationVersion", "State", "StartedAt",
                   "CompletedAt", "PercentageComplete", "VersionLabel", "GrowthType", "GrowthFactor",
                   "DeploymentDurationInMinutes", "FinalBakeTimeInMinutes")
        deployments = self.account.deployments.get(asked.place["environments"], [])
        return self._items([{name: each[name] for name in members if name in each}
                            for each in reversed(deployments)])

    def _get_deployment(self, asked):
        deployment = self.account.deployment(asked.place["environments"], int(asked.place["deployments"]))
        reply = _json(deployment)
        self.account.advance(deployment)
        return reply

    def _start_deployment(self, asked):
        body = json.loads(asked.body)
        return _json(self.account.start(
            asked.place["applications"], asked.place["environments"], body["ConfigurationProfileId"],
            body["ConfigurationVersion"], body["DeploymentStrategyId"], body.get("Description", "")), 201)

    def _stop_deployment(self, asked):
        allow = asked.header("Allow-Revert").lower() == "true"
        return _json(self.account.stop(asked.place["environments"], int(asked.place["deployments"]), allow), 202)

    def _start_configuration_session(self, asked):
        body, account = json.loads(asked.body), self.account
        account.identified(account.applications, body["ApplicationIdentifier"])
        token = account.new_id("token-")
        account.sessions[token] = (account.identified(account.environments, body["EnvironmentIdentifier"]),
                                   account.identified(account.profiles, body["ConfigurationProfileIdentifier"]))
        return _json({"InitialConfigurationToken": token}, 201)

    def _get_latest_configuration(self, asked):
        account = self.account
        session = account.sessions.pop(asked.query.get("configuration_token", ""), None)
        if session is None:
            raise Refused("BadRequestException", "The token is used up or none.", 400)
        token = account.new_id("token-")
        account.sessions[token] = session
        version = account.live(*session)
        if version is None:
            raise Refused("ResourceNotFoundException", "Nothing is deployed.", 404)
        return 200, {"Content-Type": version["ContentType"], "Next-Poll-Configuration-Token": token,
                     "Next-Poll-Interval-In-Seconds": "60"}, _values(version["content"])


def _values(content):
    """Who reads flags gets what they are, not how they are described."""
    try:
        document = json.loads(content)
        return json.dumps(document["values"]).encode() if "values" in document and "flags" in document else content
    except (ValueError, TypeError):
        return content
