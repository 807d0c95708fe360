# SPDX-License-Identifier: GPL-3.0-or-later
"""Who may call: known keys, their expiry, the date of a request, its signature."""
import dataclasses
import datetime
import threading
import time

from . import errors
from .sigv4 import Signature, holds

TOLERANCE_SECONDS = 900
DATE_FORM = "%Y%m%dT%H%M%SZ"


@dataclasses.dataclass
class Key:
    secret: str
    token: str = ""
    expires_at: float = float("inf")  # seconds since 1970


class Gate:
    """Refuses what AWS would refuse. Everything passes until checking is switched on.

    clock_offset moves the double's own clock, in seconds: the Date header of all answers moves with it.
    """

    def __init__(self):
        self.checks_signatures = False
        self.checks_dates = False
        self.clock_offset = 0.0
        self._keys = {}
        self._lock = threading.Lock()

    def add_key(self, access_key, secret, token="", expires_at=float("inf")):
        with self._lock:
            self._keys[access_key] = Key(secret, token, expires_at)

    def expire_key(self, access_key):
        """From now on calls with the key are answered as with an expired session."""
        with self._lock:
            self._keys.setdefault(access_key, Key("")).expires_at = 0.0

    def now(self):
        return time.time() + self.clock_offset

    def refusal(self, request, call):
        """The reply that refuses the request, or None when it may pass."""
        if call.protocol == "plain" and not self.checks_signatures:
            return None
        claim = Signature.of(request)
        why, message = self._objection(request, claim)
        return errors.refusal(call.protocol, why, message) if why else None

    def _objection(self, request, claim):
        key = self._keys.get(claim.access_key) if claim else None
        if key and key.expires_at <= self.now():
            return "expired-token", "The security token included in the request is expired"
        if self.checks_dates and claim:
            message = self._date_objection(claim)
            if message:
                return "skewed", message
        return self._signature_objection(request, claim, key) if self.checks_signatures else (None, "")

    @staticmethod
    def _signature_objection(request, claim, key):
        if not claim:
            return "missing", "Missing Authentication Token"
        if not key or key.token != request.header("X-Amz-Security-Token", key.token if claim.presigned else ""):
            return "unknown-key", "The security token included in the request is invalid."
        if not holds(claim, request, key.secret):
            return "signature", ("The request signature we calculated does not match the signature you provided. "
                                 "Check your AWS Secret Access Key and signing method.")
        return None, ""

    def _date_objection(self, claim):
        try:
            signed = datetime.datetime.strptime(claim.date, DATE_FORM).replace(tzinfo=datetime.timezone.utc)
        except ValueError:
            return "Date must be in ISO-8601 'basic format'. Got '%s'." % claim.date
        now = datetime.datetime.fromtimestamp(self.now(), datetime.timezone.utc)
        difference = (signed - now).total_seconds()
        limit = datetime.timedelta(seconds=TOLERANCE_SECONDS)
        if difference < -TOLERANCE_SECONDS:
            return "Signature expired: %s is now earlier than %s (%s - 15 min.)" % (
                claim.date, (now - limit).strftime(DATE_FORM), now.strftime(DATE_FORM))
        if difference > TOLERANCE_SECONDS:
            return "Signature not yet current: %s is still later than %s (%s + 15 min.)" % (
                claim.date, (now + limit).strftime(DATE_FORM), now.strftime(DATE_FORM))
        return ""
