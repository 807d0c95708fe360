# SPDX-License-Identifier: GPL-3.0-or-later
"""CloudTrail's event history of the demo account: a few changes every working day, and what caused the spike."""
import datetime
import json
import random

from . import deliveries, flags, keys, releases
from .account import ACCOUNT_ID, REGION
from .costmodel import SPIKE_AGO

DAYS_KEPT = 90
PAGE = 50
USUAL = [("lambda", "UpdateFunctionCode20150331v2", "deploy-bot", "AWS::Lambda::Function", "chat-lambda"),
         ("ecs", "UpdateService", "deploy-bot", "AWS::ECS::Service", "backend"),
         ("ecs", "RegisterTaskDefinition", "deploy-bot", "AWS::ECS::TaskDefinition", "backend:42"),
         ("s3", "PutBucketLifecycle", "demo-operator", "AWS::S3::Bucket", "dynamodb-exports"),
         ("logs", "PutRetentionPolicy", "demo-operator", "AWS::Logs::LogGroup", "/aws/lambda/chat"),
         ("rds", "ModifyDBInstance", "grace.chen", "AWS::RDS::DBInstance", "ohmycoins-db")]
# Without its endpoint, everything that goes to S3 goes through the NAT gateway.
CAUSE = [("ec2", "DeleteVpcEndpoints", "grace.chen", "AWS::EC2::VPCEndpoint", "vpce-0a1b2c3d4e5f60718"),
         ("ec2", "ReplaceRoute", "grace.chen", "AWS::EC2::RouteTable", "rtb-04c1d5e2f3a4b5c6d")]


def fill(account):
    from moto.cloudtrail.responses import CloudTrailResponse

    events = sorted(_events(account), key=lambda event: -event["EventTime"])
    story = releases.of(account)
    flags.of(account)
    deliveries.of(account)
    keys.tell(account)

    def lookup_events(self):
        told = sorted([*events, *_shipped(story)], key=lambda event: -event["EventTime"])
        return json.dumps(answer(told, json.loads(self.body)))

    CloudTrailResponse.lookup_events = lookup_events
    return {"events": len(events)}


def answer(events, request):
    """A page of LookupEvents, newest first."""
    wanted = {each["AttributeKey"]: each["AttributeValue"] for each in request.get("LookupAttributes", [])}
    start, end = request.get("StartTime", 0), request.get("EndTime", float("inf"))
    found = [event for event in events if start <= event["EventTime"] <= end
             and all(event.get(key) == value for key, value in wanted.items())]
    begin, size = int(request.get("NextToken") or 0), request.get("MaxResults", PAGE)
    page = {"Events": found[begin:begin + size]}
    if begin + size < len(found):
        page["NextToken"] = str(begin + size)
    return page


def _events(account):
    chance = account.chance("trail")
    midnight = account.now.replace(hour=0, minute=0, second=0, microsecond=0)
    for back in range(DAYS_KEPT):
        day = midnight - datetime.timedelta(days=back)
        if back == SPIKE_AGO:
            for number, what in enumerate(CAUSE):
                yield _event(what, day + datetime.timedelta(hours=8, minutes=12 + 3 * number), chance)
        if day.weekday() >= 5:
            continue
        for _ in range(chance.randrange(2, 6)):
            when = day + datetime.timedelta(seconds=chance.randrange(8 * 3600, 18 * 3600))
            what = chance.choice(USUAL)
            if when < account.now:
                yield _event(what, when, chance)


def _shipped(story):
    """What releases.py, and what it was told, tells; the same identifiers each time."""
    for at, version, who in story.shifts:
        asked = {"functionName": releases.FUNCTION, "name": releases.ALIAS, "functionVersion": version}
        yield _event(("lambda", "UpdateAlias20150331", who, "AWS::Lambda::Function", releases.FUNCTION), at,
                     random.Random("alias/%s" % at), asked)
    for at, revision, who in story.rolls:
        asked = {"cluster": releases.CLUSTER, "service": releases.SERVICE,
                 "taskDefinition": "%s:%d" % (releases.FAMILY, revision)}
        yield _event(("ecs", "UpdateService", who, "AWS::ECS::Service", releases.SERVICE), at,
                     random.Random("service/%s" % at), asked)
    for at, what, asked in story.calls:
        yield _event(what, at, random.Random("%s/%s/%s" % (at, what, asked)), asked)


def _event(what, when, chance: random.Random, asked=None):
    service, name, who, kind, resource = what
    at = when.replace(tzinfo=datetime.timezone.utc)
    number = "%032x" % chance.getrandbits(128)
    record = {"eventVersion": "1.09", "eventTime": at.strftime("%Y-%m-%dT%H:%M:%SZ"), "awsRegion": REGION,
              "eventName": name, "eventSource": service + ".amazonaws.com", "readOnly": False,
              "recipientAccountId": ACCOUNT_ID, "requestParameters": asked,
              "userIdentity": {"type": "IAMUser", "userName": who, "arn": "arn:aws:iam::%s:user/%s" % (ACCOUNT_ID, who)}}
    return {"EventId": number, "EventName": name, "ReadOnly": "false", "EventTime": at.timestamp(),
            "EventSource": service + ".amazonaws.com", "Username": who,
            "Resources": [{"ResourceType": kind, "ResourceName": resource}], "CloudTrailEvent": json.dumps(record)}
