# SPDX-License-Identifier: GPL-3.0-or-later
"""Runbooks about what is around deployments: rules, stages and keys of an API, tables, executions; run and taken back."""
import json

import needs
from headless import DONE, REFUSED, Moto, WithMoto

ROLE = "arn:aws:iam::123456789012:role/machines"
DEFINITION = {"StartAt": "Wait", "States": {"Wait": {"Type": "Pass", "End": True}}}


class ServiceRunbooks(WithMoto):
    def run_it(self, runbook, *options, code=DONE, **parameters):
        words = [word for key, value in parameters.items() for each in (value if isinstance(value, list) else [value])
                 for word in ("--param", "%s=%s" % (key, each))]
        outcome = self.stationmaster("run", "common/" + runbook, *words, "--yes", "--json", *options, *self.endpoint)
        self.assertEqual(outcome.code, code, outcome)
        return outcome.json() if outcome.out else {}

    def undo(self, run=1, *options):
        outcome = self.stationmaster("undo", "run:%d" % run, "--yes", "--json", *options, *self.endpoint)
        self.assertEqual(outcome.code, DONE, outcome)


class Rules(ServiceRunbooks):
    def states(self):
        rules = self.moto.client("events").list_rules()["Rules"]
        return {rule["Name"]: rule["State"] for rule in rules}

    def test_disable_andUndo_restoresWhatWasBefore(self):
        events = self.moto.client("events")
        for name, state in (("import", "ENABLED"), ("nightly", "DISABLED")):
            events.put_rule(Name=name, ScheduleExpression="rate(1 hour)", State=state)

        self.run_it("switch-rules", rules=["import", "nightly"], to="disabled")

        self.assertEqual(self.states(), {"import": "DISABLED", "nightly": "DISABLED"})
        self.undo()
        self.assertEqual(self.states(), {"import": "ENABLED", "nightly": "DISABLED"})


class Api(ServiceRunbooks):
    @classmethod
    def setUpClass(cls):
        """Without signatures: moto refuses those of boto's GET, with which the tests look."""
        cls.moto = Moto()
        cls.addClassCleanup(cls.moto.stop)

    def setUp(self):
        super().setUp()
        self.gateway = self.moto.client("apigateway")
        self.api = self.gateway.create_rest_api(name="shop")["id"]
        root = self.gateway.get_resources(restApiId=self.api)["items"][0]["id"]
        self.gateway.put_method(restApiId=self.api, resourceId=root, httpMethod="GET", authorizationType="NONE")
        self.gateway.put_integration(restApiId=self.api, resourceId=root, httpMethod="GET", type="MOCK")
        self.gateway.create_deployment(restApiId=self.api, stageName="prod")

    def stage(self):
        return self.gateway.get_stage(restApiId=self.api, stageName="prod")

    def limits(self):
        setting = self.stage().get("methodSettings", {}).get("*/*", {})
        return setting.get("throttlingRateLimit"), setting.get("throttlingBurstLimit")

    def test_throttle_andUndo_restoresTheLimits(self):
        self.run_it("throttle-api-stage", api=self.api, stage="prod", rate=200, burst=100)
        self.run_it("throttle-api-stage", api=self.api, stage="prod", rate=0, burst=0)

        self.assertEqual(self.limits(), (0, 0))
        self.undo(2)
        self.assertEqual(self.limits(), (200, 100))

    def test_newKey_isInThePlanOfTheOldOne_whichIsDisabledOnlyWhenItWorks(self):
        plan = self.gateway.create_usage_plan(name="partners")["id"]
        old = self.gateway.create_api_key(name="old", enabled=True)["id"]
        self.gateway.create_usage_plan_key(usagePlanId=plan, keyId=old, keyType="API_KEY")

        run = self.run_it("rotate-api-key", "--answer", "tested=It works", key=old, name="new")["run"]

        keys = self.gateway.get_usage_plan_keys(usagePlanId=plan)["items"]
        self.assertEqual(sorted(key["name"] for key in keys), ["new", "old"])
        self.assertFalse(self.gateway.get_api_key(apiKey=old)["enabled"])
        self.undo(run, "--confirm", "new")
        keys = self.gateway.get_usage_plan_keys(usagePlanId=plan)["items"]
        self.assertEqual([key["name"] for key in keys], ["old"])
        self.assertTrue(self.gateway.get_api_key(apiKey=old)["enabled"])

    def test_keyThatDoesNotWork_leavesTheOldOneOn(self):
        plan = self.gateway.create_usage_plan(name="others")["id"]
        old = self.gateway.create_api_key(name="their", enabled=True)["id"]
        self.gateway.create_usage_plan_key(usagePlanId=plan, keyId=old, keyType="API_KEY")

        self.run_it("rotate-api-key", "--answer", "tested=Not yet", key=old, name="their-new")

        self.assertTrue(self.gateway.get_api_key(apiKey=old)["enabled"])


class Tables(ServiceRunbooks):
    def setUp(self):
        super().setUp()
        self.tables = self.moto.client("dynamodb")
        self.table = self._testMethodName
        self.tables.create_table(
            TableName=self.table, KeySchema=[{"AttributeName": "id", "KeyType": "HASH"}],
            AttributeDefinitions=[{"AttributeName": "id", "AttributeType": "S"}],
            ProvisionedThroughput={"ReadCapacityUnits": 5, "WriteCapacityUnits": 5})

    def capacity(self):
        table = self.tables.describe_table(TableName=self.table)["Table"]["ProvisionedThroughput"]
        return table["ReadCapacityUnits"], table["WriteCapacityUnits"]

    def test_capacity_andUndo(self):
        self.run_it("set-table-capacity", "--answer", "calm=done", "--reason", "looked", table=self.table)

        self.assertEqual(self.capacity(), (100, 100))
        self.undo()
        self.assertEqual(self.capacity(), (5, 5))

    def test_index_andUndo(self):
        self.run_it("create-table-index", table=self.table)

        def indexes():
            table = self.tables.describe_table(TableName=self.table)["Table"]
            return [each["IndexName"] for each in table.get("GlobalSecondaryIndexes", [])]

        self.assertEqual(indexes(), ["userId-index"])
        self.run_it("create-table-index", code=REFUSED, table=self.table)
        self.undo()
        self.assertEqual(indexes(), [])


class Executions(ServiceRunbooks):
    def setUp(self):
        super().setUp()
        self.machines = self.moto.client("stepfunctions")
        self.machine = self.machines.create_state_machine(
            name=self._testMethodName, definition=json.dumps(DEFINITION),
            roleArn=ROLE)["stateMachineArn"]

    def start(self, name):
        return self.machines.start_execution(stateMachineArn=self.machine, name=name, input=json.dumps({"file": name}))[
            "executionArn"]

    def test_stop_stopsAllThatRun(self):
        self.start("one")
        self.start("two")

        self.run_it("stop-executions", machine=self.machine, why="They write twice.")

        listed = self.machines.list_executions(stateMachineArn=self.machine)["executions"]
        self.assertEqual([each["status"] for each in listed], ["ABORTED", "ABORTED"])

    def test_startedAnew_hasTheSameInput_andIsStartedOnce(self):
        old = self.start("load-7")
        self.machines.stop_execution(executionArn=old)

        self.run_it("reprocess-executions", machine=self.machine, status="ABORTED", executions=old,
                    way="start anew with the same input", wait="false")

        listed = {each["name"]: each for each in self.machines.list_executions(stateMachineArn=self.machine)["executions"]}
        self.assertEqual(sorted(listed), ["again-load-7", "load-7"])
        again = self.machines.describe_execution(executionArn=listed["again-load-7"]["executionArn"])
        self.assertEqual(json.loads(again["input"]), {"file": "load-7"})
        self.run_it("reprocess-executions", machine=self.machine, status="ABORTED", executions=old,
                    way="start anew with the same input", wait="false")
        self.assertEqual(len(self.machines.list_executions(stateMachineArn=self.machine)["executions"]), 2)


if __name__ == "__main__":
    needs.run("moto", "flask", "boto3")
