# SPDX-License-Identifier: GPL-3.0-or-later
"""The PostgreSQL of the tests for as long as a `with` lasts."""
import glob
import json
import os
import subprocess
import sys

SUPPORT = os.path.join(os.path.dirname(os.path.abspath(__file__)), os.pardir, "tests", "support")


class PostgresServer:
    # Debian's psql on the path is a Perl script that looks for this one; the peer is not to pay for that.
    PSQL = max(glob.glob("/usr/lib/postgresql/*/bin/psql"), default="")

    @classmethod
    def is_available(cls):
        return bool(cls.PSQL and glob.glob("/usr/lib/postgresql/*/bin/postgres"))

    def __enter__(self):
        self.process = subprocess.Popen([sys.executable, os.path.join(SUPPORT, "postgres_server.py")],
                                        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
                                        env={**os.environ, "PYTHONPATH": SUPPORT, "PYTHONDONTWRITEBYTECODE": "1"})
        facts = json.loads(self.process.stdout.readline())
        self.folder, self.port = facts["folder"], str(facts["port"])
        return self

    def __exit__(self, *_):
        self.process.stdin.close()  # the end of its standard input is its own
        self.process.wait()

    def psql(self, *commands):
        """The command line that runs `commands` as the role that may do everything."""
        return [self.PSQL, "--no-psqlrc", "--quiet", "--host", self.folder, "--port", self.port, "--username=postgres",
                *("--command=" + command for command in commands), "postgres"]
