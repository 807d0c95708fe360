# SPDX-License-Identifier: GPL-3.0-or-later
"""`stationmaster --self-test --demo` without any display: opens every page once and leaves with 0."""
import os
import subprocess
import sys
import tempfile
import unittest

import needs


class SelfTest(unittest.TestCase):
    def run_program(self, *options, **variables):
        with tempfile.TemporaryDirectory() as home:
            environment = {"PATH": os.environ["PATH"], "HOME": home, "XDG_RUNTIME_DIR": home, "TZ": "UTC",
                           "LC_ALL": "C.UTF-8", "QT_QPA_PLATFORM": "offscreen",
                           "STATIONMASTER_PYTHON": sys.executable, **variables}
            return subprocess.run(
                [os.environ["STATIONMASTER_PROGRAM"], "--self-test", "--data-folder", home + "/data", *options],
                env=environment, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=90, check=False)

    def test_demo_everyPageOpened_isDone(self):
        done = self.run_program("--demo")

        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(done.stdout, "")
        for level in ("critical", "fatal"):
            self.assertNotIn(" %s " % level, done.stderr)

    def test_withoutCredentials_nothingToOpen_isFailure(self):
        done = self.run_program("--region", "us-east-1", AWS_EC2_METADATA_DISABLED="true")

        self.assertEqual(done.returncode, 1, done.stderr)


if __name__ == "__main__":
    needs.run("moto", "flask")
