# SPDX-License-Identifier: GPL-3.0-or-later
"""The headless program as a black box: what it is given, what it prints, what it leaves with."""
import contextlib
import dataclasses
import json
import os
import pathlib
import sqlite3
import subprocess
import sys
import tempfile
import unittest

from awsdouble.server import Double

MOTO = str(pathlib.Path(__file__).parents[1] / "support" / "moto_server.py")
DONE, REFUSED, WRONG_USAGE, NO_CONNECTION, WAITS, IN_DOUBT, INTERRUPTED = 0, 1, 2, 3, 4, 5, 130
KEY, SECRET = "AKIAHEADLESS0TESTS00", "headless/not-a-secret/of-a-test-account00"
POOL = "us-east-1_aaaaaaaaa"


@dataclasses.dataclass
class Outcome:
    code: int
    out: str
    err: str

    def json(self):
        return json.loads(self.out)


class HeadlessTest(unittest.TestCase):
    """Gives each test a home and a data folder of its own, and nothing else of this machine."""

    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="stationmaster-headless-")
        self.addCleanup(folder.cleanup)
        self.home = pathlib.Path(folder.name)
        self.data = self.home / "data"
        self.variables = {"HOME": str(self.home), "PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8", "TZ": "UTC",
                          "AWS_ACCESS_KEY_ID": KEY, "AWS_SECRET_ACCESS_KEY": SECRET, "AWS_REGION": "us-east-1",
                          "AWS_EC2_METADATA_DISABLED": "true"}
        for name in ("LSAN_OPTIONS", "ASAN_OPTIONS", "UBSAN_OPTIONS"):
            if name in os.environ:
                self.variables[name] = os.environ[name]

    def config(self, text, name="config"):
        (self.home / ".aws").mkdir(exist_ok=True)
        (self.home / ".aws" / name).write_text(text)

    def no_credentials(self):
        del self.variables["AWS_ACCESS_KEY_ID"], self.variables["AWS_SECRET_ACCESS_KEY"]

    def command(self, *arguments):
        return [os.environ["STATIONMASTER_PROGRAM"], "call", *arguments, "--data-folder", str(self.data)]

    def start(self, *arguments, **options):
        return subprocess.Popen(self.command(*arguments), env=self.variables, stdin=subprocess.DEVNULL,
                                stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, **options)

    def call(self, *arguments, text=""):
        done = subprocess.run(self.command(*arguments), env=self.variables, input=text, capture_output=True,
                              text=True, timeout=90, check=False)
        return Outcome(done.returncode, done.stdout, done.stderr)

    def stationmaster(self, *arguments, text=""):
        """Any command, with the test's own data folder."""
        done = subprocess.run([os.environ["STATIONMASTER_PROGRAM"], *arguments, "--data-folder", str(self.data)],
                              env=self.variables, input=text, capture_output=True, text=True, timeout=90, check=False)
        return Outcome(done.returncode, done.stdout, done.stderr)

    def entries(self):
        """What the journal holds, oldest first."""
        with contextlib.closing(sqlite3.connect(self.data / "journal.sqlite")) as database:
            database.row_factory = sqlite3.Row
            return [dict(row) for row in database.execute("select * from entries order by id")]

    def assertCall(self, outcome, code, *words):
        """Left with this code, said these words on standard error, and printed no data unless it is done."""
        self.assertEqual(outcome.code, code, outcome)
        for word in words:
            self.assertIn(word, outcome.err)
        self.assertNotIn(SECRET, outcome.out + outcome.err)
        if code != DONE:
            self.assertEqual(outcome.out, "")
        if code == DONE:
            self.assertEqual(outcome.err, "")


class WithDouble(HeadlessTest):
    """Against an AWS that answers as the test says."""

    def setUp(self):
        super().setUp()
        self.double = Double()
        self.endpoint = ("--endpoint-url", self.double.endpoint)

    def rule(self, answer, operation=None, **rest):
        match = {"operation": operation} if operation else {}
        self.double.rules.add({"match": match, "answer": answer, **rest})

    def answer(self, operation, value, **rest):
        self.rule({"reply": {"status": 200, "headers": {"Content-Type": "application/x-amz-json-1.1"},
                             "json": value}}, operation, **rest)

    def user(self, before, after):
        """What there is to be read of a user: the first time, and from then on; None: there is no user."""
        self.answer("AdminGetUser", before, times=1)
        if after is None:
            self.rule({"error": {"code": "UserNotFoundException", "message": "User does not exist.", "status": 400}},
                      "AdminGetUser")
        else:
            self.answer("AdminGetUser", after)

    def sent(self):
        return [request["operation"] for request in self.double.records.requests()]

    def written(self):
        return [effect["operation"] for effect in self.double.records.ledger()]


class Moto:
    """moto on a port of its own, for a class of tests."""

    def __init__(self, *arguments):
        self.process = subprocess.Popen([sys.executable, "-B", MOTO, *arguments], stdin=subprocess.PIPE,
                                        stdout=subprocess.PIPE)
        self.facts = json.loads(self.process.stdout.readline())

    def stop(self):
        self.process.kill()
        self.process.communicate()

    def client(self, service):
        import boto3

        return boto3.client(service, endpoint_url=self.facts["endpoint"], region_name=self.facts["region"],
                            aws_access_key_id=self.facts["accessKeyId"],
                            aws_secret_access_key=self.facts["secretAccessKey"])


class WithMoto(HeadlessTest):
    """Signed in to an account that keeps what it is told, one for the whole class."""

    @classmethod
    def setUpClass(cls):
        cls.moto = Moto("--enforce-signatures")
        cls.addClassCleanup(cls.moto.stop)

    def setUp(self):
        super().setUp()
        self.variables.update(AWS_ACCESS_KEY_ID=self.moto.facts["accessKeyId"],
                              AWS_SECRET_ACCESS_KEY=self.moto.facts["secretAccessKey"])
        self.endpoint = ("--endpoint-url", self.moto.facts["endpoint"])
