# SPDX-License-Identifier: GPL-3.0-or-later
"""A redis-server of one's own, and a network before it, each for as long as a `with` lasts."""
import ctypes
import json
import os
import shutil
import signal
import socket
import subprocess
import tempfile

PR_SET_PDEATHSIG = 1


def end_with_parent():
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class RedisServer:
    """On a free port of loopback; nothing on the disk."""

    @staticmethod
    def is_available():
        return bool(shutil.which("redis-server") and shutil.which("redis-cli"))

    def __enter__(self):
        self.port = free_port()
        self.folder = tempfile.TemporaryDirectory()
        configuration = ("bind 127.0.0.1\nport %d\nsave \"\"\nappendonly no\ndaemonize no\n"
                         "enable-debug-command local\ndir %s\n" % (self.port, self.folder.name))
        self.process = subprocess.Popen(["redis-server", "-"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
                                        preexec_fn=end_with_parent)
        self.process.stdin.write(configuration)
        self.process.stdin.close()
        for line in self.process.stdout:
            if "Ready to accept connections" in line:
                return self
        raise RuntimeError("redis-server does not start")

    def __exit__(self, *_):
        self.process.kill()
        self.process.wait()
        self.process.stdout.close()
        self.folder.cleanup()

    def cli(self, *arguments):
        return subprocess.run(["redis-cli", "-p", str(self.port), *arguments], check=True, capture_output=True,
                              text=True).stdout.strip()

    def fill(self, count, prefix):
        """Keys prefix:0 … in a database that is otherwise empty."""
        self.cli("FLUSHALL", "SYNC")
        self.cli("DEBUG", "POPULATE", str(count), prefix)


class Relay:
    """Another port for a server; what goes through it takes `microseconds` more in each direction."""

    def __init__(self, build, port, microseconds):
        self.command = [os.path.join(build, "bench", "stub_relay"), str(port), str(microseconds)]

    def __enter__(self):
        self.process = subprocess.Popen(self.command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.port = json.loads(self.process.stdout.readline())["port"]
        return self

    def __exit__(self, *_):
        self.process.stdin.close()  # the end of its standard input is its own
        self.process.wait()
