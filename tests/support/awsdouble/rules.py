# SPDX-License-Identifier: GPL-3.0-or-later
"""Which call gets which special answer. README.md has the form of a rule."""
import itertools
import threading

MATCHERS = {
    "service": lambda wanted, request, call: call.service == wanted,
    "operation": lambda wanted, request, call: call.operation == wanted,
    "method": lambda wanted, request, call: request.method == wanted,
    "path": lambda wanted, request, call: request.path.startswith(wanted),
    "target": lambda wanted, request, call: wanted in request.target,
    "body": lambda wanted, request, call: wanted in request.text,
    "accessKey": lambda wanted, request, call: call.access_key == wanted,
}
KEYS = {"match", "after", "every", "times", "answer", "answers"}


class Rule:
    def __init__(self, number, description):
        unknown = (set(description) - KEYS) | (set(description.get("match", {})) - set(MATCHERS))
        if unknown:
            raise ValueError("a rule does not have: %s" % ", ".join(sorted(unknown)))
        self.number, self.description = number, description
        self.seen = self.fired = 0
        self._match = description.get("match", {})
        self._after, self._every = description.get("after", 0), description.get("every", 1)
        self._answers = description.get("answers") or [description["answer"]]
        one_each = len(self._answers) if "answers" in description else None
        self._times = description.get("times", one_each)

    def fits(self, request, call):
        return all(MATCHERS[name](wanted, request, call) for name, wanted in self._match.items())

    def take(self):
        """The answer to the call that fits, or None when this is not its turn."""
        self.seen += 1
        turn = self.seen - self._after
        if turn < 1 or turn % self._every or (self._times is not None and self.fired >= self._times):
            return None
        answer = self._answers[self.fired % len(self._answers)]
        self.fired += 1
        return answer


class RuleBook:
    """The rules in the order in which they came; the first whose turn it is answers."""

    def __init__(self):
        self._lock = threading.Lock()
        self._numbers = itertools.count(1)
        self._rules = []

    def add(self, description):
        """The number of the new rule; raises ValueError or KeyError when it is not understood."""
        with self._lock:
            rule = Rule(next(self._numbers), description)
            self._rules.append(rule)
            return rule.number

    def clear(self):
        with self._lock:
            self._rules.clear()

    def answer(self, request, call):
        with self._lock:
            answers = (rule.take() for rule in self._rules if rule.fits(request, call))
            return next((answer for answer in answers if answer is not None), None)

    def listing(self):
        with self._lock:
            return [{"number": rule.number, "seen": rule.seen, "fired": rule.fired, "rule": rule.description}
                    for rule in self._rules]
