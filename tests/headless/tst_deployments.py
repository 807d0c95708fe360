# SPDX-License-Identifier: GPL-3.0-or-later
"""`stationmaster deployments`: what was deployed in the demo account, the ways back, and going one of them."""
import json
import pathlib
import subprocess
import sys

import needs
from headless import DONE, REFUSED, WRONG_USAGE, HeadlessTest, Moto

SERVER = str(pathlib.Path(__file__).parents[2] / "resources" / "demo" / "demo_server.py")
CHAT, BACKEND = "chat-lambda:live", "energy-insights/backend"
API_KEY = "demo-00000004"  # of the chat's environment


class Demo(Moto):
    """The demo account, whose first line says the same."""

    def __init__(self):
        self.process = subprocess.Popen([sys.executable, "-B", SERVER, "--users", "20"], stdin=subprocess.PIPE,
                                        stdout=subprocess.PIPE)
        self.facts = json.loads(self.process.stdout.readline())


class Deployments(HeadlessTest):
    """Of one demo account for the whole class."""

    @classmethod
    def setUpClass(cls):
        cls.moto = Demo()
        cls.addClassCleanup(cls.moto.stop)

    def setUp(self):
        super().setUp()
        self.variables.update(AWS_ACCESS_KEY_ID=self.moto.facts["accessKeyId"],
                              AWS_SECRET_ACCESS_KEY=self.moto.facts["secretAccessKey"])

    def deployments(self, *words, code=DONE):
        outcome = self.stationmaster("deployments", *words, "--endpoint-url", self.moto.facts["endpoint"])
        self.assertEqual(outcome.code, code, outcome)
        self.assertNotIn(API_KEY, outcome.out + outcome.err)
        return outcome

    def json(self, *words):
        return self.deployments(*words, "--json").json()

    def live(self):
        alias = self.moto.client("lambda").get_alias(FunctionName="chat-lambda", Name="live")
        return alias["FunctionVersion"]


class Looking(Deployments):
    def test_list_hasAllServicesOnOneAxis_newestFirst(self):
        listed = self.json("list")

        self.assertLessEqual({"lambda", "ecs", "cloudformation"}, {each["service"] for each in listed})
        self.assertEqual([each["started"] for each in listed], sorted((each["started"] for each in listed), reverse=True))
        newest = next(each for each in listed if each["unit"] == CHAT)
        self.assertEqual((newest["revision"], newest["state"], newest["by"]), ("19", "live", "deploy-bot"))

    def test_listOfAUnit_saysHowEachDid(self):
        health = {each["revision"]: each["health"]["verdict"] for each in self.json("list", CHAT)}

        self.assertEqual([health[each] for each in ("19", "18", "17")], ["unhealthy", "unhealthy", "healthy"])

    def test_moves_proposeWhatWasWell_notTheOneBefore(self):
        way = self.json("moves", CHAT)

        self.assertEqual(way["candidate"]["revision"], "17")
        proposed = [move for move in way["moves"] if move["proposed"]]
        self.assertEqual([(move["runbook"], move["parameters"]["version"]) for move in proposed],
                         [("common/roll-back-alias", "17")])
        self.assertTrue(way["notBack"])
        self.assertIn("CodeSha256", [row["what"] for row in way["differences"]])

    def test_rollback_withoutYes_isAPlan_andWithoutReasonRefused(self):
        plan = json.loads(self.deployments("rollback", CHAT, "--reason", "It fails.").out)

        self.assertIn("aws:lambda:UpdateAlias", [step["uses"] for step in plan["steps"]])
        self.assertEqual(self.live(), "19")
        refused = self.deployments("rollback", CHAT, code=WRONG_USAGE)
        self.assertIn("reason", refused.err)

    def test_show_hasEverythingAboutAUnit(self):
        sections = {section["id"]: section for section in self.json("show", CHAT)}

        self.assertLessEqual({"versions", "aliases", "configuration"}, set(sections))
        self.assertEqual(len(sections["versions"]["rows"]), 20)

    def test_wrongWords_areRefused(self):
        for words in (("show",), ("list", CHAT, "x"), ("list", "--service", "s3"), ("list", "--days", "0"), ("fly",)):
            with self.subTest(words):
                self.deployments(*words, code=WRONG_USAGE)
        self.assertIn("list", self.deployments("moves", "no-such", code=REFUSED).err)
        self.assertIn("18", self.deployments("moves", CHAT, "--to", "77", code=REFUSED).err)


class GoingBack(Deployments):
    """Each case has a function or a service of its own to move."""

    def test_rollback_isGone_andCanBeTakenBack(self):
        report = self.json("rollback", CHAT, "--reason", "It fails.", "--param", "watch=0s", "--yes")

        self.assertEqual((report["failed"], self.live()), (0, "17"))
        self.assertEqual(self.json("list", CHAT)[0]["run"], report["run"])
        outcome = self.stationmaster("undo", "run:%d" % report["run"], "--yes", "--json", "--endpoint-url",
                                     self.moto.facts["endpoint"])
        self.assertEqual((outcome.code, self.live()), (DONE, "19"), outcome)

    def test_rollbackOfAService_goesToTheChosenRevision(self):
        self.json("rollback", BACKEND, "--to", "backend:41", "--reason", "Slow.", "--param", "watch=0s", "--yes")

        service = self.moto.client("ecs").describe_services(cluster="energy-insights", services=["backend"])
        self.assertTrue(service["services"][0]["taskDefinition"].endswith("backend:41"))


if __name__ == "__main__":
    needs.run("moto", "flask", "boto3")
