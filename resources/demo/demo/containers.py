# SPDX-License-Identifier: GPL-3.0-or-later
"""A service of ECS in the demo account, with its revisions, how it was rolled from one to the next, and roll-outs that
take a few looks, as on AWS.
"""
import datetime
import json

from . import balancers, releases
from .account import ACCOUNT_ID, REGION

FIRST = 38  # revision
DESIRED = 2
LOOKS = 2  # until a roll-out is complete


def fill(account):
    from moto.ecs.models import ecs_backends

    story = releases.of(account)
    ecs = ecs_backends[ACCOUNT_ID][REGION]
    ecs.create_cluster(releases.CLUSTER, [])
    _definitions(ecs, story, account)
    now = "%s:%d" % (releases.FAMILY, story.rolls[-1][1])
    service = ecs.create_service(releases.CLUSTER, releases.SERVICE, DESIRED, task_definition_str=now,
                                 launch_type="FARGATE")
    service.running_count, service.pending_count = DESIRED, 0
    service.load_balancers = [{"targetGroupArn": balancers.PREFIX + balancers.GROUP, "containerName": "app", "containerPort": 8080}]
    service.deployments = [_deployment(service, story.rolls[-1][0], "COMPLETED", DESIRED)]
    service.events = [_event(service, at + datetime.timedelta(minutes=4), "has reached a steady state.")
                      for at, _, _ in reversed(story.rolls)]
    _teach_rollouts(story)
    _teach_history(story)


def _definitions(ecs, story, account):
    dates = {revision: at for at, revision, _ in story.rolls}
    for number in range(1, story.rolls[-1][1] + 1):
        definition = ecs.register_task_definition(
            releases.FAMILY, [_container(number)], network_mode="awsvpc", requires_compatibilities=["FARGATE"],
            cpu="512" if number < 42 else "1024", memory="1024" if number < 42 else "2048")
        definition.registered_at = dates.get(number, account.ago(20 + FIRST - min(number, FIRST)))
        if number < FIRST:
            ecs.deregister_task_definition("%s:%d" % (releases.FAMILY, number))


def _container(number):
    return {"name": "app", "image": "%s.dkr.ecr.%s.amazonaws.com/backend:1.%d.0" % (ACCOUNT_ID, REGION, number),
            "essential": True, "cpu": 512, "memory": 1024, "portMappings": [{"containerPort": 8080}],
            "environment": [{"name": "LOG_LEVEL", "value": "info"},
                            {"name": "WORKERS", "value": "4" if number < 42 else "8"}],
            "secrets": [{"name": "DATABASE_URL", "valueFrom": "arn:aws:secretsmanager:%s:%s:secret:backend/database"
                         % (REGION, ACCOUNT_ID)}]}


def _deployment(service, at, state, running, status="PRIMARY"):
    number = "ecs-svc/%019d" % int(at.timestamp())
    words = {"COMPLETED": "completed", "IN_PROGRESS": "in progress"}[state]
    return {"id": number, "status": status, "taskDefinition": service.task_definition, "desiredCount": DESIRED,
            "pendingCount": DESIRED - running, "runningCount": running, "failedTasks": 0, "createdAt": at,
            "updatedAt": at, "launchType": "FARGATE", "platformFamily": "FARGATE", "rolloutState": state,
            "rolloutStateReason": "ECS deployment %s %s." % (number, words)}


def _event(service, at, what):
    return {"id": "%08x-0000-4000-8000-000000000000" % int(at.timestamp()), "createdAt": at,
            "message": "(service %s) %s" % (service.name, what)}


def _teach_rollouts(story):
    """What moto lacks: another task definition is a deployment of its own, and tasks take their time."""
    from moto.ecs.models import EC2ContainerServiceBackend as Ecs

    update, describe = Ecs.update_service, Ecs.describe_services

    def update_service(self, properties):
        asked = properties.get("task_definition")
        is_forced = properties.get("force_new_deployment")
        service = update(self, properties)
        if asked or is_forced:
            definition = self.describe_task_definition(service.task_definition)
            service.task_definition = definition.arn
            story.roll(int(definition.revision))
            old = {**service.deployments[0], "status": "ACTIVE"}
            service.deployments = [_deployment(service, releases.now(), "IN_PROGRESS", 0), old]
            service.looks = LOOKS
        return service

    def describe_services(self, cluster, names):
        services, failures = describe(self, cluster, names)
        for service in services:
            _go_on(service)
        return services, failures

    Ecs.update_service, Ecs.describe_services = update_service, describe_services


def _go_on(service):
    service.looks = getattr(service, "looks", 0) - 1
    first = service.deployments[0] if service.deployments else None
    if service.looks < 0 and first and first["rolloutState"] == "IN_PROGRESS":
        service.deployments = [_deployment(service, first["createdAt"], "COMPLETED", service.desired_count)]
        service.running_count, service.pending_count = service.desired_count, 0
        service.events.insert(0, _event(service, releases.now(), "has reached a steady state."))
    for each in service.deployments[:1]:
        each["desiredCount"] = service.desired_count
        if each["rolloutState"] == "COMPLETED":
            each["runningCount"], each["pendingCount"] = service.desired_count, 0


def _teach_history(story):
    """What moto lacks: the deployments of a service, newest first."""
    from moto.ecs.responses import EC2ContainerServiceResponse

    def list_service_deployments(self):
        asked = json.loads(self.body)
        service = self.ecs_backend.describe_services(asked["cluster"].split("/")[-1], [asked["service"]])[0][0]
        return json.dumps({"serviceDeployments": [_brief(service, at, revision) for at, revision, _ in
                                                  reversed(story.rolls)]})

    def describe_service_revisions(self):
        arns = json.loads(self.body)["serviceRevisionArns"]
        prefix = "arn:aws:ecs:%s:%s:task-definition/%s:" % (REGION, ACCOUNT_ID, releases.FAMILY)
        return json.dumps({"serviceRevisions": [{"serviceRevisionArn": arn, "taskDefinition": prefix + arn.split("/")[-1]}
                                                for arn in arns], "failures": []})

    EC2ContainerServiceResponse.list_service_deployments = list_service_deployments
    EC2ContainerServiceResponse.describe_service_revisions = describe_service_revisions


def _brief(service, at, revision):
    seconds = at.replace(tzinfo=datetime.timezone.utc).timestamp()
    prefix = "arn:aws:ecs:%s:%s:" % (REGION, ACCOUNT_ID)
    path = "%s/%s" % (releases.CLUSTER, service.name)
    is_going_on = service.deployments[0]["rolloutState"] == "IN_PROGRESS" and at == service.deployments[0]["createdAt"]
    return {"serviceDeploymentArn": "%sservice-deployment/%s/%d" % (prefix, path, int(seconds)),
            "serviceArn": service.arn, "clusterArn": prefix + "cluster/" + releases.CLUSTER, "startedAt": seconds,
            "createdAt": seconds, "finishedAt": seconds + 240, "status": "IN_PROGRESS" if is_going_on else "SUCCESSFUL",
            "targetServiceRevisionArn": "%sservice-revision/%s/%d" % (prefix, path, revision)}
