# SPDX-License-Identifier: GPL-3.0-or-later
"""moto for tests, on a free loopback port: empty or with the demo's users, its signatures checked or not.

Speaks as resources/demo/demo_server.py does: the first line of standard output is
{"event": "listening", "endpoint": …, "accessKeyId": …, "secretAccessKey": …}; it ends with its parent.
"""
import argparse
import json
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "resources" / "demo"))

import demo_server
from demo import cognito, costs, identity, lifeline, trail, users
from demo.account import ACCOUNT_ID, Account

EVERYTHING = {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "*", "Resource": "*"}]}


def enforce_signatures():
    """From now on moto refuses wrong keys and signatures; the operator of the demo may do everything."""
    from moto import settings
    from moto.iam.models import iam_backends

    iam_backends[ACCOUNT_ID]["aws"].get_user(identity.OPERATOR).put_policy("everything", json.dumps(EVERYTHING))
    settings.INITIAL_NO_AUTH_ACTION_COUNT = 0


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--enforce-signatures", action="store_true")
    parser.add_argument("--users", type=int, default=0, help="fill the demo's pools, the first with so many users")
    parser.add_argument("--costs", action="store_true", help="the demo's Cost Explorer and CloudTrail")
    options = parser.parse_args()
    lifeline.end_with_parent()
    lifeline.end_with_standard_input()

    listener = demo_server.listen(0)
    account = Account(users=options.users, seed=20)
    demo_server.report("listening", endpoint="http://127.0.0.1:%d" % listener.getsockname()[1],
                       **account.credentials())
    identity.fill(account)
    cognito.behave_like_aws()
    if options.users:
        users.fill(account)
    if options.costs:
        costs.fill(account)
        trail.fill(account)
    if options.enforce_signatures:
        enforce_signatures()
    demo_server.serve(listener)


if __name__ == "__main__":
    main()
