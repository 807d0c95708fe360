# SPDX-License-Identifier: GPL-3.0-or-later
"""The demo account, seen from outside: through HTTP, and as a process that must not be left behind."""
import datetime
import json
import os
import pathlib
import signal
import subprocess
import sys
import time
import unittest

import needs

SERVER = str(pathlib.Path(__file__).parents[2] / "resources" / "demo" / "demo_server.py")


def start(*arguments):
    return subprocess.Popen([sys.executable, "-B", SERVER, *arguments], stdin=subprocess.PIPE, stdout=subprocess.PIPE)


def client(facts, service):
    import boto3

    return boto3.client(service, endpoint_url=facts["endpoint"], region_name=facts["region"],
                        aws_access_key_id=facts["accessKeyId"], aws_secret_access_key=facts["secretAccessKey"])


def is_alive(pid):
    """A zombie, which nobody has waited for yet, has ended."""
    try:
        return pathlib.Path("/proc/%d/stat" % pid).read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except FileNotFoundError:
        return False


def ended(pid, limit=5.0):
    deadline = time.monotonic() + limit
    while is_alive(pid) and time.monotonic() < deadline:
        time.sleep(0.02)
    return not is_alive(pid)


class Seeded(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.process = start()
        cls.facts = json.loads(cls.process.stdout.readline())
        cls.cognito = client(cls.facts, "cognito-idp")
        pools = cls.cognito.list_user_pools(MaxResults=10)["UserPools"]
        cls.pools = {pool["Name"]: pool["Id"] for pool in pools}
        cls.pool = cls.pools["energy-insights-demo"]

    @classmethod
    def tearDownClass(cls):
        cls.process.kill()
        cls.process.communicate()

    def users(self, pool):
        pages = self.cognito.get_paginator("list_users").paginate(UserPoolId=pool)
        return [user for page in pages for user in page["Users"]]

    def first(self, status):
        found = [user for user in self.users(self.pool) if user["UserStatus"] == status and user["Enabled"]]
        return found[0]["Username"]

    def user(self, name):
        return self.cognito.admin_get_user(UserPoolId=self.pool, Username=name)

    def test_firstCall_madeAtOnce_seesWholeAccount(self):
        self.assertEqual(set(self.pools), {"energy-insights-demo", "partner-portal-demo"})
        self.assertEqual(len(self.users(self.pool)), 500)
        self.assertEqual(len(self.users(self.pools["partner-portal-demo"])), 30)

    def test_whatNeverStandsStill_canBeFrozen(self):
        rules = client(self.facts, "events").list_rules()["Rules"]
        self.assertEqual(sorted(rule["State"] for rule in rules), ["DISABLED", "ENABLED", "ENABLED"])
        machines = client(self.facts, "stepfunctions")
        machine = machines.list_state_machines()["stateMachines"][0]["stateMachineArn"]
        running = machines.list_executions(stateMachineArn=machine, statusFilter="RUNNING")["executions"]
        self.assertEqual(len(running), 2)
        machines.stop_execution(executionArn=running[0]["executionArn"])
        machines.redrive_execution(executionArn=running[0]["executionArn"])
        self.assertEqual(machines.describe_execution(executionArn=running[0]["executionArn"])["status"], "RUNNING")
        feeds = client(self.facts, "lambda").list_event_source_mappings(FunctionName="usage-export")
        self.assertEqual([each["State"] for each in feeds["EventSourceMappings"]], ["Enabled"])
        gateway = client(self.facts, "apigateway")
        api = gateway.get_rest_apis()["items"][0]["id"]
        self.assertEqual([each["stageName"] for each in gateway.get_stages(restApiId=api)["item"]], ["prod"])

    def test_estate_firstLook_hasSomethingToSave(self):
        functions, logs, s3 = (client(self.facts, service) for service in ("lambda", "logs", "s3"))
        versions = functions.list_versions_by_function(FunctionName="chat-lambda")["Versions"]
        self.assertEqual(len(versions), 20)  # and $LATEST among them
        self.assertEqual(versions[-1]["SnapStart"]["OptimizationStatus"], "On")
        self.assertEqual(functions.list_provisioned_concurrency_configs(FunctionName="chat-lambda")
                         ["ProvisionedConcurrencyConfigs"], [])

        endless = [group for group in logs.describe_log_groups()["logGroups"] if "retentionInDays" not in group]
        self.assertEqual(len(endless), 3)
        self.assertTrue(all(group["storedBytes"] > 0 for group in endless))

        with self.assertRaisesRegex(Exception, "NoSuchLifecycleConfiguration"):
            s3.get_bucket_lifecycle_configuration(Bucket="energy-insights-raw")
        self.assertEqual(s3.get_bucket_lifecycle_configuration(Bucket="audit-trail-archive")["Rules"][0]["ID"], "old")

    def test_badRelease_waitsToBeRolledBack_andDoingItHelps(self):
        functions, metrics = client(self.facts, "lambda"), client(self.facts, "cloudwatch")

        def live():
            return functions.get_alias(FunctionName="chat-lambda", Name="live")["FunctionVersion"]

        def failing(version, hours):
            now = datetime.datetime.now(datetime.timezone.utc)
            sums = [sum(each["Values"]) for each in metrics.get_metric_data(
                StartTime=now - datetime.timedelta(hours=hours), EndTime=now, MetricDataQueries=[
                    query(name, version) for name in ("Errors", "Invocations")])["MetricDataResults"]]
            return sums[0] / sums[1]

        def alarm():
            return metrics.describe_alarms(AlarmNames=["chat-lambda errors"])["MetricAlarms"][0]["StateValue"]

        def query(name, version):
            names = {"FunctionName": "chat-lambda", "Resource": "chat-lambda:live", "ExecutedVersion": version}
            return {"Id": name.lower(), "MetricStat": {"Period": 300, "Stat": "Sum", "Metric": {
                "Namespace": "AWS/Lambda", "MetricName": name,
                "Dimensions": [{"Name": key, "Value": value} for key, value in names.items()]}}}

        self.assertEqual((live(), alarm()), ("19", "ALARM"))
        self.assertGreater(failing("19", 1), 0.05)
        self.assertGreater(failing("18", 3), 0.01)  # going back by one would not help
        self.assertLess(failing("17", 60), 0.01)
        functions.update_alias(FunctionName="chat-lambda", Name="live", FunctionVersion="17")
        self.assertEqual((live(), alarm()), ("17", "OK"))
        told = client(self.facts, "cloudtrail").lookup_events(LookupAttributes=[
            {"AttributeKey": "EventSource", "AttributeValue": "lambda.amazonaws.com"}])["Events"]
        newest = json.loads(told[0]["CloudTrailEvent"])
        self.assertEqual(newest["requestParameters"]["functionVersion"], "17")
        functions.update_alias(FunctionName="chat-lambda", Name="live", FunctionVersion="19")

    def test_service_takesLooksToRollOut(self):
        ecs = client(self.facts, "ecs")

        def primary():
            service = ecs.describe_services(cluster="energy-insights", services=["backend"])["services"][0]
            first = service["deployments"][0]
            return first["taskDefinition"][-2:], first["rolloutState"]

        self.assertEqual(primary(), ("42", "COMPLETED"))
        ecs.update_service(cluster="energy-insights", service="backend", taskDefinition="backend:41")
        self.assertEqual([primary() for _ in range(3)],
                         [("41", "IN_PROGRESS"), ("41", "IN_PROGRESS"), ("41", "COMPLETED")])
        ecs.update_service(cluster="energy-insights", service="backend", taskDefinition="backend:42")

    def test_stack_hasAHistory_andEventsSayWhoseTheyAre(self):
        stacks = client(self.facts, "cloudformation")
        events = stacks.describe_stack_events(StackName="EnergyInsightsStack")["StackEvents"]
        self.assertEqual(events[0]["ResourceStatus"], "UPDATE_COMPLETE")
        self.assertIn("UPDATE_ROLLBACK_COMPLETE", [event["ResourceStatus"] for event in events])
        template = stacks.get_template(StackName="EnergyInsightsStack")["TemplateBody"]
        template["Resources"]["Readings"]["Properties"]["MessageRetentionPeriod"] = 86400
        stacks.update_stack(StackName="EnergyInsightsStack", TemplateBody=json.dumps(template),
                            ClientRequestToken="ours", Parameters=[{"ParameterKey": "Stage", "ParameterValue": "prod"}])
        newest = stacks.describe_stack_events(StackName="EnergyInsightsStack")["StackEvents"][0]
        self.assertEqual((newest["ResourceStatus"], newest["ClientRequestToken"]), ("UPDATE_COMPLETE", "ours"))

    def test_flags_newestCanBeTakenBack_andReadersNoticeIt(self):
        flags, trail = client(self.facts, "appconfig"), client(self.facts, "cloudtrail")
        application = flags.list_applications()["Items"][0]["Id"]
        place = {"ApplicationId": application,
                 "EnvironmentId": flags.list_environments(ApplicationId=application)["Items"][0]["Id"]}
        profile = flags.list_configuration_profiles(ApplicationId=application)["Items"][0]

        def read():
            reader = client(self.facts, "appconfigdata")
            token = reader.start_configuration_session(
                ApplicationIdentifier="energy-insights", EnvironmentIdentifier="production",
                ConfigurationProfileIdentifier="feature-flags")["InitialConfigurationToken"]
            content = json.loads(reader.get_latest_configuration(ConfigurationToken=token)["Configuration"].read())
            return {name for name, flag in content.items() if flag["enabled"]}

        deployments = flags.list_deployments(**place)["Items"]
        ages = [(datetime.datetime.now(datetime.timezone.utc) - each["CompletedAt"]).total_seconds() / 3600
                for each in deployments]
        self.assertEqual([each["ConfigurationVersion"] for each in deployments], ["3", "2", "1"])
        self.assertTrue(ages[0] < 72 < ages[1] < ages[2], ages)
        self.assertEqual(read(), {"enable_new_api_endpoint", "enable_enhanced_processing"})

        with self.assertRaises(flags.exceptions.BadRequestException):
            flags.stop_deployment(DeploymentNumber=2, AllowRevert=True, **place)
        self.assertEqual(flags.stop_deployment(DeploymentNumber=3, AllowRevert=True, **place)["State"], "REVERTED")
        self.assertEqual(read(), {"enable_enhanced_processing"})

        started = flags.start_deployment(ConfigurationProfileId=profile["Id"], ConfigurationVersion="3",
                                         DeploymentStrategyId="AppConfig.AllAtOnce", **place)
        states = [flags.get_deployment(DeploymentNumber=started["DeploymentNumber"], **place)["State"] for _ in range(3)]
        self.assertEqual(states, ["DEPLOYING", "BAKING", "COMPLETE"])
        told = trail.lookup_events(LookupAttributes=[
            {"AttributeKey": "EventSource", "AttributeValue": "appconfig.amazonaws.com"}])["Events"]
        self.assertEqual([(each["EventName"], each["Username"]) for each in told[:3]],
                         [("StartDeployment", "demo-operator"), ("StopDeployment", "demo-operator"),
                          ("StartDeployment", "grace.chen")])

    def test_releases_oneWasStopped_andAnotherCanBeDeployedAndStopped(self):
        releases, functions = client(self.facts, "codedeploy"), client(self.facts, "lambda")
        group = {"applicationName": "energy-insights", "deploymentGroupName": "usage-export"}

        def statuses():
            ids = releases.list_deployments(**group)["deployments"]
            return [each["status"] for each in releases.batch_get_deployments(deploymentIds=ids)["deploymentsInfo"]]

        def version():
            return functions.get_alias(FunctionName="usage-export", Name="live")["FunctionVersion"]

        def deploy(number):
            info = releases.get_deployment(deploymentId="d-%09d" % number)["deploymentInfo"]
            return releases.create_deployment(revision=info["revision"], **group)["deploymentId"]

        self.assertEqual(statuses(), ["Succeeded", "Succeeded", "Stopped", "Succeeded"])
        self.assertEqual(version(), "9")
        again = deploy(3)
        with self.assertRaises(releases.exceptions.DeploymentLimitExceededException):
            deploy(4)
        for _ in range(3):
            releases.get_deployment(deploymentId=again)
        self.assertEqual(version(), "7")
        target = releases.batch_get_deployment_targets(
            deploymentId=again, targetIds=releases.list_deployment_targets(deploymentId=again)["targetIds"])
        self.assertEqual(target["deploymentTargets"][0]["lambdaTarget"]["lambdaFunctionInfo"]["targetVersion"], "7")

        releases.stop_deployment(deploymentId=deploy(4), autoRollbackEnabled=False)
        self.assertEqual(statuses()[:2], ["Stopped", "Succeeded"])
        self.assertEqual(version(), "7")

    def test_secret_hasVersions_andWhoeverMovesLabelsIsTold(self):
        secrets = client(self.facts, "secretsmanager")

        def versions():
            listed = secrets.list_secret_version_ids(SecretId="api-keys/bedrock", IncludeDeprecated=True)["Versions"]
            return {"".join(each["VersionStages"]): each for each in listed}

        was = versions()
        self.assertEqual(set(was), {"", "AWSPREVIOUS", "AWSCURRENT"})
        self.assertLess(was["AWSPREVIOUS"]["CreatedDate"], was["AWSCURRENT"]["CreatedDate"])
        secrets.update_secret_version_stage(
            SecretId="api-keys/bedrock", VersionStage="AWSCURRENT", MoveToVersionId=was["AWSPREVIOUS"]["VersionId"],
            RemoveFromVersionId=was["AWSCURRENT"]["VersionId"])
        self.assertEqual(versions()["AWSCURRENT"]["VersionId"], was["AWSPREVIOUS"]["VersionId"])
        told = client(self.facts, "cloudtrail").lookup_events(LookupAttributes=[
            {"AttributeKey": "EventSource", "AttributeValue": "secretsmanager.amazonaws.com"}])["Events"]
        self.assertEqual([(each["EventName"], each["Username"]) for each in told[:2]],
                         [("UpdateSecretVersionStage", "demo-operator"), ("PutSecretValue", "grace.chen")])

    def test_requestsOfService_areCountedAtItsLoadBalancer_alsoRareErrors(self):
        group = client(self.facts, "ecs").describe_services(cluster="energy-insights", services=["backend"])[
            "services"][0]["loadBalancers"][0]["targetGroupArn"]
        found = client(self.facts, "elbv2").describe_target_groups(TargetGroupArns=[group])["TargetGroups"][0]
        names = {"TargetGroup": group.split(":")[-1], "LoadBalancer": found["LoadBalancerArns"][0].split("loadbalancer/")[1]}
        now = datetime.datetime.now(datetime.timezone.utc)

        def query(name, statistic):
            return {"Id": name.lower(), "MetricStat": {"Period": 60, "Stat": statistic, "Metric": {
                "Namespace": "AWS/ApplicationELB", "MetricName": name,
                "Dimensions": [{"Name": key, "Value": value} for key, value in names.items()]}}}

        answer = client(self.facts, "cloudwatch").get_metric_data(
            StartTime=now - datetime.timedelta(hours=1), EndTime=now, MetricDataQueries=[
                query("RequestCount", "Sum"), query("HTTPCode_Target_5XX_Count", "Sum"), query("TargetResponseTime", "p95")])
        requests, errors, seconds = (each["Values"] for each in answer["MetricDataResults"])
        self.assertTrue(0 < sum(errors) < sum(requests) / 500)
        self.assertTrue(0.1 < max(seconds) < 0.3)

    def test_tables_haveWhatARestoreDoesNotBringBack_andBackupsOfAllAges(self):
        tables = client(self.facts, "dynamodb")
        messages = tables.describe_table(TableName="ChatMessage-prod")["Table"]
        self.assertEqual(messages["ItemCount"], 240)
        self.assertTrue(messages["StreamSpecification"]["StreamEnabled"])
        self.assertEqual(len(messages["GlobalSecondaryIndexes"]), 1)
        self.assertEqual(len(tables.list_tags_of_resource(ResourceArn=messages["TableArn"])["Tags"]), 2)
        ttl = tables.describe_time_to_live(TableName="ChatMessage-prod")["TimeToLiveDescription"]
        self.assertEqual(ttl, {"TimeToLiveStatus": "ENABLED", "AttributeName": "expiresAt"})
        recovery = tables.describe_continuous_backups(TableName="ChatMessage-prod")["ContinuousBackupsDescription"]
        window = recovery["PointInTimeRecoveryDescription"]
        days = (window["LatestRestorableDateTime"] - window["EarliestRestorableDateTime"]).days
        self.assertEqual(days, 20)

        backups = tables.list_backups()["BackupSummaries"]
        ages = {backup["TableName"]: (time.time() - backup["BackupCreationDateTime"].timestamp()) / 3600
                for backup in sorted(backups, key=lambda backup: backup["BackupCreationDateTime"])}
        self.assertEqual(len(backups), 4)
        self.assertTrue(9 <= ages["ChatMessage-prod"] < 24 < ages["ChatSession-prod"])
        self.assertTrue(all(backup["BackupSizeBytes"] > 1000 for backup in backups))

    def test_tables_areScaledAndWatched(self):
        scaling, alarms = client(self.facts, "application-autoscaling"), client(self.facts, "cloudwatch")

        self.assertEqual(len(scaling.describe_scalable_targets(ServiceNamespace="dynamodb")["ScalableTargets"]), 2)
        self.assertEqual(len(scaling.describe_scaling_policies(ServiceNamespace="dynamodb")["ScalingPolicies"]), 2)
        names = [alarm["AlarmName"] for alarm in alarms.describe_alarms()["MetricAlarms"]]
        self.assertIn("ChatMessage-prod WriteThrottleEvents", names)

    def test_bucketAndDatabase_haveVersionsAndSnapshots(self):
        versions = client(self.facts, "s3").list_object_versions(Bucket="chat-attachments")["Versions"]
        self.assertEqual(sum(version["IsLatest"] for version in versions), 14)
        self.assertGreater(len(versions), 14)

        snapshots = client(self.facts, "rds").describe_db_snapshots(DBInstanceIdentifier="billing-db")["DBSnapshots"]
        self.assertEqual({snapshot["Status"] for snapshot in snapshots}, {"available"})

    def test_users_allStates_arePresent(self):
        users = self.users(self.pool)

        self.assertEqual({user["UserStatus"] for user in users},
                         {"CONFIRMED", "FORCE_CHANGE_PASSWORD", "RESET_REQUIRED", "UNCONFIRMED"})
        self.assertTrue(10 < sum(not user["Enabled"] for user in users) < 80)
        self.assertTrue(all(user["UserCreateDate"] <= user["UserLastModifiedDate"] for user in users))

    def test_invitations_againstValidity_someExpiredSomeNot(self):
        policy = self.cognito.describe_user_pool(UserPoolId=self.pool)["UserPool"]["Policies"]["PasswordPolicy"]
        self.assertEqual(policy["TemporaryPasswordValidityDays"], 7)

        ages = [time.time() - user["UserLastModifiedDate"].timestamp() for user in self.users(self.pool)
                if user["UserStatus"] == "FORCE_CHANGE_PASSWORD"]
        expired = sum(age > 7 * 86400 for age in ages)
        self.assertTrue(0 < expired < len(ages))

    def test_groups_membersListed_matchDescriptions(self):
        groups = self.cognito.list_groups(UserPoolId=self.pool)["Groups"]

        self.assertEqual({group["GroupName"] for group in groups}, {"Admins", "Analysts", "Viewers"})
        self.assertTrue(all(group["Description"] for group in groups))
        for group in groups:
            members = self.cognito.list_users_in_group(UserPoolId=self.pool, GroupName=group["GroupName"])
            self.assertTrue(members["Users"], group)

    def test_identity_ofDemoKey_isNamed(self):
        identity = client(self.facts, "sts").get_caller_identity()

        self.assertEqual(identity["Arn"], "arn:aws:iam::123456789012:user/demo-operator")

    def test_resend_ofInvitation_keepsUserAndMovesDate(self):
        name = self.first("FORCE_CHANGE_PASSWORD")
        before = self.user(name)

        self.cognito.admin_create_user(UserPoolId=self.pool, Username=name, MessageAction="RESEND")

        after = self.user(name)
        self.assertEqual(before["UserAttributes"], after["UserAttributes"])
        self.assertGreater(after["UserLastModifiedDate"], before["UserLastModifiedDate"])

    def test_resend_toConfirmedUser_isRefused(self):
        with self.assertRaises(self.cognito.exceptions.UnsupportedUserStateException):
            self.cognito.admin_create_user(UserPoolId=self.pool, Username=self.first("CONFIRMED"),
                                           MessageAction="RESEND")

    def test_create_weakPassword_isRefused(self):
        with self.assertRaises(self.cognito.exceptions.InvalidPasswordException):
            self.cognito.admin_create_user(UserPoolId=self.pool, Username="weak@example.com", TemporaryPassword="a")

    def test_disableAndEnable_ofUser_moveDate(self):
        name = self.first("CONFIRMED")
        for change, enabled in ((self.cognito.admin_disable_user, False), (self.cognito.admin_enable_user, True)):
            before = self.user(name)["UserLastModifiedDate"]

            change(UserPoolId=self.pool, Username=name)

            self.assertEqual(self.user(name)["Enabled"], enabled)
            self.assertGreater(self.user(name)["UserLastModifiedDate"], before)


class Lifetime(unittest.TestCase):
    def test_account_sameSeed_isTheSame(self):
        names = []
        for seed in ("1", "1", "2"):
            process = start("--seed", seed, "--users", "20")
            lines = [json.loads(process.stdout.readline()) for _ in range(3)]
            process.communicate()
            names.append(lines[2]["pools"])
        self.assertEqual(names[0], names[1])
        self.assertNotEqual(names[0], names[2])

    def test_server_standardInputCloses_ends(self):
        process = start("--users", "1")
        process.stdout.readline()

        process.stdin.close()

        self.assertEqual(process.wait(5), 0)
        process.stdout.close()

    def test_server_parentKilled_ends(self):
        """Standard input stays open here, as it would if another child had inherited it."""
        parent = subprocess.Popen(
            [sys.executable, "-c", "import subprocess, sys, time\n"
             "child = subprocess.Popen([sys.executable, '-B', sys.argv[1], '--users', '1'], stdin=sys.stdin)\n"
             "print(child.pid, flush=True)\ntime.sleep(60)", SERVER],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        server = int(parent.stdout.readline())
        self.assertEqual(json.loads(parent.stdout.readline())["event"], "listening")

        os.kill(parent.pid, signal.SIGKILL)

        self.assertTrue(ended(server))
        parent.communicate()


if __name__ == "__main__":
    needs.run("moto", "boto3", "flask")
