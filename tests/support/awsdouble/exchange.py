# SPDX-License-Identifier: GPL-3.0-or-later
"""One request on one connection, and the ways to answer it."""
import base64
import json
import socket
import struct
import time

from . import errors, faults
from .rollouts import Rollouts
from .wire import Closed, Reply

CHUNK = 16 * 1024


class Exchange:
    def __init__(self, double, connection, request, call):
        self.double, self.connection, self.request, self.call = double, connection, request, call

    def forward(self):
        """moto's answer; a write is in the ledger before anybody sees the answer."""
        if not self.double.upstream.address:
            return errors.error(self.call.protocol, "NotScripted", "No rule answers, and no server stands behind.", 501)
        reply = self.double.upstream.forward(self.request)
        if self.call.is_write:
            self.double.records.effect(self.request, self.call, "moto", reply.status)
        return reply

    def send(self, reply):
        self.send_raw(reply.head(self.double.gate.clock_offset) + self.body_of(reply))

    def body_of(self, reply):
        return b"" if self.request.method == "HEAD" else reply.body

    def send_raw(self, data):
        self.connection.sendall(data)

    def send_chunked(self, reply):
        """The same answer in chunks, as load balancers like to send it."""
        reply.headers["Transfer-Encoding"] = "chunked"
        self.send_raw(reply.head(self.double.gate.clock_offset))
        for start in range(0, len(reply.body), CHUNK):
            part = reply.body[start:start + CHUNK]
            self.send_raw(b"%x\r\n%s\r\n" % (len(part), part))
        self.send_raw(b"0\r\n\r\n")

    def reset(self):
        """Ends the connection with RST, after what was sent has had time to arrive."""
        time.sleep(0.02)
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.connection.close()
        raise Closed

    def wait_for_client(self, seconds=None):
        """Says nothing until the client gives up, or so many seconds have passed; then closes."""
        self.connection.settimeout(seconds)
        try:
            while self.connection.recv(4096):
                pass
        except OSError:
            pass
        raise Closed


def perform(exchange, answer):
    """Carries out a rule's answer: at most one of error, refuse, throttle, reply, fault; otherwise moto answers."""
    time.sleep(answer.get("delayMs", 0) / 1000)
    protocol = exchange.call.protocol
    if "error" in answer:
        exchange.send(_error(protocol, **answer["error"]))
    elif "refuse" in answer:
        exchange.send(errors.refusal(protocol, answer["refuse"], "Refused by a rule: %s" % answer["refuse"]))
    elif "throttle" in answer:
        exchange.send(errors.throttle(protocol, answer["throttle"] or None))
    elif "reply" in answer:
        _scripted(exchange, answer["reply"])
    elif "rollouts" in answer:
        _rolled_out(exchange, Rollouts(answer["rollouts"]))
    elif "fault" in answer:
        options = {name: value for name, value in answer.items() if name not in ("fault", "delayMs")}
        faults.inject(exchange, answer["fault"], options)
    else:
        _proxied(exchange, answer)


def _error(protocol, code, message="", status=400, headers=None):
    return errors.error(protocol, code, message, status, headers)


def _scripted(exchange, description):
    """A successful scripted answer to a write is a side effect, as if it had been done."""
    status = description.get("status", 200)
    if exchange.call.is_write and status < 300:
        exchange.double.records.effect(exchange.request, exchange.call, "script", status)
    exchange.send(reply_of(description))


def reply_of(description):
    """{"status", "headers", and one of "json", "text", "base64"} as a Reply."""
    headers = dict(description.get("headers", {}))
    if "json" in description:
        headers.setdefault("Content-Type", "application/x-amz-json-1.1")
        body = json.dumps(description["json"]).encode()
    elif "base64" in description:
        body = base64.b64decode(description["base64"])
    else:
        body = description.get("text", "").encode()
    return Reply(description.get("status", 200), headers, body)


def _rolled_out(exchange, rollouts):
    """moto's ECS, with rollouts that go on and a memory of them."""
    if not rollouts.plays(exchange.call):
        exchange.send(rollouts.rewritten(exchange.forward(), exchange.request, exchange.call))
        return
    if exchange.call.is_write:
        exchange.double.records.effect(exchange.request, exchange.call, "script", 200)
    exchange.send(rollouts.play(exchange.request, exchange.call))


def _proxied(exchange, answer):
    """moto's answer, changed: members of its JSON ("set": {"Table.TableStatus": "CREATING"}), headers, chunks."""
    reply = exchange.forward()
    if "set" in answer:
        document = json.loads(reply.body)
        for path, value in answer["set"].items():
            set_member(document, path.split("."), value)
        reply.body = json.dumps(document).encode()
    reply.headers.update(answer.get("headers", {}))
    if answer.get("chunked"):
        exchange.send_chunked(reply)
    else:
        exchange.send(reply)


def set_member(document, path, value):
    """Sets one member; a number in the path is a place in a list, "*" every place."""
    name, rest = path[0], path[1:]
    for key in (range(len(document)) if name == "*" else [int(name) if isinstance(document, list) else name]):
        if rest:
            set_member(document[key], rest, value)
        else:
            document[key] = value
