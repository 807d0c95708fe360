# SPDX-License-Identifier: GPL-3.0-or-later
"""What all parts of the demo account have in common."""
import datetime
import random

ACCOUNT_ID = "123456789012"
REGION = "us-east-1"
ACCESS_KEY_ID = "AKIADEMO000STATIONM0"
SECRET_ACCESS_KEY = "demo/not-a-secret/signatures-are-not-checked"


class Account:
    """Sizes, a clock that stands still while the account is filled, and one source of chance."""

    def __init__(self, users, seed):
        self.users = users
        self.now = datetime.datetime.now(datetime.timezone.utc).replace(tzinfo=None)
        self.seed = seed

    def chance(self, part):
        """Chance of its own for each part, so that a new part leaves the others as they were."""
        return random.Random("%s/%s" % (self.seed, part))

    def ago(self, days):
        """The instant days (a fraction is fine) before now: UTC without zone, as moto keeps its dates."""
        return self.now - datetime.timedelta(days=days)

    @staticmethod
    def credentials():
        return {"region": REGION, "accountId": ACCOUNT_ID, "accessKeyId": ACCESS_KEY_ID,
                "secretAccessKey": SECRET_ACCESS_KEY}
