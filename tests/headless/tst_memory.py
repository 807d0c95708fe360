# SPDX-License-Identifier: GPL-3.0-or-later
"""Pages stream: 1,667 of them take no more memory than 100."""
import json
import os
import pathlib
import re
import subprocess
import unittest

import needs
from headless import POOL, HeadlessTest

ALLOWED_GROWTH_KB = 8 * 1024
CHUNK = 16 * 1024


class Memory(HeadlessTest):
    def listing_of(self, users):
        """How many users came, and the most memory in kB; read while the last of the output still waits in the pipe."""
        server = subprocess.Popen([os.environ["STUB_LISTUSERS"], str(users)], stdin=subprocess.PIPE,
                                  stdout=subprocess.PIPE)
        self.addCleanup(server.communicate)
        self.addCleanup(server.kill)
        endpoint = json.loads(server.stdout.readline())["endpoint"]
        process = self.start("cognito-idp:ListUsers", json.dumps({"UserPoolId": POOL}), "--all-pages",
                             "--query", "Users[].Username", "--endpoint-url", endpoint)
        status = pathlib.Path("/proc/%d/status" % process.pid)
        parts, peak = [], 0
        while part := process.stdout.read(CHUNK):
            parts.append(part)
            found = re.search(r"VmHWM:\s+(\d+)", status.read_text())
            peak = max(peak, int(found[1]) if found else 0)
        self.assertEqual(process.wait(30), 0, process.stderr.read())
        process.stderr.close()
        process.stdout.close()
        return len(json.loads("".join(parts))), peak

    def test_memory_ofManyPages_staysThatOfFew(self):
        few, peak_of_few = self.listing_of(100 * 60)
        many, peak_of_many = self.listing_of(100_000)

        self.assertEqual((few, many), (6000, 100_000))
        self.assertGreater(peak_of_few, 0)
        self.assertLess(peak_of_many - peak_of_few, ALLOWED_GROWTH_KB, "%d pages: %d kB, %d pages: %d kB" % (
            100, peak_of_few, 1667, peak_of_many))
        print("headless memory: 100 pages %d kB, 1667 pages %d kB" % (peak_of_few, peak_of_many))


if __name__ == "__main__":
    needs.run()
