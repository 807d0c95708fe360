# SPDX-License-Identifier: GPL-3.0-or-later
"""The key of a journal in the desktop's keyring, on a session bus of the test's own."""
import os
import shutil
import subprocess
import unittest

from headless import DONE, REFUSED, HeadlessTest

BUS = """<busconfig><type>session</type><listen>unix:dir={}</listen><auth>EXTERNAL</auth>
<policy context="default"><allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/></policy></busconfig>"""


@unittest.skipUnless(shutil.which("dbus-daemon"), "dbus-daemon is not installed")
class KeyInAKeyring(HeadlessTest):
    def setUp(self):
        super().setUp()
        configuration = self.home / "bus.conf"
        configuration.write_text(BUS.format(self.home))
        self.variables["DBUS_SESSION_BUS_ADDRESS"] = self.serve(
            "dbus-daemon", "--nofork", "--print-address", "--config-file", str(configuration))

    def serve(self, *command):
        """Runs a server until the test has ended; the first line that it says."""
        process = subprocess.Popen(command, env=self.variables, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                                   text=True)
        self.addCleanup(process.communicate)
        self.addCleanup(process.kill)
        return process.stdout.readline().strip()

    def test_newJournal_hasItsKeyThere_andIsClosedWithoutIt(self):
        self.assertEqual(self.serve(os.environ["FAKE_KEYRING"], "unlocked"), "ready")

        key = self.stationmaster("approve", "--key").out
        again = self.stationmaster("approve", "--key").out
        verified = self.stationmaster("journal", "verify")
        del self.variables["DBUS_SESSION_BUS_ADDRESS"]
        alone = self.stationmaster("journal", "verify")

        self.assertEqual(key, again)
        self.assertEqual(verified.code, DONE, verified)
        self.assertIn("The key is in the desktop's keyring.", verified.out)
        self.assertEqual(alone.code, REFUSED, alone)
        self.assertIn("says that the key is in the desktop's keyring", alone.err)

    def test_withoutAKeyring_theKeyIsInAFile(self):
        outcome = self.stationmaster("journal", "verify")

        self.assertEqual(outcome.code, DONE, outcome)
        self.assertIn("The key is in the file journal.key", outcome.out)
        self.assertEqual((self.data / "journal.key").stat().st_size, 32)

    def test_journalOfBefore_keepsItsFile(self):
        key = self.stationmaster("approve", "--key").out
        self.assertEqual(self.serve(os.environ["FAKE_KEYRING"], "unlocked"), "ready")

        self.assertEqual(self.stationmaster("approve", "--key").out, key)
        self.assertEqual(self.stationmaster("journal", "verify", "--json").json()["key"], "file")


if __name__ == "__main__":
    unittest.main()
