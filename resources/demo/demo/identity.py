# SPDX-License-Identifier: GPL-3.0-or-later
"""IAM: the person at the demo's window, so that STS answers with a name."""
from .account import ACCESS_KEY_ID, ACCOUNT_ID, REGION, SECRET_ACCESS_KEY

OPERATOR = "demo-operator"


def fill(_account):
    from moto.iam.models import iam_backends

    iam = iam_backends[ACCOUNT_ID]["aws"]
    iam.create_user(REGION, OPERATOR)
    key = iam.create_access_key(OPERATOR)
    # The key never changes: a profile written for one demo works for the next one.
    del iam.access_keys[key.access_key_id]
    key.access_key_id, key.secret_access_key = ACCESS_KEY_ID, SECRET_ACCESS_KEY
    iam.access_keys[ACCESS_KEY_ID] = key
    return {"operator": OPERATOR}
