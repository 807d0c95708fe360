#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""start.py BUILD_FOLDER [ROUNDS]: how long the program takes from exec to its first painted frame and to its first
answer to a click (until the palette's window is there), on an X server of its own, and what it holds in memory
when it is idle on 500 users.

Seen from the outside only. Prints one line of JSON: milliseconds and megabytes.
"""
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time

from stub import Stub
from xwatch import Screen

POOL_SIZE = 500
SETTLED_SECONDS = 4


class XServer:
    def __enter__(self):
        read, write = os.pipe()
        self.process = subprocess.Popen(["Xvfb", "-displayfd", str(write), "-screen", "0", "1280x800x24", "-nolisten",
                                         "tcp"], pass_fds=[write], stderr=subprocess.DEVNULL)
        os.close(write)
        with os.fdopen(read) as number:
            self.display = ":" + number.readline().strip()
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait()


def environment(display, home):
    kept = {name: os.environ[name] for name in ("PATH", "LANG", "LD_LIBRARY_PATH") if name in os.environ}
    return {**kept, "DISPLAY": display, "HOME": home, "XDG_RUNTIME_DIR": home, "QT_QPA_PLATFORM": "xcb",
            "AWS_ACCESS_KEY_ID": "AKIABENCH", "AWS_SECRET_ACCESS_KEY": "bench", "AWS_REGION": "us-east-1",
            "AWS_EC2_METADATA_DISABLED": "true"}


def memory(pid):
    """Resident and proportional set, megabytes."""
    sizes = {}
    with open("/proc/%d/smaps_rollup" % pid, encoding="ascii") as rollup:
        for line in rollup.readlines()[1:]:
            name, size = line.split(":")
            sizes[name] = int(size.split()[0]) / 1024
    return sizes["Rss"], sizes["Pss"]


def start(program, display, endpoint, home, stay):
    screen = Screen(display)
    began = time.monotonic()
    process = subprocess.Popen([program, "--endpoint-url", endpoint, "--data-folder", home + "/data"],
                               env=environment(display, home), stderr=subprocess.DEVNULL)
    try:
        window = screen.mapped()
        screen.painted(window)
        painted = time.monotonic() - began
        screen.answers(window)
        answered = time.monotonic() - began
        time.sleep(stay)
        return painted * 1000, answered * 1000, memory(process.pid)
    finally:
        process.terminate()
        process.wait()
        screen.close()


def main():
    build = sys.argv[1]
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 7
    program = os.path.join(build, "app", "stationmaster")
    with tempfile.TemporaryDirectory() as home, XServer() as server, Stub(build, POOL_SIZE) as stub:
        start(program, server.display, stub.endpoint, home, 1)  # warms the caches
        runs = [start(program, server.display, stub.endpoint, home, 0.5) for _ in range(rounds)]
        _, _, (resident, proportional) = start(program, server.display, stub.endpoint, home, SETTLED_SECONDS)
    print(json.dumps({"firstFrame": round(statistics.median(run[0] for run in runs), 1),
                      "firstAnswer": round(statistics.median(run[1] for run in runs), 1),
                      "longest": round(max(run[1] for run in runs), 1),
                      "residentMegabytes": round(resident, 1), "proportionalMegabytes": round(proportional, 1)}))


if __name__ == "__main__":
    main()
