# SPDX-License-Identifier: GPL-3.0-or-later
"""What runs in the demo account and could cost less: old versions of functions, logs for ever, old objects, a NAT
gateway that traffic to S3 goes through. What is backed up there, what can be frozen and what was shipped are modules of
their own: protected.py, traffic.py, releases.py, flags.py, deliveries.py, keys.py.

Filled when somebody first looks at it, service by service: the modules of moto for them take a second to load.
"""
import base64
import datetime
import io
import json
import zipfile

from . import balancers, containers, deliveries, flags, keys, protected, releases, stacks, traffic, vitals
from .account import ACCOUNT_ID, REGION

GIB = 2 ** 30
# Name, versions, the one in use, MB of memory, whether each keeps a SnapStart snapshot.
FUNCTIONS = [(releases.FUNCTION, 19, 19, 1024, True), ("usage-export", 9, 9, 512, False), ("health-check", 2, 2, 128, False)]
# Name, retention in days (None: for ever), GiB, age in days.
LOG_GROUPS = [("/aws/lambda/chat-lambda", None, 410, 640), ("/aws/lambda/usage-export", None, 96, 410),
              ("/ecs/backend", None, 1290, 730), ("/aws/lambda/health-check", 30, 1, 640)]
# Name, GiB now, GiB a month ago, whether a rule moves old objects.
BUCKETS = [("energy-insights-raw", 5200, 5050, False), ("dynamodb-exports", 1850, 1790, False),
           ("energy-insights-site", 2, 2, False), ("audit-trail-archive", 940, 930, True)]


def fill(service, account):
    """Fills one of moto's services, before it is first asked."""
    parts = {"awslambda": [_functions, traffic.feed], "logs": [_logs], "s3": [_buckets, protected.objects],
             "ec2": [_network], "cloudwatch": [_sizes, protected.alarms, vitals.fill], "applicationautoscaling": [protected.scaling],
             "ecs": [containers.fill], "cloudformation": [stacks.fill], "dynamodb": [protected.tables], "rds": [protected.instance],
             "events": [traffic.rules], "stepfunctions": [traffic.executions], "apigateway": [traffic.api],
             "appconfig": [flags.fill], "codedeploy": [deliveries.fill], "secretsmanager": [keys.fill],
             "elb": [balancers.fill]}
    for part in parts.get(service, []):
        part(account)


def _archive(number):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        package.writestr("main.py", "VERSION = %d\n" % number)
    return base64.b64encode(buffer.getvalue()).decode()


def _teach_lambda():
    """What moto lacks: no function has provisioned concurrency, and published versions may keep a snapshot."""
    from moto.awslambda import urls
    from moto.awslambda.models import LambdaFunction

    def provisioned(_request, _url, _headers):
        return 200, {"Content-Type": "application/json"}, json.dumps({"ProvisionedConcurrencyConfigs": []})

    path = r"{0}/(?P<api_version>[^/]+)/functions/(?P<function_name>[\w_:%-]+)/provisioned-concurrency$"
    urls.url_paths[path] = provisioned
    usual = LambdaFunction.get_configuration
    snapshots = {name for name, *_, keeps in FUNCTIONS if keeps}

    def get_configuration(self, *arguments, **named):
        configuration = usual(self, *arguments, **named)
        if self.function_name in snapshots:
            configuration["SnapStart"] = {"ApplyOn": "PublishedVersions",
                                          "OptimizationStatus": "Off" if self.version == "$LATEST" else "On"}
        return configuration

    LambdaFunction.get_configuration = get_configuration


def _functions(account):
    from moto.awslambda.models import lambda_backends
    from moto.iam.models import iam_backends

    _teach_lambda()
    trust = {"Version": "2012-10-17", "Statement": [{
        "Effect": "Allow", "Principal": {"Service": "lambda.amazonaws.com"}, "Action": "sts:AssumeRole"}]}
    role = iam_backends[ACCOUNT_ID]["aws"].create_role("functions", json.dumps(trust), "/", None, None, [], 3600)
    functions = lambda_backends[ACCOUNT_ID][REGION]
    for name, versions, used, memory, _ in FUNCTIONS:
        functions.create_function({
            "FunctionName": name, "Runtime": "python3.12", "Handler": "main.handler", "MemorySize": memory,
            "Role": role.arn, "Code": {"ZipFile": _archive(1)}, "Publish": True})
        for number in range(2, versions + 1):
            _configure(functions, name, number)
            functions.update_function_code(name, None, {"ZipFile": _archive(number), "Publish": True})
        live = deliveries.of(account).version() if name == deliveries.FUNCTION else str(used)
        functions.create_alias(releases.ALIAS, name, live, "", None)
    _date(functions, account)
    _follow_shifts(releases.of(account))


def _configure(functions, name, number):
    if name == releases.FUNCTION:
        variables = {"MODEL_TIMEOUT": releases.TIMEOUTS.get(str(number), releases.USUAL_TIMEOUT),
                     "API_KEY": "demo-%08x" % (number // 4), "MODEL": "large" if number > 12 else "small"}
        functions.update_function_configuration(name, None, {
            "Environment": {"Variables": variables}, "Description": "build %d" % (400 + 7 * number)})


def _date(functions, account):
    """Each version was published when it was shipped, those that nobody knows of at a steady pace."""
    story = releases.of(account)
    for name, versions, *_ in FUNCTIONS:
        for number in range(1, versions + 1):
            shipped = (story.shifted_to(str(number)) if name == releases.FUNCTION
                       else deliveries.shipped_to(account, str(number)) if name == deliveries.FUNCTION else None)
            when = shipped or account.ago(8 + 6 * (max(versions - 3, 1) - number + 3))
            functions.get_function(name, str(number)).last_modified = when.strftime("%Y-%m-%dT%H:%M:%S.000+0000")


def _follow_shifts(story):
    """The trail and the metrics go on with what a person does."""
    from moto.awslambda.models import LambdaBackend

    usual = LambdaBackend.update_alias

    def update_alias(self, name, function_name, function_version, description, routing_config):
        alias = usual(self, name, function_name, function_version, description, routing_config)
        if function_name == releases.FUNCTION and name == releases.ALIAS and function_version:
            story.shift(function_version)
        return alias

    LambdaBackend.update_alias = update_alias


def _logs(account):
    from moto.logs.models import LogStream, logs_backends

    logs = logs_backends[ACCOUNT_ID][REGION]
    for name, days, size, age in LOG_GROUPS:
        logs.create_log_group(name, {})
        if days:
            logs.put_retention_policy(name, days)
        group = logs.groups[name]
        group.creation_time = int(account.ago(age).replace(tzinfo=datetime.timezone.utc).timestamp() * 1000)
        logs.create_log_stream(name, "all")
        stream: LogStream = group.streams["all"]
        stream.stored_bytes = size * GIB


def _buckets(_account):
    from moto.s3.models import s3_backends

    s3 = s3_backends[ACCOUNT_ID]["aws"]
    for name, _, _, ruled in BUCKETS:
        s3.create_bucket(name, REGION)
        if ruled:
            s3.put_bucket_lifecycle_configuration(name, [{
                "ID": "old", "Status": "Enabled", "Filter": {"Prefix": ""},
                "Transition": {"Days": "30", "StorageClass": "GLACIER"}}])


def _sizes(account):
    from moto.cloudwatch.models import cloudwatch_backends

    metrics = cloudwatch_backends[ACCOUNT_ID][REGION]
    for name, now, before, _ in BUCKETS:
        dimensions = [{"Name": "BucketName", "Value": name}, {"Name": "StorageType", "Value": "StandardStorage"}]
        metrics.put_metric_data("AWS/S3", [
            {"MetricName": "BucketSizeBytes", "Dimensions": dimensions, "Unit": "Bytes",
             "Value": (before + (now - before) * (30 - back) / 30) * GIB,
             "Timestamp": account.ago(back)} for back in range(1, 34)])


def _network(_account):
    from moto.ec2.models import ec2_backends

    ec2 = ec2_backends[ACCOUNT_ID][REGION]
    vpc = ec2.create_vpc("10.20.0.0/16")
    subnet = ec2.create_subnet(vpc.id, "10.20.0.0/24", availability_zone=REGION + "a")
    address = ec2.allocate_address("vpc")
    gateway = ec2.create_nat_gateway(subnet.id, address.allocation_id)
    table = ec2.create_route_table(vpc.id)
    ec2.create_route(table.id, "0.0.0.0/0", nat_gateway_id=gateway.id)
