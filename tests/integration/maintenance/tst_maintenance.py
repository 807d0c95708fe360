# SPDX-License-Identifier: GPL-3.0-or-later
"""A window of maintenance, whatever becomes of the steps in it: maintenance mode is off afterwards."""
import json
import os
import signal
import urllib.parse

import needs
from awsdouble.server import Double
from headless import DONE, IN_DOUBT, REFUSED, WAITS, WRONG_USAGE, Moto
from tst_crashjourney import Programs, wait_until

SYSTEM = """title: ONS Data Platform
environment: development
region: us-east-1
assets:
  processed: {kind: bucket, title: Processed data}
deployments:
  topic: %s
"""
FLAGS = {"version": "1", "flags": {"enable_maintenance_mode": {"name": "Maintenance"}, "search": {"name": "Search"}},
         "values": {"enable_maintenance_mode": {"enabled": False}, "search": {"enabled": True, "limit": 7}}}
PLANNED = [{"type": "planned_change", "change": {"action": action, "resource": {"addr": name}}}
           for action, name in (("update", "aws_lambda_function.loader"), ("delete", "aws_sqs_queue.old"))]
TERRAFORM = """#!/bin/sh
echo "$1" >> %(calls)s
case $1 in
plan) cat %(plan)s; exit %(planExit)s ;;
apply) exec %(apply)s ;;
esac
"""
NAMES = ("--param", "application=shop", "--param", "environment=production", "--param", "profile=flags")
ANSWERS = ("agreed=yes: CHG-7, on the board", "announce=Tell them", "changes=Go on", "destructive=1", "work=Done",
           "over=All is well")


class WithFlags(Programs):
    @classmethod
    def setUpClass(cls):
        cls.moto = Moto()
        cls.addClassCleanup(cls.moto.stop)

    def setUp(self):
        super().setUp()
        facts = self.moto.facts
        self.variables["AWS_ACCESS_KEY_ID"] = facts["accessKeyId"]
        self.variables["AWS_SECRET_ACCESS_KEY"] = facts["secretAccessKey"]
        self.double = Double(facts["endpoint"])
        self.endpoint = ("--endpoint-url", self.double.endpoint, "--system", "ons-data-platform")
        self.stage_flags()
        self.make_account()
        self.terraform("true")

    def stage_flags(self):
        self.double.stage.set({"appconfig": {
            "applications": {"shop": {"environments": ["production"], "profiles": {"flags": [{"content": FLAGS}]}}},
            "deployed": [{"unit": "shop/production/flags", "version": 1, "hoursAgo": 100}], "steps": ["COMPLETE"]}})
        self.account = self.double.stage.playing("appconfig").account

    def make_account(self):
        s3, sns = self.moto.client("s3"), self.moto.client("sns")
        for bucket in ("processed", "processed-copies"):
            s3.create_bucket(Bucket=bucket)
        s3.put_object(Bucket="processed", Key="a/1.csv", Body=b"1,2,3")
        topic = sns.create_topic(Name="ops")["TopicArn"]
        sns.subscribe(TopicArn=topic, Protocol="email", Endpoint="ops@example.com")
        (self.data / "systems").mkdir(parents=True)
        (self.data / "systems" / "ons-data-platform.yaml").write_text(SYSTEM % topic)
        active = {"FunctionName": "loader", "State": "Active", "LastUpdateStatus": "Successful"}
        self.double.rules.add({"match": {"operation": "GetFunctionConfiguration"}, "answer": {"reply": {
            "status": 200, "headers": {"Content-Type": "application/json"}, "json": active}}})

    def terraform(self, apply, plan_exit=0):
        """What is called terraform here: it writes down that it was called."""
        folder = self.home / "bin"
        folder.mkdir(exist_ok=True)
        self.calls = self.home / "terraform.calls"
        (self.home / "plan.json").write_text("\n".join(map(json.dumps, PLANNED)) + "\n")
        program = folder / "terraform"
        program.write_text(TERRAFORM % {"calls": self.calls, "plan": self.home / "plan.json", "apply": apply,
                                        "planExit": plan_exit})
        program.chmod(0o755)
        self.variables["PATH"] = "%s:%s" % (folder, os.environ["PATH"])


class Maintenance(WithFlags):
    def arguments(self, *options, starts="2026-01-01T00:00:00Z", ends="2099-01-01T00:00:00Z", answers=ANSWERS):
        given = [word for answer in answers for word in ("--answer", answer)]
        return ("run", "ons-data-platform/scheduled-maintenance", *NAMES, "--param", "bucket=processed", "--param",
                "backupBucket=processed-copies", "--param", "folder=" + str(self.home), "--param", "functions=loader",
                "--param", "starts=" + starts, "--param", "ends=" + ends, "--param", "reason=New indexes.", "--yes",
                "--json", "--confirm", "terraform", *given, *options, *self.endpoint)

    def live(self):
        """The flags that applications get."""
        account = self.account
        version = account.live(account.environments[0]["Id"], account.profiles[0]["Id"])
        return json.loads(version["content"])

    def is_on(self):
        return self.live()["values"]["enable_maintenance_mode"]["enabled"]

    def called(self):
        return self.calls.read_text().split() if self.calls.exists() else []

    def states(self, outcome):
        return {step["title"]: step["state"] for step in outcome.json()["steps"]}

    def assertOff(self):
        self.assertEqual(self.live(), FLAGS, "that flag alone was switched, and it is off again")

    def switches(self):
        return [each["ConfigurationVersion"] for each in sum(self.account.deployments.values(), [])][1:]

    def resume(self, run, *options, answers=ANSWERS):
        given = [word for answer in answers for word in ("--answer", answer)]
        return self.stationmaster("run", "--resume", str(run), "--yes", "--json", "--confirm", "terraform", *given,
                                  *options, *self.endpoint)

    def undo(self, run, *by_hand):
        given = [word for number in by_hand for word in ("--answer", "%d=done" % number)]
        return self.stationmaster("undo", "run:%d" % run, "--yes", "--json", *given, *self.endpoint)

    def test_window_allGoesWell_isSwitchedOnAndOffAgain(self):
        outcome = self.stationmaster(*self.arguments())

        self.assertEqual(outcome.code, DONE, outcome)
        self.assertEqual(self.called(), ["plan", "apply"])
        self.assertEqual(self.switches(), ["2", "3"])
        on = json.loads(self.account.version(self.account.profiles[0]["Id"], 2)["content"])
        self.assertTrue(on["values"]["enable_maintenance_mode"]["enabled"])
        self.assertEqual(on["values"]["search"], FLAGS["values"]["search"])
        self.assertOff()
        told = [each for each in self.double.records.ledger() if each["operation"] == "Publish"]
        self.assertEqual(len(told), 2)

    def test_applyThatFails_isInDoubt_andTheFlagIsOffAfterwards(self):
        self.terraform("false")

        outcome = self.stationmaster(*self.arguments())

        self.assertEqual(outcome.code, IN_DOUBT, outcome)
        self.assertEqual(self.called(), ["plan", "apply"])
        self.assertEqual(self.switches(), ["2", "3"])
        self.assertOff()

    def test_planThatFails_appliesNothing_andTheFlagIsOffAfterwards(self):
        self.terraform("true", plan_exit=1)

        outcome = self.stationmaster(*self.arguments())

        self.assertEqual(outcome.code, REFUSED, outcome)
        self.assertEqual(self.called(), ["plan"])
        self.assertEqual(self.switches(), ["2", "3"])
        self.assertOff()

    def test_deletionsNotTyped_applyNothing_andTheFlagIsOffAfterwards(self):
        answers = [each if not each.startswith("destructive") else "destructive=stop" for each in ANSWERS]

        outcome = self.stationmaster(*self.arguments(answers=answers))

        self.assertEqual(outcome.code, REFUSED, outcome)
        self.assertEqual(self.called(), ["plan"])
        self.assertOff()

    def test_windowThatEnds_needsNoAnswer(self):
        """Nobody says how the work went, and the run goes on after the window's end."""
        answers = ("agreed=yes: CHG-7", "announce=Tell nobody")

        outcome = self.stationmaster(*self.arguments(answers=answers, ends="2026-01-01T02:00:00Z"))

        self.assertEqual(outcome.code, DONE, outcome)
        self.assertEqual(self.called(), ["plan"], "nothing is applied that nobody has seen")
        self.assertEqual(self.switches(), ["2", "3"])
        self.assertOff()

    def test_windowNotBegun_waitsAndNothingIsOn(self):
        outcome = self.stationmaster(*self.arguments(starts="2098-01-01T00:00:00Z"))

        self.assertEqual(outcome.code, WAITS, outcome)
        self.assertIn("2098-01-01", outcome.json()["question"]["text"])
        self.assertEqual(self.switches(), [])
        calledOff = self.resume(outcome.json()["run"], answers=("begin=Call it off", "over=It was called off"))
        self.assertEqual(calledOff.code, DONE, calledOff)
        self.assertEqual((self.switches(), self.called()), ([], []))

    def test_killedWhileItApplies_resumedSwitchesItOff(self):
        self.terraform("sleep 60")
        process = self.start(*self.arguments(), start_new_session=True)
        self.addCleanup(self.kill, process)
        self.assertTrue(wait_until(lambda: self.called() == ["plan", "apply"]), process.poll())
        self.assertTrue(self.is_on())
        os.killpg(process.pid, signal.SIGKILL)
        self.kill(process)
        [entry] = self.in_doubt()

        shown = self.stationmaster("run", "--resume", str(entry["run"]), *self.endpoint)
        outcome = self.resume(entry["run"], answers=("work=Done", "over=All is well"))

        self.assertIn("Switch maintenance mode off", [step["title"] for step in shown.json()["steps"]
                                                      if step["state"] == "waiting"])
        self.assertEqual(outcome.code, IN_DOUBT, outcome)
        self.assertEqual(self.called(), ["plan", "apply"], "what is in doubt is not done again")
        self.assertOff()

    def test_killedBetweenSwitchingOnAndItsAnswer_resumedSwitchesItOff(self):
        self.double.rules.add({"match": {"operation": "StartDeployment"}, "times": 1,
                               "answer": {"fault": "silent"}})
        process = self.start(*self.arguments(), start_new_session=True)
        self.addCleanup(self.kill, process)
        sent = lambda: [each["operation"] for each in self.double.records.requests()]
        self.assertTrue(wait_until(lambda: "StartDeployment" in sent()), process.poll())
        self.kill(process)
        [entry] = self.in_doubt()

        outcome = self.resume(entry["run"])

        self.assertEqual(outcome.code, DONE, outcome)
        self.assertOff()

    def test_undo_ofAWholeRun_leavesItOff(self):
        run = self.stationmaster(*self.arguments()).json()["run"]

        outcome = self.undo(run, 1, 2, 4, 5)

        self.assertEqual(outcome.code, DONE, outcome)
        self.assertOff()

    def test_undo_ofARunThatBrokeOff_switchesItOff(self):
        self.terraform("sleep 60")
        process = self.start(*self.arguments(), start_new_session=True)
        self.addCleanup(self.kill, process)
        self.assertTrue(wait_until(lambda: self.called() == ["plan", "apply"]), process.poll())
        os.killpg(process.pid, signal.SIGKILL)
        self.kill(process)
        [entry] = self.in_doubt()
        self.assertTrue(self.is_on())

        outcome = self.undo(entry["run"], 2, 3)

        self.assertEqual(outcome.code, DONE, outcome)
        self.assertOff()


TOPIC = """<GetTopicAttributesResponse xmlns="http://sns.amazonaws.com/doc/2010-03-31/"><GetTopicAttributesResult>
<Attributes><entry><key>SubscriptionsConfirmed</key><value>%d</value></entry>
<entry><key>TopicArn</key><value>arn:aws:sns:us-east-1:123456789012:ops</value></entry></Attributes>
</GetTopicAttributesResult></GetTopicAttributesResponse>"""


class Messages(WithFlags):
    """common/notify, on the same system."""

    def listeners(self, number):
        self.double.rules.add({"match": {"operation": "GetTopicAttributes"}, "answer": {"reply": {
            "status": 200, "headers": {"Content-Type": "text/xml"}, "text": TOPIC % number}}})

    def notify(self, message, *options):
        return self.stationmaster("run", "common/notify", "--param", "message=" + message, "--param",
                                  "reason=New indexes; größer.", "--param", "ends=02:00 UTC", "--json", *options,
                                  *self.endpoint)

    def sent_messages(self):
        return [urllib.parse.parse_qs(each["body"]) for each in self.double.records.requests()
                if each["operation"] == "Publish"]

    def test_plan_showsTheMessageAndSendsNothing(self):
        plan = self.notify("maintenance begins").json()

        message = plan["steps"][-1]
        self.assertEqual(message["mark"], "never reversible")
        self.assertEqual([each["to"] for each in message["changes"]],
                         ["Maintenance begins: ons-data-platform",
                          "ONS Data Platform is under maintenance from now to 02:00 UTC. It may be away at times. "
                          "Why: New indexes; größer."])
        self.assertEqual(self.sent_messages(), [])

    def test_everyMessage_isAskedForWithItsListeners_andSent(self):
        self.listeners(12)
        subjects = []
        for message in ("maintenance begins", "maintenance is over", "deployment begins", "deployment is done",
                        "rolled back", "all clear", "own words"):
            with self.subTest(message):
                waits = self.notify(message, "--yes")
                self.assertEqual(waits.code, WAITS, waits)
                self.assertIn("12 subscribers", waits.json()["question"]["text"])

                outcome = self.stationmaster("run", "--resume", str(waits.json()["run"]), "--yes", "--answer",
                                             "go=yes", *self.endpoint)

                self.assertEqual(outcome.code, DONE, outcome)
                [subject] = self.sent_messages()[-1]["Subject"]
                self.assertTrue(subject.isascii() and len(subject) <= 100, subject)
                self.assertIn("New indexes; größer.", self.sent_messages()[-1]["Message"][0])
                subjects.append(subject)
        self.assertEqual(len(set(subjects)), 7)

    def test_nobodyListens_nothingIsSent(self):
        self.listeners(0)

        outcome = self.notify("all clear", "--yes", "--answer", "go=yes")

        self.assertEqual(outcome.code, REFUSED, outcome)
        self.assertIn("Nobody has confirmed", outcome.err)
        self.assertEqual(self.sent_messages(), [])

    def test_subject_thatSnsWouldRefuse_isRefusedBefore(self):
        for subject in ("größer", "x" * 101, " begins with a space"):
            with self.subTest(subject):
                outcome = self.notify("own words", "--param", "subject=" + subject)

                self.assertEqual(outcome.code, WRONG_USAGE, outcome)


COINS = """title: Oh My Coins
environment: development
region: us-east-1
assets:
  coins: {kind: instance, title: PostgreSQL}
"""


class Checklist(WithFlags):
    """oh-my-coins/maintenance-window: a window that is called off has changed nothing, and everything before it was done."""

    def setUp(self):
        super().setUp()
        (self.data / "systems" / "oh-my-coins.yaml").write_text(COINS)
        self.moto.client("rds").create_db_instance(
            DBInstanceIdentifier="coins", DBInstanceClass="db.t3.micro", Engine="postgres", AllocatedStorage=20,
            MasterUsername="app", MasterUserPassword="not-a-secret-1")
        self.addCleanup(self.moto.client("rds").delete_db_instance, DBInstanceIdentifier="coins",
                        SkipFinalSnapshot=True)
        running = {"services": [{"serviceName": name, "runningCount": 2, "desiredCount": 2, "deployments": [{}]}
                                for name in ("backend", "frontend")]}
        self.double.rules.add({"match": {"operation": "DescribeServices"}, "answer": {"reply": {
            "status": 200, "headers": {"Content-Type": "application/x-amz-json-1.1"}, "json": running}}})

    def begin(self, *options, **answers):
        before = {"notified": "yes: on the board", "plan": "yes: in the wiki", "dashboard": "yes: /d/coins",
                  "staging": "yes: on Friday", "runbook": "yes: nothing had to be changed"}
        given = [word for name, answer in {**before, **answers}.items() if answer
                 for word in ("--answer", "%s=%s" % (name, answer))]
        return self.stationmaster(
            "run", "oh-my-coins/maintenance-window", "--yes", "--json", "--param", "instance=coins", "--param",
            "changes=Grow the pool", "--param", "changes=New index", "--param", "reason=Indexes.", "--param",
            "starts=2098-12-05T16:00:00Z", "--param", "ends=2098-12-05T18:00:00Z", *given, *options, "--endpoint-url",
            self.double.endpoint, "--system", "oh-my-coins")

    def test_window_calledOff_hasItsBackupAndChangedNothing(self):
        outcome = self.begin(begin="Call it off")

        self.assertEqual(outcome.code, DONE, outcome)
        states = [(step["title"], step["state"]) for step in outcome.json()["steps"]]
        self.assertEqual([state for title, state in states if title.startswith("Before")], ["done"] * 5)
        self.assertEqual([state for title, state in states if title.startswith("In it")], ["skipped"] * 5)
        written = [each["operation"] for each in self.double.records.ledger()]
        self.assertEqual(written, ["CreateDBSnapshot"])

    def test_window_thatNobodyBegan_waits(self):
        outcome = self.begin()

        self.assertEqual(outcome.code, WAITS, outcome)
        self.assertIn("2098-12-05T16:00:00Z", outcome.err)

    def test_window_withoutAPlanOfTheWayBack_isNotBegun(self):
        outcome = self.begin(plan="no: not yet", begin="Begin")

        self.assertEqual(outcome.code, REFUSED, outcome)
        self.assertIn("To go on: stationmaster run --resume", outcome.err)


if __name__ == "__main__":
    needs.run("boto3", "moto")
