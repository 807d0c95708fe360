# SPDX-License-Identifier: GPL-3.0-or-later
"""Everything that can go wrong between a console and AWS, by name. README.md lists the names and their options."""
import json
import os
import re
import threading
import time
import zlib

from . import calls, errors
from .wire import Closed, Reply

MEGABYTE = 1024 * 1024
PORTAL = ("<!DOCTYPE html><html><head><title>Guest network</title></head><body>"
          "<h1>Welcome</h1><form action='/login'>Accept the terms to go online.</form></body></html>").encode()
STATUS_WORDS = {429: "TooManyRequestsException", 500: "InternalFailure", 502: "BadGateway",
                503: "ServiceUnavailable", 504: "GatewayTimeout"}
PAGE_TOKENS = ("PaginationToken", "NextToken", "nextToken", "NextPageToken")


def inject(exchange, name, options):
    """Carries the fault out; raises Closed when the connection did not survive it."""
    status = re.fullmatch(r"status-(\d{3})", name)
    if status:
        _status(exchange, int(status[1]), **options)
    elif name in FAULTS:
        FAULTS[name](exchange, **options)
    else:
        raise ValueError("no such fault: " + name)


def _reset_before_headers(exchange):
    exchange.reset()


def _reset_after_headers(exchange):
    exchange.send_raw(exchange.forward().head())
    exchange.reset()


def _reset_mid_body(exchange):
    _send_half(exchange)
    exchange.reset()


def _half_close(exchange):
    """The end of the stream in the middle of the body; the other direction stays open."""
    _send_half(exchange)
    exchange.connection.shutdown(1)
    exchange.wait_for_client()


def _send_half(exchange):
    reply = exchange.forward()
    exchange.send_raw(reply.head() + reply.body[:len(reply.body) // 2])


def _silent(exchange, seconds=None):
    exchange.wait_for_client(seconds)


def _execute_and_timeout(exchange, seconds=None):
    """Carried out, but the answer is lost: the case in which repeating is dangerous."""
    exchange.forward()
    exchange.wait_for_client(seconds)


def _execute_and_reset(exchange):
    exchange.forward()
    exchange.reset()


def _slow(exchange, bytesPerSecond=1):
    reply = exchange.forward()
    data = reply.head() + reply.body
    for position in range(len(data)):
        exchange.send_raw(data[position:position + 1])
        time.sleep(1 / bytesPerSecond)


def _captive_portal(exchange):
    exchange.send(Reply(200, {"Content-Type": "text/html; charset=utf-8"}, PORTAL))


def _redirect(exchange, to=None):
    """To a host that must never see the credentials; by default the double by another name, which records it."""
    location = to or "http://localhost:%d/_elsewhere" % exchange.double.port
    exchange.send(Reply(307, {"Location": location, "Content-Type": "text/html"}, b"<html>Moved</html>"))


def _proxy_407(exchange):
    exchange.send(Reply(407, {"Proxy-Authenticate": 'Basic realm="proxy"', "Content-Type": "text/html"},
                        b"<html>Proxy Authentication Required</html>"))


def _status(exchange, status, retryAfter=None, html=False):
    """An HTTP status in the protocol's form, or as the HTML of a load balancer."""
    headers = {} if retryAfter is None else {"Retry-After": str(retryAfter)}
    if html:
        exchange.send(Reply(status, {"Content-Type": "text/html", **headers}, b"<html>%d</html>" % status))
    else:
        code = STATUS_WORDS.get(status, "UnknownError")
        exchange.send(errors.error(exchange.call.protocol, code, "Injected status %d" % status, status, headers))


def _malformed(exchange):
    """Cut off in the middle of a value, though the length is right."""
    is_json = exchange.call.protocol in (calls.JSON, calls.REST_JSON, calls.PLAIN)
    if is_json:
        exchange.send(Reply(200, {"Content-Type": "application/json"}, b'{"Users": [{"Username": "adaeze", "Enab'))
    else:
        exchange.send(Reply(200, {"Content-Type": "application/xml"}, b"<Result><Users><member>"))


def _garbage(exchange, size=2048):
    exchange.send_raw(os.urandom(size))
    raise Closed


def _truncated_gzip(exchange):
    reply = exchange.forward()
    packed = _gzip([reply.body])
    reply.headers["Content-Encoding"] = "gzip"
    reply.body = packed[:len(packed) // 2]
    exchange.send(reply)


def _gzip_bomb(exchange, megabytes=1024):
    """Valid JSON, a thousand times as large as it looks."""
    exchange.send(Reply(200, {"Content-Type": "application/x-amz-json-1.1", "Content-Encoding": "gzip"},
                        _gzip(_padding(megabytes))))


def _huge(exchange, megabytes=100):
    parts = list(_padding(1))
    size = len(parts[0]) + megabytes * MEGABYTE + len(parts[-1])
    exchange.send_raw(Reply(200, {"Content-Type": "application/x-amz-json-1.1", "Content-Length": str(size)}).head())
    for part in _padding(megabytes):
        exchange.send_raw(part)


def _padding(megabytes):
    yield b'{"padding": "'
    for _ in range(megabytes):
        yield b"0" * MEGABYTE
    yield b'"}'


def _gzip(parts):
    packer = zlib.compressobj(wbits=31)
    return b"".join([packer.compress(part) for part in parts] + [packer.flush()])


def _crc32_mismatch(exchange):
    reply = exchange.forward()
    reply.headers["x-amz-crc32"] = str(zlib.crc32(reply.body) ^ 1)
    exchange.send(reply)


def _ok_with_error(exchange):
    """S3's CopyObject and CompleteMultipartUpload fail after they have said 200."""
    reply = errors.error(calls.REST_XML, "InternalError", "We encountered an internal error. Please try again.", 200)
    exchange.send(reply)


def _duplicate_reply(exchange):
    reply = exchange.forward()
    exchange.send(reply)
    exchange.send(reply)


def _repeated_page_token(exchange):
    """The next page is the one that was just asked for: a paginator must not go round for ever."""
    reply = exchange.forward()
    asked = json.loads(exchange.request.body or b"{}")
    answered = json.loads(reply.body)
    answered.update({name: asked[name] for name in PAGE_TOKENS if name in asked})
    reply.body = json.dumps(answered).encode()
    exchange.send(reply)


class Swap:
    """Makes two answers change places: who comes first waits until the next one has been answered."""

    def __init__(self):
        self._lock = threading.Lock()
        self._waiting = None

    def __call__(self, exchange, limitMs=1000):
        reply = exchange.forward()
        with self._lock:
            partner, self._waiting = self._waiting, None if self._waiting else threading.Event()
            own = self._waiting
        if own:
            own.wait(limitMs / 1000)
            with self._lock:
                self._waiting = None if self._waiting is own else self._waiting
        exchange.send(reply)
        if partner:
            partner.set()


FAULTS = {
    "reset-before-headers": _reset_before_headers, "reset-after-headers": _reset_after_headers,
    "reset-mid-body": _reset_mid_body, "half-close": _half_close, "silent": _silent, "slow": _slow,
    "execute-and-timeout": _execute_and_timeout, "execute-and-reset": _execute_and_reset,
    "captive-portal": _captive_portal, "redirect": _redirect, "proxy-407": _proxy_407, "malformed": _malformed,
    "garbage": _garbage, "truncated-gzip": _truncated_gzip, "gzip-bomb": _gzip_bomb, "huge": _huge,
    "crc32-mismatch": _crc32_mismatch, "ok-with-error": _ok_with_error, "duplicate-reply": _duplicate_reply,
    "repeated-page-token": _repeated_page_token, "reordered": Swap(),
}
