# SPDX-License-Identifier: GPL-3.0-or-later
"""The program on its demo account, and a second client that looks at the same account."""
import ctypes
import json
import os
import pathlib
import re
import signal
import subprocess
import tempfile
import unittest

from screen import Screen, key, wait_for

PR_SET_PDEATHSIG = 1
SECOND_CLIENT = """
import boto3, json, sys
endpoint, service, operation, parameters = sys.argv[1:]
client = boto3.client(service, endpoint_url=endpoint, region_name="us-east-1",
                      aws_access_key_id="second", aws_secret_access_key="client")
try:
    answer = getattr(client, operation)(**json.loads(parameters))
except client.exceptions.ClientError as error:
    answer = error.response
print(json.dumps(answer, default=str))
"""


class Program:
    """One start of the program. Its data folder is given by the caller, who may start it again on the same."""

    def __init__(self, folder, *arguments):
        self.folder = pathlib.Path(folder)
        self.log = self.folder / "stderr.log"
        with self.log.open("ab") as log:
            self._start_of_log = log.tell()
            self.process = subprocess.Popen(
                [os.environ["STATIONMASTER_PROGRAM"], "--demo", "--data-folder", str(self.folder / "data"),
                 *arguments],
                stdin=subprocess.DEVNULL, stderr=log,
                preexec_fn=lambda: ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL))
        self.screen = Screen(self.process)

    def endpoint(self):
        def said():
            return re.search(r"http://127\.0\.0\.1:\d+", self.log.read_text()[self._start_of_log:])
        return wait_for(said, "the demo's address on standard error")[0]

    def quit(self):
        """As a person does; the exit code."""
        key("ctrl+q")
        return self.process.wait(10)

    def stop(self):
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()

    def call(self, operation, service="cognito-idp", **parameters):
        """The answer, or the error, that another client gets: operation in boto3's form."""
        command = [os.environ["STATIONMASTER_PYTHON"], "-c", SECOND_CLIENT, self.endpoint(), service, operation,
                   json.dumps(parameters)]
        return json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE, timeout=60).stdout)


class Journey(unittest.TestCase):
    """A test that has the program on its screen, all 500 users listed."""

    def setUp(self):
        folder = tempfile.TemporaryDirectory(dir=os.environ["SESSION_FOLDER"])
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        self.program = self.start()

    def start(self):
        program = Program(self.folder)
        self.addCleanup(program.stop)
        self.screen = program.screen
        self.users = self.screen.table("Users table")
        self.screen.find("label", "500 users, complete*")
        return program

    def pool(self):
        pools = self.program.call("list_user_pools", MaxResults=60)["UserPools"]
        return next(pool["Id"] for pool in pools if pool["Name"] == "energy-insights-demo")

    def user(self, name):
        return self.program.call("admin_get_user", UserPoolId=self.pool(), Username=name)

    def groups_of(self, name):
        answer = self.program.call("admin_list_groups_for_user", UserPoolId=self.pool(), Username=name)
        return {group["GroupName"] for group in answer["Groups"]}

    def filter_users(self, text, rows):
        self.screen.fill_in("Filter users", text)
        self.users.wait_for_rows(rows)
        self.screen.find("label", "%d of 500" % rows)

    def select_runbook(self, title, system=""):
        """Goes to the library and to the one runbook of that title, of a system where others have its words, too; its
        table."""
        self.screen.press("Runbooks", "radio button")
        library = self.screen.table("Runbooks table")
        self.screen.fill_in("Filter runbooks", (title + " " + system).strip())
        wait_for(lambda: library.rows() and library.cell(0, "Runbook") == title, "the runbook '%s'" % title)
        key("Down")
        self.screen.wait_for_focus("Runbooks table")
        self.screen.find("label", title)
        return library

    def wait_for_run(self, title, steps):
        """Until the activity panel says that all steps of the run are done."""
        row = self.screen.find("filler", title)
        self.screen.find("label", "Done", row)
        self.screen.find("label", "%d of %d" % (steps, steps), row)
