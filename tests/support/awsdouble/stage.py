# SPDX-License-Identifier: GPL-3.0-or-later
"""Services that are played here in full, because moto has them not, or not to the end."""
import threading

from .appconfig import AppConfigApi
from .codedeploy import CodeDeployApi

KINDS = {"appconfig": AppConfigApi, "codedeploy": CodeDeployApi}


class Stage:
    """Nothing is played before it is set; then rules still come first, and moto gets none of those calls."""

    def __init__(self):
        self._lock = threading.Lock()
        self._services = {}

    def set(self, body):
        """Replaces what is played of each service that \"body\" names; raises KeyError for others."""
        with self._lock:
            for name, staged in body.items():
                self._services[KINDS[name].SERVICE] = KINDS[name](staged)
        return sorted(self._services)

    def playing(self, name):
        """What is played of that service, for a test to look at."""
        with self._lock:
            return self._services[KINDS[name].SERVICE]

    def plays(self, call):
        return call.service in self._services

    def answer(self, exchange):
        with self._lock:
            reply = self._services[exchange.call.service].answer(exchange.request, exchange.call)
        if exchange.call.is_write and reply.status < 300:
            exchange.double.records.effect(exchange.request, exchange.call, "stage", reply.status)
        return reply
