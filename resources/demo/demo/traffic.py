# SPDX-License-Identifier: GPL-3.0-or-later
"""What never stands still in the demo account, and what can be frozen: rules, executions, a queue that feeds a function,
an API.

Filled service by service, as the rest of the estate.
"""
import json
import time

from .account import ACCOUNT_ID, REGION

FED = "usage-export"  # the function
QUEUE = "usage-events"
# Name, schedule, whether it is on.
RULES = [("import-meter-readings", "rate(5 minutes)", True), ("nightly-forecast", "cron(30 2 * * ? *)", True),
         ("reindex-search", "rate(1 hour)", False)]
MACHINE = "import-meter-readings"
RUNNING = 2
API = "energy-insights"
STAGE = "prod"


def rules(_account):
    from moto.events.models import events_backends

    events = events_backends[ACCOUNT_ID][REGION]
    for name, schedule, is_on in RULES:
        events.put_rule(name, scheduled_expression=schedule, state="ENABLED" if is_on else "DISABLED")


def _teach_redrive():
    """What moto lacks: an execution that was stopped goes on."""
    from moto.stepfunctions.responses import StepFunctionResponse

    def redrive_execution(self):
        execution = self.stepfunction_backend.describe_execution(self._get_param("executionArn"))
        execution.status, execution.stop_date = "RUNNING", None
        return json.dumps({"redriveDate": time.time()})

    StepFunctionResponse.redrive_execution = redrive_execution


def executions(_account):
    from moto.stepfunctions.models import stepfunctions_backends

    _teach_redrive()
    machines = stepfunctions_backends[ACCOUNT_ID][REGION]
    definition = {"StartAt": "Import", "States": {"Import": {"Type": "Pass", "End": True}}}
    machine = machines.create_state_machine(
        MACHINE, json.dumps(definition), "arn:aws:iam::%s:role/state-machines" % ACCOUNT_ID)
    for number in range(RUNNING):
        machines.start_execution(machine.arn, "%s-%d" % (MACHINE, number + 1), "{}")


def feed(_account):
    """After the functions."""
    from moto.awslambda.models import lambda_backends
    from moto.sqs.models import sqs_backends

    queue = sqs_backends[ACCOUNT_ID][REGION].create_queue(QUEUE)
    lambda_backends[ACCOUNT_ID][REGION].create_event_source_mapping(
        {"EventSourceArn": queue.queue_arn, "FunctionName": FED, "BatchSize": 10})


def api(_account):
    from moto.apigateway.models import apigateway_backends

    gateway = apigateway_backends[ACCOUNT_ID][REGION]
    rest = gateway.create_rest_api(API, "What the site asks.")
    root = rest.resources[next(iter(rest.resources))].id
    gateway.put_method(rest.id, root, "GET", "NONE")
    gateway.put_integration(rest.id, root, "GET", "MOCK", None, None)
    gateway.create_deployment(rest.id, STAGE)
