# SPDX-License-Identifier: GPL-3.0-or-later
"""A stack of CloudFormation in the demo account that was updated several times, and once failed and went back."""
import datetime
import json

from .account import ACCOUNT_ID, REGION

NAME = "EnergyInsightsStack"
# Hours ago, status it ended with, what failed.
UPDATES = [(2200, "CREATE_COMPLETE", None), (1300, "UPDATE_COMPLETE", None), (640, "UPDATE_ROLLBACK_COMPLETE",
           "Resource handler returned message: \"Queue retention must be at most 1209600\""), (93, "UPDATE_COMPLETE", None)]


def fill(account):
    from moto.cloudformation.models import cloudformation_backends

    _teach_tokens()
    stacks = cloudformation_backends[ACCOUNT_ID][REGION]
    stack = stacks.create_stack(NAME, json.dumps(_template(345600)), {"Stage": "prod"}, tags={"team": "insights"})
    stack.update(json.dumps(_template(691200)), parameters={"Stage": "prod"})
    stack.creation_time = account.ago(UPDATES[0][0] / 24)
    stack.events = [event for hours, status, why in UPDATES for event in _events(stack, account.ago(hours / 24), status, why)]


def _template(retention):
    return {"AWSTemplateFormatVersion": "2010-09-09", "Description": "What the site needs beside its functions.",
            "Parameters": {"Stage": {"Type": "String", "Default": "prod"}},
            "Resources": {
                "Alarms": {"Type": "AWS::SNS::Topic", "Properties": {"TopicName": "energy-insights-alarms"}},
                "Readings": {"Type": "AWS::SQS::Queue", "Properties": {
                    "QueueName": "meter-readings", "MessageRetentionPeriod": retention}}},
            "Outputs": {"AlarmTopic": {"Value": {"Ref": "Alarms"}}}}


def _events(stack, at, status, why):
    from moto.cloudformation.models import Event

    verb = status.split("_")[0]
    token = "cdk-%08x" % int(at.timestamp())

    def event(minutes, state, reason=None, resource=None, kind="AWS::CloudFormation::Stack"):
        made = Event(stack.stack_id, stack.name, resource or stack.name, resource or stack.stack_id, kind, state, reason, None)
        made.timestamp = at + datetime.timedelta(minutes=minutes)
        made.client_request_token = token
        return made

    yield event(0, verb + "_IN_PROGRESS", "User Initiated")
    if why:
        yield event(1, "UPDATE_FAILED", why, "Readings", "AWS::SQS::Queue")
        yield event(1, "UPDATE_ROLLBACK_IN_PROGRESS", "The following resource(s) failed to update: [Readings].")
    else:
        yield event(1, verb + "_COMPLETE", None, "Readings", "AWS::SQS::Queue")
    yield event(2, status)


def _teach_tokens():
    """What moto lacks: events say the token of the request that caused them."""
    from moto.cloudformation import models
    from moto.cloudformation.responses import CloudFormationResponse

    usual = models.Stack._add_stack_event
    token = {}

    def add(self, *arguments, **named):
        usual(self, *arguments, **named)
        self.events[-1].client_request_token = token.get("now")

    models.Stack._add_stack_event = add
    for name in ("update_stack", "execute_change_set", "create_stack"):
        method = getattr(CloudFormationResponse, name)

        def remembering(self, method=method):
            token["now"] = self._get_param("ClientRequestToken")
            return method(self)

        setattr(CloudFormationResponse, name, remembering)
