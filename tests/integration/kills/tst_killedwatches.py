# SPDX-License-Identifier: GPL-3.0-or-later
"""A roll-back of which the program is killed while it watches how it does: it watches on from where it was.

It takes three minutes: what is watched for a minute goes by whole minutes, and is judged a minute after the last.
"""
import json
import time

import needs
from tst_crashjourney import wait_until
from tst_killeddeployments import InDemo


class KilledWatches(InDemo):
    UNIT = "chat-lambda:live"

    def live(self):
        return self.account.client("lambda").get_alias(FunctionName="chat-lambda", Name="live")["FunctionVersion"]

    def hours_before(self):
        """Where what is held against begins; the same for the whole of a watch."""
        return {json.loads(each["body"])["StartTime"] for each in self.double.records.requests()
                if each["operation"] == "GetMetricData"}

    def test_aliasRolledBack_killedInItsBake_isWatchedOn(self):
        run = self.killed_in("deployment:bake", "GetMetricData", *self.command_of(
            "roll-back-alias", function="chat-lambda", alias="live", version="17", reason="No answers.", watch="1m"))
        self.assertEqual((self.wrote("UpdateAlias"), self.live()), (1, "17"))
        since = self.hours_before()
        minute = time.time() // 60
        while not wait_until(lambda: time.time() // 60 > minute):
            pass  # one that began anew would now hold against another hour

        self.go_on(run)

        self.assertEqual(self.wrote("UpdateAlias"), 1)
        self.assertEqual(self.hours_before(), since, "it has begun anew")
        self.assertMarkedOnce(self.UNIT, "No answers.")


if __name__ == "__main__":
    needs.run("boto3", "moto", "flask")
