# SPDX-License-Identifier: GPL-3.0-or-later
"""What moto lacks of ECS: another task definition is a deployment of its own, that takes a few looks and may fail, and
what was deployed is kept.

A rule's answer: {"rollouts": {"lag": 0, "looks": 2, "outcome": "COMPLETED"}}. For so many looks DescribeServices still
shows what was before, then for so many a rollout that goes on, then its outcome: COMPLETED, FAILED (the circuit breaker
goes back), or IN_PROGRESS for ever. The rule has to be for all calls of ECS, and keeps what happened in its own answer.
"""
import json
import time

from .wire import Reply

PREFIX = "arn:aws:ecs:us-east-1:123456789012:"
PLAYED = {"ListServiceDeployments", "DescribeServiceDeployments", "DescribeServiceRevisions", "StopServiceDeployment"}


class Rollouts:
    def __init__(self, staged):
        self.staged = staged
        self.services = staged.setdefault("services", {})  # by name: {"deployments": [...], "looks": n}

    def plays(self, call):
        return call.operation in PLAYED

    def play(self, request, call):
        asked = json.loads(request.text)
        answers = {"ListServiceDeployments": self._listed, "DescribeServiceDeployments": self._described,
                   "DescribeServiceRevisions": self._revisions, "StopServiceDeployment": self._stopped}
        body = json.dumps(answers[call.operation](asked)).encode()
        return Reply(200, {"Content-Type": "application/x-amz-json-1.1"}, body)

    def rewritten(self, reply, request, call):
        if reply.status != 200 or call.operation not in ("UpdateService", "DescribeServices"):
            return reply
        document = json.loads(reply.body)
        if call.operation == "UpdateService":
            asked = json.loads(request.text)
            if asked.get("taskDefinition") or asked.get("forceNewDeployment"):
                self._begin(document["service"])
            self._show(document["service"], lag=False)
        else:
            for service in document["services"]:
                state = self.services.get(service["serviceName"])
                if state:
                    state["looks"] += 1
                self._show(service, lag=True)
        reply.body = json.dumps(document).encode()
        return reply

    def _begin(self, service):
        state = self.services.setdefault(service["serviceName"], {"deployments": [], "arn": service["serviceArn"]})
        if not state["deployments"]:
            first = service["deployments"][0]
            state["deployments"].append({"definition": first["taskDefinition"], "at": _seconds(first["createdAt"])})
        old = state["deployments"][0]["definition"]
        asked = service["taskDefinition"]
        definition = asked if asked.startswith("arn:") else old.rsplit("/", 1)[0] + "/" + asked
        state["deployments"].insert(0, {"definition": definition, "at": round(time.time(), 3)})
        state["looks"] = 0

    def _phase(self, state):
        looks = state["looks"] - self.staged.get("lag", 0)
        if state.get("stopped"):
            return "FAILED"
        if looks <= self.staged.get("looks", 2):
            return "IN_PROGRESS"
        return self.staged.get("outcome", "COMPLETED")

    def _show(self, service, lag):
        state = self.services.get(service["serviceName"])
        if not state or len(state["deployments"]) < 2:
            return
        new, old = state["deployments"][:2]
        wanted = service["desiredCount"]
        if lag and 0 < state["looks"] <= self.staged.get("lag", 0):
            shown = [_deployment(old, "PRIMARY", "COMPLETED", wanted, wanted)]
        elif self._phase(state) == "COMPLETED":
            shown = [_deployment(new, "PRIMARY", "COMPLETED", wanted, wanted)]
        elif self._phase(state) == "IN_PROGRESS":
            shown = [_deployment(new, "PRIMARY", "IN_PROGRESS", wanted, max(wanted - 1, 0)),
                     _deployment(old, "ACTIVE", "COMPLETED", wanted, 1)]
        else:
            back = {**old, "at": new["at"] + 240}
            shown = [_deployment(back, "PRIMARY", "COMPLETED", wanted, wanted),
                     _deployment(new, "ACTIVE", "FAILED", wanted, 0,
                                 "ECS deployment circuit breaker: tasks failed to start.")]
            service["events"] = [{"id": "e-1", "createdAt": new["at"] + 200, "message":
                                  "(service %s) (deployment %s) deployment failed: tasks failed to start."
                                  % (service["serviceName"], _id(new))}]
        service["deployments"] = shown
        service["taskDefinition"] = shown[0]["taskDefinition"]
        service["runningCount"] = sum(each["runningCount"] for each in shown)

    def _records(self):
        for name, state in self.services.items():
            known = state["deployments"]
            for new, old in zip(known, known[1:] + [None]):
                yield state, _record(state, new, old, self._status(state, new))

    def _status(self, state, deployment):
        if deployment is not state["deployments"][0]:
            return "SUCCESSFUL"
        if state.get("stopped"):
            return "ROLLBACK_SUCCESSFUL"
        return {"COMPLETED": "SUCCESSFUL", "IN_PROGRESS": "IN_PROGRESS",
                "FAILED": "ROLLBACK_SUCCESSFUL"}[self._phase(state)]

    def _listed(self, asked):
        wanted = asked.get("status")
        return {"serviceDeployments": [
            {"serviceDeploymentArn": record["serviceDeploymentArn"], "serviceArn": record["serviceArn"],
             "createdAt": record["createdAt"], "startedAt": record["createdAt"], "finishedAt": record["finishedAt"],
             "status": record["status"], "targetServiceRevisionArn": record["targetServiceRevision"]["arn"]}
            for state, record in self._records()
            if state["arn"].endswith("/" + asked["service"].split("/")[-1])
            and (not wanted or record["status"] in wanted)]}

    def _described(self, asked):
        return {"serviceDeployments": [record for _, record in self._records()
                                       if record["serviceDeploymentArn"] in asked["serviceDeploymentArns"]],
                "failures": []}

    def _revisions(self, asked):
        return {"serviceRevisions": [{"serviceRevisionArn": arn, "taskDefinition": arn.split("|")[-1]}
                                     for arn in asked["serviceRevisionArns"]]}

    def _stopped(self, asked):
        for state, record in self._records():
            if record["serviceDeploymentArn"] == asked["serviceDeploymentArn"]:
                state["stopped"] = True
        return {"serviceDeploymentArn": asked["serviceDeploymentArn"]}


def _seconds(value):
    if isinstance(value, (int, float)):
        return value
    import datetime

    return datetime.datetime.fromisoformat(value.replace("Z", "+00:00")).timestamp()


def _id(deployment):
    return "ecs-svc/%d" % int(deployment["at"] * 1000)


def _deployment(deployment, status, rollout, desired, running, reason=None):
    return {"id": _id(deployment), "status": status, "taskDefinition": deployment["definition"],
            "createdAt": deployment["at"], "updatedAt": deployment["at"], "desiredCount": desired,
            "runningCount": running, "pendingCount": desired - running, "failedTasks": 0, "rolloutState": rollout,
            "rolloutStateReason": reason or "ECS deployment %s %s." % (_id(deployment), rollout.lower())}


def _record(state, new, old, status):
    record = {"serviceDeploymentArn": "%sservice-deployment/%d" % (PREFIX, int(new["at"] * 1000)),
              "serviceArn": state["arn"], "createdAt": new["at"], "finishedAt": new["at"] + 60, "status": status,
              "targetServiceRevision": {"arn": _revision(new)}, "sourceServiceRevisions": []}
    if old:
        record["sourceServiceRevisions"] = [{"arn": _revision(old)}]
    if status.startswith("ROLLBACK"):
        record["rollback"] = {"serviceRevisionArn": _revision(old), "startedAt": new["at"] + 30,
                              "reason": "Service deployment stopped." if state.get("stopped")
                              else "Service deployment rolled back because of deployment circuit breaker."}
    return record


def _revision(deployment):
    """The task definition is in the name, so that nobody has to remember it."""
    return "%sservice-revision/%d|%s" % (PREFIX, int(deployment["at"] * 1000), deployment["definition"])
