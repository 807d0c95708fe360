# SPDX-License-Identifier: GPL-3.0-or-later
"""HTTP/1.1 on bare sockets: requests exactly as they were sent, and full control over every byte of an answer."""
import dataclasses
import email.utils
import http.client
import json
import time

HEAD_LIMIT = 64 * 1024
BODY_LIMIT = 256 * 1024 * 1024


class Closed(Exception):
    """The other side has closed the connection, or sent what is not HTTP."""


@dataclasses.dataclass
class Request:
    """One request; names and values of headers are as sent and in the order sent."""

    method: str
    target: str
    headers: list
    body: bytes = b""

    def header(self, name, default=""):
        values = [value for key, value in self.headers if key.lower() == name.lower()]
        return ",".join(values) if values else default

    @property
    def path(self):
        return self.target.split("?", 1)[0]

    @property
    def query(self):
        return self.target.split("?", 1)[1] if "?" in self.target else ""

    @property
    def text(self):
        return self.body.decode("utf-8", "replace")

    def wants_close(self):
        return "close" in self.header("Connection").lower()


@dataclasses.dataclass
class Reply:
    status: int = 200
    headers: dict = dataclasses.field(default_factory=dict)
    body: bytes = b""

    @classmethod
    def of_json(cls, value, status=200, content_type="application/json"):
        return cls(status, {"Content-Type": content_type}, json.dumps(value).encode())

    def head(self, clock_offset=0):
        """Status line and headers, with Content-Length (unless chunked) and Date (unless given)."""
        headers = dict(self.headers)
        if "Transfer-Encoding" not in headers:
            headers.setdefault("Content-Length", str(len(self.body)))
        headers.setdefault("Date", email.utils.formatdate(time.time() + clock_offset, usegmt=True))
        lines = ["HTTP/1.1 %d %s" % (self.status, http.client.responses.get(self.status, "Status"))]
        lines += ["%s: %s" % header for header in headers.items()]
        return ("\r\n".join(lines) + "\r\n\r\n").encode("latin-1")


def read_request(stream):
    """The next request of a connection; raises Closed at its end."""
    line = stream.readline(HEAD_LIMIT)
    parts = line.decode("latin-1").rstrip("\r\n").split(" ")
    if len(parts) != 3 or not parts[2].startswith("HTTP/"):
        raise Closed
    return Request(parts[0], parts[1], _read_headers(stream))


def read_body(stream, request):
    if request.header("Transfer-Encoding").lower() == "chunked":
        request.body = b"".join(_chunks(stream))
    else:
        request.body = _exactly(stream, int(request.header("Content-Length", "0")))


def _read_headers(stream):
    headers = []
    while True:
        line = stream.readline(HEAD_LIMIT).decode("latin-1")
        if not line.endswith("\n"):  # a client that died may have sent all but the very last byte
            raise Closed
        line = line.rstrip("\r\n")
        if not line:
            return headers
        name, _, value = line.partition(":")
        headers.append((name, value.strip()))


def _chunks(stream):
    while True:
        size = int(stream.readline(HEAD_LIMIT).split(b";")[0] or b"0", 16)
        if size == 0:
            _read_headers(stream)  # trailers
            return
        yield _exactly(stream, size)
        stream.readline(HEAD_LIMIT)


def _exactly(stream, size):
    if size > BODY_LIMIT:
        raise Closed
    data = stream.read(size)
    if len(data) != size:
        raise Closed
    return data
