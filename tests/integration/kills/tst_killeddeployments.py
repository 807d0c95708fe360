# SPDX-License-Identifier: GPL-3.0-or-later
"""A deployment during which the program is killed: the run that goes on sends nothing twice, waits on, and leaves one
mark."""
import contextlib
import json
import os

import needs
from awsdouble.server import Double
from headless import DONE, Moto
from tst_crashjourney import Programs, wait_until
from tst_deployments import Demo

LONGEST = 240  # seconds
NEW_QUEUE = {"Type": "AWS::SQS::Queue", "Properties": {"QueueName": "meter-alarms"}}


class Killed(Programs):
    def on(self, account):
        """The program speaks with the account through a double."""
        self.account = account
        self.variables["AWS_ACCESS_KEY_ID"] = account.facts["accessKeyId"]
        self.variables["AWS_SECRET_ACCESS_KEY"] = account.facts["secretAccessKey"]
        self.double = Double(account.facts["endpoint"])
        self.endpoint = ("--endpoint-url", self.double.endpoint)

    def command_of(self, runbook, answers=(), **parameters):
        words = [word for name, value in parameters.items() for word in ("--param", "%s=%s" % (name, value))]
        return ("run", "common/" + runbook, *words, *answers, "--yes", *self.endpoint)

    def wrote(self, operation):
        return [each["operation"] for each in self.double.records.ledger()].count(operation)

    def asked(self, operation):
        return [each["operation"] for each in self.double.records.requests()].count(operation)

    def journal(self, uses):
        return [each for each in self.entries() if each["uses"] == uses]

    def killed_in(self, uses, look, *arguments):
        """The number of the run that is killed in the step of that kind, after it has looked."""
        before = len(self.journal(uses)) if self.data.exists() else 0
        process = self.start(*arguments)
        self.addCleanup(self.kill, process)

        def is_waiting():
            with contextlib.suppress(Exception):
                return process.poll() is not None or len(self.journal(uses)) > before
            return False

        self.assertTrue(wait_until(is_waiting), "the step did not begin")
        looks = self.asked(look)
        wait_until(lambda: process.poll() is not None or self.asked(look) > looks)
        self.assertIsNone(process.poll(), "it ended: %s" % (process.communicate() if process.poll() else "",))
        self.kill(process)
        return self.journal(uses)[-1]["plan"]

    def go_on(self, run):
        process = self.start("run", "--resume", str(run), "--yes", *self.endpoint)
        self.addCleanup(self.kill, process)
        out, err = process.communicate(timeout=LONGEST)
        self.assertEqual(process.returncode, DONE, out + err)

    def assertMarkedOnce(self, unit, reason):
        [mark] = self.journal("deployment:mark")
        given = json.loads(mark["input"])
        self.assertEqual((given["unit"], given["reason"]), (unit, reason))
        states = {each["state"] for each in self.stationmaster("journal", "list", "--json").json()
                  if each["uses"] == "deployment:mark"}
        self.assertEqual((states, self.in_doubt()), ({"done"}, []))
        self.assertDone(self.stationmaster("journal", "verify"))


class OfContainers(Killed):
    def setUp(self):
        super().setUp()
        os.environ["MOTO_ECS_SERVICE_RUNNING"] = "2"
        self.addCleanup(os.environ.pop, "MOTO_ECS_SERVICE_RUNNING")
        moto = Moto()
        self.addCleanup(moto.stop)
        self.on(moto)
        self.ecs = moto.client("ecs")
        self.ecs.create_cluster(clusterName="shop")
        for number in (1, 2, 3):
            self.ecs.register_task_definition(family="web", containerDefinitions=[
                {"name": "app", "image": "web:%d" % number, "memory": 128}])
        self.ecs.create_service(cluster="shop", serviceName="web", taskDefinition="web:3", desiredCount=2,
                                deploymentController={"type": "ECS"})

    def running(self):
        service = self.ecs.describe_services(cluster="shop", services=["web"])["services"][0]
        return service["taskDefinition"].rsplit("/")[-1]

    def rolled_back(self, staged):
        self.double.rules.add({"match": {"service": "ecs"}, "answer": {"rollouts": staged}})
        return self.killed_in("wait:ecs:service-rolled-out", "DescribeServices", *self.command_of(
            "roll-back-service", cluster="shop", service="web", taskDefinition="web:1", reason="Slow.", watch="0s"))

    def test_rolledBackService_killedWhileItsTasksCome_isAwaited(self):
        staged = {"looks": 10_000}
        run = self.rolled_back(staged)
        self.assertEqual((self.wrote("UpdateService"), self.journal("deployment:mark")), (1, []))
        staged["looks"] = 1

        self.go_on(run)

        self.assertEqual((self.wrote("UpdateService"), self.running()), (1, "web:1"))
        self.assertMarkedOnce("shop/web", "Slow.")

    def test_rolledBackService_thatTheBreakerTookBackMeanwhile_failsWithItsReason(self):
        staged = {"looks": 10_000}
        run = self.rolled_back(staged)
        staged.update(looks=0, outcome="FAILED")

        outcome = self.stationmaster("run", "--resume", str(run), "--yes", *self.endpoint)

        self.assertNotEqual(outcome.code, DONE, outcome)
        self.assertIn("circuit breaker", outcome.out + outcome.err)
        self.assertEqual((self.wrote("UpdateService"), self.journal("deployment:mark")), (1, []))


class OfFlags(Killed):
    def setUp(self):
        super().setUp()
        moto = Moto()
        self.addCleanup(moto.stop)
        self.on(moto)
        content = {"fast": {"enabled": False}, "slow": {"enabled": True}}
        self.double.stage.set({"appconfig": {
            "applications": {"shop": {"environments": ["production"], "profiles": {"flags": [{"content": content}]}}},
            "deployed": [{"unit": "shop/production/flags", "version": 1, "hoursAgo": 100}],
            "steps": ["DEPLOYING"]}})
        self.appconfig = self.double.stage.playing("appconfig").account

    def test_switchedFlag_killedWhileItIsDeployed_isAwaited(self):
        run = self.killed_in("wait:appconfig:deployment-complete", "GetDeployment", *self.command_of(
            "switch-flag", application="shop", environment="production", profile="flags", flag="fast",
            enabled="true"))
        self.appconfig.steps = ["DEPLOYING", "BAKING", "COMPLETE"]

        self.go_on(run)

        self.assertEqual([self.wrote(each) for each in ("CreateHostedConfigurationVersion", "StartDeployment")], [1, 1])
        [[_, deployment]] = self.appconfig.deployments.values()
        self.assertEqual((deployment["State"], deployment["ConfigurationVersion"]), ("COMPLETE", "2"))
        self.assertEqual(self.in_doubt(), [])


class InDemo(Killed):
    def setUp(self):
        super().setUp()
        demo = Demo()
        self.addCleanup(demo.stop)
        self.on(demo)


class OfStacks(InDemo):
    STACK = "EnergyInsightsStack"

    def setUp(self):
        super().setUp()
        self.stacks = self.account.client("cloudformation")
        self.first = self.stacks.get_template(StackName=self.STACK)["TemplateBody"]

    def resources(self):
        return {each["LogicalResourceId"] for each in
                self.stacks.list_stack_resources(StackName=self.STACK)["StackResourceSummaries"]}

    def hold_events(self):
        """From now on nobody sees what is new, as when answers of AWS lag behind."""
        self.double.rules.add({"match": {"operation": "DescribeStackEvents"}, "answer": {"reply": {
            "status": 200, "headers": {"Content-Type": "text/xml"}, "text": self.raw_events()}}})

    def raw_events(self):
        heard = {}
        self.stacks.meta.events.register("before-parse.cloudformation.DescribeStackEvents",
                                         lambda response_dict, **_: heard.update(body=response_dict["body"]))
        self.stacks.describe_stack_events(StackName=self.STACK)
        return heard["body"].decode()

    def killed_while_it_waits(self, *arguments):
        self.hold_events()
        run = self.killed_in("stack:await", "DescribeStackEvents", *arguments)
        self.double.rules.clear()
        return run

    def template_with(self, **resources):
        document = json.loads(self.first) if isinstance(self.first, str) else json.loads(json.dumps(self.first))
        document["Resources"].update(resources)
        file = self.home / "template.json"
        file.write_text(json.dumps(document))
        return file

    def test_template_killedWhileItIsDeployed_andOnTheWayBack_isAwaited(self):
        before = self.resources()
        deploy = self.command_of("deploy-template", ("--answer", "go=Execute"), stack=self.STACK, drift="false",
                                 file=self.template_with(Alerts=NEW_QUEUE))
        run = self.killed_while_it_waits(*deploy)
        self.assertEqual(self.wrote("ExecuteChangeSet"), 1)

        self.go_on(run)

        self.assertEqual((self.wrote("CreateChangeSet"), self.wrote("ExecuteChangeSet")), (1, 1))
        self.assertEqual(self.resources(), before | {"Alerts"})

        back = self.command_of("redeploy-kept-template", ("--answer", "count=1"), stack=self.STACK, kept=self.kept(),
                               reason="Too loud.")
        run = self.killed_while_it_waits(*back)
        self.assertEqual(self.journal("deployment:mark"), [])

        self.go_on(run)

        self.assertEqual((self.wrote("CreateChangeSet"), self.wrote("ExecuteChangeSet")), (2, 2))
        self.assertEqual(self.resources(), before)
        self.assertMarkedOnce(self.STACK, "Too loud.")

    def kept(self):
        """What the first deployment kept, as the page would propose it."""
        listed = self.stationmaster("deployments", "list", self.STACK, "--json", *self.endpoint).json()
        for candidate in listed[1:]:
            way = self.stationmaster("deployments", "moves", self.STACK, "--to", candidate["revision"], "--json",
                                     *self.endpoint)
            for move in way.json()["moves"] if way.code == DONE else []:
                if move["runbook"] == "common/redeploy-kept-template" and move["parameters"].get("kept"):
                    return move["parameters"]["kept"]
        self.fail("no move proposes what was kept: %s" % listed)


if __name__ == "__main__":
    needs.run("boto3", "moto", "flask")
