# SPDX-License-Identifier: GPL-3.0-or-later
"""What was shipped to the demo account, and when: two bad releases of a function in a row that wait to be rolled back,
and quiet ones of a service of ECS. The trail, the metrics and the services themselves tell the same story, and go on
with what a person does.
"""
import datetime

FUNCTION, ALIAS = "chat-lambda", "live"
# Hours ago, version, who; each was live until the next. The last but one did not do either: going back by one would not help.
SHIFTS = [(190, "16", "deploy-bot"), (74, "17", "grace.chen"), (2.5, "18", "deploy-bot"), (0.75, "19", "deploy-bot")]
# Version: share of the requests that fail, milliseconds within which 95 of 100 are answered.
MANNERS = {"18": (0.031, 1400), "19": (0.082, 2900)}
USUAL = (0.002, 420)
TIMEOUTS = {"18": "3", "19": "3"}
USUAL_TIMEOUT = "30"
PERSON = "demo-operator"  # whose keys the program has

CLUSTER, SERVICE, FAMILY = "energy-insights", "backend", "backend"
# Hours ago, revision, who.
ROLLS = [(410, 40, "deploy-bot"), (222, 41, "deploy-bot"), (70, 42, "grace.chen")]


class Releases:
    """Who has moved what, oldest first; the instants are UTC without zone, as moto keeps its dates."""

    def __init__(self, account):
        self.shifts = [(account.ago(hours / 24), version, who) for hours, version, who in SHIFTS]
        self.rolls = [(account.ago(hours / 24), revision, who) for hours, revision, who in ROLLS]
        self.calls = []

    def tell(self, at, what, asked):
        """Another call for the trail: what is service, operation, who, kind of resource, resource."""
        self.calls.append((at, what, asked))

    def shift(self, version):
        self.shifts.append((now(), version, PERSON))

    def roll(self, revision):
        self.rolls.append((now(), revision, PERSON))

    def version_at(self, when):
        """What the alias pointed to; None before the first that is known."""
        found = [version for at, version, _ in self.shifts if at <= when]
        return found[-1] if found else None

    def is_rolled_at(self, when):
        """Whether the service was there."""
        return any(at <= when for at, _, _ in self.rolls)

    def shifted_to(self, version):
        """When a version was first live; None: it never was."""
        return next((at for at, each, _ in self.shifts if each == version), None)


def of(account):
    """The one story of an account."""
    if not hasattr(account, "releases"):
        account.releases = Releases(account)
    return account.releases


def now():
    """UTC without zone."""
    return datetime.datetime.now(datetime.timezone.utc).replace(tzinfo=None)


def seconds(when):
    """Since 1970, of an instant in UTC without zone."""
    return int(when.replace(tzinfo=datetime.timezone.utc).timestamp())
