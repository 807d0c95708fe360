# SPDX-License-Identifier: GPL-3.0-or-later
"""The double itself: a thread for each connection, requests one after the other on each."""
import socket
import ssl
import threading

from . import calls, control, wire
from .certificates import KINDS, Certificates
from .deadends import DeadEnds
from .exchange import Exchange, perform
from .identity import Gate
from .records import Records
from .rules import RuleBook
from .sessions import Sessions
from .stage import Stage
from .upstream import Upstream

IDLE_SECONDS = 60


class Double:
    def __init__(self, moto="", ledger=None):
        self.upstream = Upstream(moto)
        self.records = Records(ledger)
        self.rules = RuleBook()
        self.gate = Gate()
        self.sessions = Sessions(self.gate, scripted_sts=not moto)
        self.stage = Stage()
        self._dead_ends = DeadEnds()
        self._tls = {}
        self._authority = ""
        self.port = self._listen()

    @property
    def endpoint(self):
        return "http://127.0.0.1:%d" % self.port

    def endpoints(self):
        """All addresses, the good one, the dead ones, and those of TLS with the file of their authority."""
        return {"endpoint": self.endpoint, **self._dead_ends.endpoints(),
                "tls": self._tls, "certificateAuthority": self._authority}

    def serve_tls(self, folder):
        """Opens one more port for each kind of certificate; they are kept in the folder."""
        certificates = Certificates(folder)
        self._authority = certificates.authority
        for kind in KINDS:
            self._tls[kind] = "https://127.0.0.1:%d" % self._listen(certificates.context(kind))

    def _listen(self, context=None):
        listener = socket.create_server(("127.0.0.1", 0), backlog=128)
        threading.Thread(target=self._accept, args=(listener, context), daemon=True).start()
        return listener.getsockname()[1]

    def _accept(self, listener, context):
        while True:
            connection, _ = listener.accept()
            threading.Thread(target=self._converse, args=(connection, context), daemon=True).start()

    def _converse(self, connection, context):
        try:
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            connection.settimeout(IDLE_SECONDS)
            if context:
                connection = context.wrap_socket(connection, server_side=True)
            with connection.makefile("rb") as stream:
                while self._answer_next(connection, stream):
                    pass
        except (wire.Closed, OSError, ssl.SSLError, ValueError):
            pass  # the client has gone, or a fault has sent it away
        finally:
            connection.close()

    def _answer_next(self, connection, stream):
        """True when the connection goes on."""
        request = wire.read_request(stream)
        if request.header("Expect").lower() == "100-continue":
            connection.sendall(b"HTTP/1.1 100 Continue\r\n\r\n")
        wire.read_body(stream, request)
        call = calls.identify(request)
        exchange = Exchange(self, connection, request, call)
        if request.path.startswith(control.PREFIX):
            exchange.send(control.answer(self, request))
        else:
            self.records.request(request, call)
            self._answer(exchange)
        return not request.wants_close()

    def _answer(self, exchange):
        """Who may not call, is refused; then rules, then the scripted services, then moto."""
        request, call = exchange.request, exchange.call
        scripted = self.sessions.handler(request, call)
        signed_at_all = call.protocol != calls.PLAIN and not call.operation.startswith("AssumeRoleWith")
        refusal = self.gate.refusal(request, call) if signed_at_all or not scripted else None
        if refusal:
            exchange.send(refusal)
            return
        answer = self.rules.answer(request, call)
        if answer is not None:
            perform(exchange, answer)
        elif scripted:
            exchange.send(scripted(request))
        elif self.stage.plays(call):
            exchange.send(self.stage.answer(exchange))
        else:
            exchange.send(exchange.forward())
