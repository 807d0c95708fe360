# SPDX-License-Identifier: GPL-3.0-or-later
"""The stub of S3 for as long as a `with` lasts."""
import json
import os
import subprocess
import urllib.request


class BucketStub:
    """Bucket "source" with `count` objects of `size` bytes; "target" and "peer" are empty."""

    def __init__(self, build, count, size):
        self.command = [os.path.join(build, "bench", "stub_s3"), str(count), str(size)]

    def __enter__(self):
        self.process = subprocess.Popen(self.command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.endpoint = json.loads(self.process.stdout.readline())["endpoint"]
        return self

    def copies(self):
        with urllib.request.urlopen(self.endpoint + "/-facts") as answer:
            return json.load(answer)["copies"]

    def __exit__(self, *_):
        self.process.stdin.close()  # the end of its standard input is its own
        self.process.wait()
