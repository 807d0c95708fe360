# SPDX-License-Identifier: GPL-3.0-or-later
"""Addresses at which nobody answers: a closed port, one that swallows every packet, a name that no one has."""
import socket


class DeadEnds:
    def __init__(self):
        self._refused = socket.socket()  # bound, so that nobody else gets the port, but never listening
        self._refused.bind(("127.0.0.1", 0))
        self._blackhole = socket.socket()
        self._blackhole.bind(("127.0.0.1", 0))
        self._blackhole.listen(0)
        self._fillers = [self._fill() for _ in range(3)]

    def _fill(self):
        """A full backlog makes the kernel drop further connection attempts without a word."""
        filler = socket.socket()
        filler.setblocking(False)
        filler.connect_ex(self._blackhole.getsockname())
        return filler

    def endpoints(self):
        return {"refused": "http://127.0.0.1:%d" % self._refused.getsockname()[1],
                "blackhole": "http://127.0.0.1:%d" % self._blackhole.getsockname()[1],
                "unknown-host": "http://no-such-host.invalid"}
