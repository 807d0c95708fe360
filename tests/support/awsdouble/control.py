# SPDX-License-Identifier: GPL-3.0-or-later
"""How a test talks to the double: JSON under /_double/. README.md has the list."""
import json

from .wire import Reply

PREFIX = "/_double/"


def answer(double, request):
    """The reply to a control request; what is not understood is refused with 400 and a sentence."""
    body = json.loads(request.body) if request.body else None
    handle = ROUTES.get((request.method, request.path[len(PREFIX):]))
    if handle is None:
        return Reply.of_json({"message": "no such control: %s %s" % (request.method, request.path)}, 404)
    try:
        return Reply.of_json(handle(double, body))
    except (KeyError, TypeError, ValueError) as problem:
        return Reply.of_json({"message": "%s: %s" % (type(problem).__name__, problem)}, 400)


def _add_rules(double, body):
    return [double.rules.add(rule) for rule in (body if isinstance(body, list) else [body])]


def _change_settings(double, body):
    gate = {"checkSignatures": "checks_signatures", "checkDates": "checks_dates", "clockOffsetSeconds": "clock_offset"}
    for name, value in body.items():
        if name in gate:
            setattr(double.gate, gate[name], value)
        elif name in double.sessions.settings:
            double.sessions.settings[name] = value
        else:
            raise ValueError("no such setting: " + name)
    return body


def _add_key(double, body):
    lifetime = body.get("expiresInSeconds", float("inf"))
    double.gate.add_key(body["accessKeyId"], body["secretAccessKey"], body.get("sessionToken", ""),
                        double.gate.now() + lifetime)
    return {}


ROUTES = {
    ("GET", "endpoints"): lambda double, body: double.endpoints(),
    ("GET", "rules"): lambda double, body: double.rules.listing(),
    ("POST", "rules"): _add_rules,
    ("DELETE", "rules"): lambda double, body: double.rules.clear(),
    ("GET", "ledger"): lambda double, body: double.records.ledger(),
    ("DELETE", "ledger"): lambda double, body: double.records.forget_ledger(),
    ("GET", "requests"): lambda double, body: double.records.requests(),
    ("DELETE", "requests"): lambda double, body: double.records.forget_requests(),
    ("POST", "settings"): _change_settings,
    ("POST", "stage"): lambda double, body: double.stage.set(body),
    ("POST", "keys"): _add_key,
    ("POST", "keys/expire"): lambda double, body: double.gate.expire_key(body["accessKeyId"]),
}
