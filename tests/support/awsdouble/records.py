# SPDX-License-Identifier: GPL-3.0-or-later
"""What happened: every request, and in the ledger every side effect, as JSON lines."""
import collections
import hashlib
import json
import threading
import time

KEPT_REQUESTS = 20_000
KEPT_BODY = 64 * 1024


class Records:
    """Thread-safe. The ledger is also appended to a file, when one is named, before the client gets its answer."""

    def __init__(self, ledger_path=None):
        self._lock = threading.Lock()
        self._requests = collections.deque(maxlen=KEPT_REQUESTS)
        self._ledger = []
        self._file = open(ledger_path, "a", encoding="utf-8", buffering=1) if ledger_path else None

    def request(self, request, call):
        entry = {"time": time.time(), "method": request.method, "target": request.target, "service": call.service,
                 "region": call.region, "operation": call.operation, "headers": request.headers,
                 "body": request.body[:KEPT_BODY].decode("utf-8", "replace")}
        with self._lock:
            self._requests.append(entry)

    def effect(self, request, call, source, status):
        """A write that was carried out by moto, or by a script that says so."""
        entry = {"time": time.time(), "service": call.service, "region": call.region, "operation": call.operation,
                 "accessKeyId": call.access_key, "bodySha256": hashlib.sha256(request.body).hexdigest(),
                 "invocationId": request.header("amz-sdk-invocation-id"),
                 "attempt": request.header("amz-sdk-request"), "source": source, "status": status}
        with self._lock:
            self._ledger.append(entry)
            if self._file:
                self._file.write(json.dumps(entry) + "\n")

    def requests(self):
        with self._lock:
            return list(self._requests)

    def ledger(self):
        with self._lock:
            return list(self._ledger)

    def forget_requests(self):
        with self._lock:
            self._requests.clear()

    def forget_ledger(self):
        """The file keeps everything."""
        with self._lock:
            self._ledger.clear()
