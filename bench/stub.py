# SPDX-License-Identifier: GPL-3.0-or-later
"""The stub of Cognito for as long as a `with` lasts."""
import json
import os
import subprocess


class Stub:
    def __init__(self, build, users):
        self.command = [os.path.join(build, "bench", "stub_listusers"), str(users)]

    def __enter__(self):
        self.process = subprocess.Popen(self.command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        facts = json.loads(self.process.stdout.readline())
        self.endpoint, self.pool = facts["endpoint"], facts["userPoolId"]
        return self

    def __exit__(self, *_):
        self.process.stdin.close()  # the end of its standard input is its own
        self.process.wait()
