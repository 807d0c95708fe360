#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""As many AWS accounts as are wanted, all alike: moto is filled once, and each account is a fork of it.

    worlds.py PREPARE SCENARIOS…    PREPARE is tests/integration/undo/prepare.py

The first line of standard output is {"endpoint": …, "region": …, "accessKeyId": …, "secretAccessKey": …}: GET /inputs
there answers with the inputs of all scenarios once they are prepared, GET /world with the endpoint of a new account.
The account before it has gone then. This process has one thread only, or a fork could inherit a lock that nobody holds.
"""
import http.server
import json
import logging
import os
import pathlib
import select
import signal
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[3]
sys.path.insert(0, str(ROOT / "resources" / "demo"))

import demo_server
from demo import cognito, identity, lifeline
from demo.account import Account


class Moto:
    """moto in this process, and its forks."""

    def __init__(self):
        from moto.moto_server.werkzeug_app import DomainDispatcherApplication, create_backend_app

        logging.getLogger("werkzeug").setLevel(logging.ERROR)
        self._application = DomainDispatcherApplication(create_backend_app)
        self._fork = 0

    def _server(self, threaded):
        from werkzeug.serving import make_server

        return make_server("127.0.0.1", 0, self._application, threaded=threaded)

    def prepare(self, script, scenarios, account):
        """The inputs of the writes in the file, after what they act on was made."""
        server = self._server(threaded=False)
        server.timeout = 0.05
        keys = {"AWS_ACCESS_KEY_ID": account["accessKeyId"], "AWS_SECRET_ACCESS_KEY": account["secretAccessKey"]}
        endpoint = "http://127.0.0.1:%d" % server.server_port
        process = subprocess.Popen([sys.executable, "-B", script, scenarios, endpoint, account["region"]],
                                   env={**os.environ, **keys}, stdout=subprocess.PIPE)
        while process.poll() is None:
            server.handle_request()
        server.server_close()
        if process.returncode:
            sys.exit("%s can not be prepared" % scenarios)
        return json.load(process.stdout)

    def end_fork(self):
        if self._fork:
            os.kill(self._fork, signal.SIGKILL)
            os.waitpid(self._fork, 0)
        self._fork = 0

    def fork(self):
        self.end_fork()
        server = self._server(threaded=True)
        server.daemon_threads = True
        self._fork = os.fork()
        if self._fork == 0:
            lifeline.end_with_parent()
            server.serve_forever()
            os._exit(0)
        endpoint = "http://127.0.0.1:%d" % server.server_port
        server.socket.close()
        return endpoint


class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        answer = self.server.inputs if self.path == "/inputs" else {"endpoint": self.server.moto.fork()}
        body = json.dumps(answer).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


def main():
    lifeline.end_with_parent()
    script, files = sys.argv[1], sys.argv[2:]
    control = http.server.HTTPServer(("127.0.0.1", 0), Handler)
    account = Account(users=0, seed=20)
    facts = account.credentials()
    demo_server.report("listening", endpoint="http://127.0.0.1:%d" % control.server_port, **facts)
    control.moto = Moto()
    identity.fill(account)
    cognito.behave_like_aws()
    control.inputs = [each for path in files for each in control.moto.prepare(script, path, facts)]
    while sys.stdin not in (ready := select.select([control, sys.stdin], [], [])[0]) or os.read(0, 4096):
        if control in ready:
            control.handle_request()
    control.moto.end_fork()


if __name__ == "__main__":
    main()
