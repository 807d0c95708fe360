# SPDX-License-Identifier: GPL-3.0-or-later
"""The AWS account behind `stationmaster --demo`: moto on a free loopback port, filled in process.

Standard output is JSON lines. The first one names the endpoint and comes before anything slow happens:
the port listens already, and calls wait in its backlog until the account is complete, so no client
ever sees half an account. The server ends with its parent or when standard input reaches its end.

    {"event": "listening", "endpoint": "http://127.0.0.1:40123", "region": "us-east-1", ...}
    {"event": "seeded", "what": "users", "seconds": 0.1, "pools": [...]}
    {"event": "ready", "seconds": 0.9}
"""
import argparse
import importlib.util
import json
import logging
import socket
import sys
import time

from demo import lifeline

MOTO_MISSING = 77  # what CTest, too, reads as "skipped"


def report(event, **facts):
    """One JSON line; flushed, for the window waits for it."""
    print(json.dumps({"event": event, **facts}), flush=True)


def listen(port):
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listener.bind(("127.0.0.1", port))
    listener.listen(128)
    return listener


def seed(account):
    """Fills every service that has a module here, in the order in which they are listed."""
    from demo import costs, identity, trail, users

    for what, fill in (("identity", identity.fill), ("users", users.fill), ("costs", costs.fill),
                       ("trail", trail.fill)):
        began = time.monotonic()
        facts = fill(account)
        report("seeded", what=what, seconds=round(time.monotonic() - began, 3), **facts)


def serve(listener, account=None):
    """Answers until the process ends. Each service gets what it has in the demo account, or nothing without one."""
    from demo import estate
    from moto.moto_server.werkzeug_app import DomainDispatcherApplication, create_backend_app
    from werkzeug.serving import make_server

    logging.getLogger("werkzeug").setLevel(logging.ERROR)  # not a line for each request
    host, port = listener.getsockname()

    def create_app(service):  # under the dispatcher's lock, when the service is first asked
        if account:
            estate.fill(service, account)
        return create_backend_app(service)

    application = DomainDispatcherApplication(create_app)
    server = make_server(host, port, application, threaded=True, fd=listener.fileno())
    server.daemon_threads = True
    server.serve_forever()


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--port", type=int, default=0, help="loopback port (default: a free one)")
    parser.add_argument("--users", type=int, default=500, help="users of the first pool (default: 500)")
    parser.add_argument("--seed", type=int, default=20, help="the same number gives the same account (default: 20)")
    return parser.parse_args()


def main():
    lifeline.end_with_parent()
    options = arguments()
    lifeline.end_with_standard_input()
    if importlib.util.find_spec("moto") is None:
        report("failed", message="The Python package moto[server] is not installed.", python=sys.executable)
        return MOTO_MISSING

    began = time.monotonic()
    listener = listen(options.port)
    from demo.account import Account

    account = Account(users=options.users, seed=options.seed)
    report("listening", endpoint="http://127.0.0.1:%d" % listener.getsockname()[1], **account.credentials())
    seed(account)
    report("ready", seconds=round(time.monotonic() - began, 3))
    serve(listener, account)
    return 0


if __name__ == "__main__":
    sys.exit(main())
