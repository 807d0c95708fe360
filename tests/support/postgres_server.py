# SPDX-License-Identifier: GPL-3.0-or-later
"""A PostgreSQL server for one test program: empty, on a free loopback port and a socket of its own, with TLS.

The first line of standard output is {"endpoint": "127.0.0.1:PORT", "port": …, "folder": …, "password": …}. In the folder
are the socket and the certificates of awsdouble.certificates. Roles: "postgres" (everything, trusted on the socket), "tester"
and "clerk" (both with the password; only tester may create things), "certified" (by the certificate "trusted"). When
standard input ends, or a signal asks for it, the server is stopped and its folder removed; killing this program also
stops the server.
"""
import ctypes
import glob
import json
import os
import pathlib
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time

from awsdouble.certificates import Certificates

PR_SET_PDEATHSIG = 1
PASSWORD = "canary-of-the-tester"
LIMIT_SECONDS = 15
CONFIGURATION = """
listen_addresses = '127.0.0.1,127.0.0.2'
port = {port}
unix_socket_directories = '{folder}'
ssl = on
ssl_cert_file = '{folder}/trusted.pem'
ssl_key_file = '{folder}/trusted.key'
ssl_ca_file = '{folder}/ca.pem'
password_encryption = 'scram-sha-256'
fsync = off
synchronous_commit = off
full_page_writes = off
autovacuum = off
shared_buffers = 32MB
max_connections = 20
log_min_messages = panic
timezone = 'America/New_York'
datestyle = 'SQL, DMY'
"""
ACCESS = """
local all all trust
hostssl all certified 127.0.0.0/8 cert map=certificates
host all all 127.0.0.0/8 scram-sha-256
"""
NAMES = 'certificates "awsdouble trusted" certified\n'
ROLES = """
CREATE ROLE tester LOGIN PASSWORD '{password}';
CREATE ROLE clerk LOGIN PASSWORD '{password}';
CREATE ROLE certified LOGIN;
GRANT CREATE ON SCHEMA public TO tester;
"""


def programs():
    """The folder of initdb and postgres, which Debian keeps off the path."""
    found = sorted(glob.glob("/usr/lib/postgresql/*/bin/postgres"), key=lambda path: int(path.split("/")[4]))
    path = found[-1] if found else shutil.which("postgres")
    if not path:
        sys.exit("the PostgreSQL server is not installed")
    return pathlib.Path(path).parent


def owner():
    """PostgreSQL refuses to run as root: then it runs as the user that its package made."""
    return pwd.getpwnam("postgres") if os.geteuid() == 0 else None


def die_with_parent():
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGQUIT)


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Server:
    def __init__(self, folder):
        self._folder = pathlib.Path(folder)
        self._data = self._folder / "data"
        self._programs = programs()
        self._owner = owner()
        self._process = None
        self.port = 0

    def prepare(self):
        self._give_away(self._folder)
        filling = self._popen("initdb", "--pgdata", self._data, "--no-sync", "--no-instructions", "--locale=C",
                              "--encoding=UTF8", "--username=postgres", "--auth=trust")
        Certificates(self._folder)
        for path in self._folder.iterdir():
            self._give_away(path)
        if filling.wait(LIMIT_SECONDS) != 0:
            sys.exit("initdb failed")
        (self._data / "pg_hba.conf").write_text(ACCESS)
        (self._data / "pg_ident.conf").write_text(NAMES)

    def start(self):
        self.port = free_port()
        with open(self._data / "postgresql.conf", "a", encoding="utf-8") as file:
            file.write(CONFIGURATION.format(folder=self._folder, port=self.port))
        self._process = self._popen("postgres", "-D", self._data)
        deadline = time.monotonic() + LIMIT_SECONDS
        while not self._is_ready():
            if self._process.poll() is not None or time.monotonic() > deadline:
                sys.exit("the PostgreSQL server does not start")
            time.sleep(0.01)
        subprocess.run(["psql", "--no-psqlrc", "--quiet", "--set=ON_ERROR_STOP=1", "--host", str(self._folder),
                        "--port", str(self.port), "--username=postgres", "postgres"],
                       input=ROLES.format(password=PASSWORD), text=True, check=True, stdout=subprocess.DEVNULL)

    def stop(self):
        if self._process and self._process.poll() is None:
            self._process.send_signal(signal.SIGQUIT)
            try:
                self._process.wait(5)
            except subprocess.TimeoutExpired:
                self._process.kill()

    def _is_ready(self):
        try:
            lines = (self._data / "postmaster.pid").read_text().splitlines()
        except OSError:
            return False
        return len(lines) > 7 and lines[7].strip() == "ready"

    def _give_away(self, path):
        if self._owner:
            os.chown(path, self._owner.pw_uid, self._owner.pw_gid)

    def _popen(self, program, *arguments):
        identity = {"user": self._owner.pw_uid, "group": self._owner.pw_gid, "extra_groups": []} if self._owner else {}
        return subprocess.Popen([str(self._programs / program), *map(str, arguments)], cwd=self._folder,
                                stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, preexec_fn=die_with_parent,
                                **identity)


def main():
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    with tempfile.TemporaryDirectory(prefix="sm-postgres-", ignore_cleanup_errors=True) as folder:
        server = Server(folder)
        try:
            server.prepare()
            server.start()
            print(json.dumps({"endpoint": "127.0.0.1:%d" % server.port, "port": server.port, "folder": folder,
                              "password": PASSWORD}), flush=True)
            while sys.stdin.buffer.raw.read(4096):
                pass
        finally:
            server.stop()


if __name__ == "__main__":
    main()
