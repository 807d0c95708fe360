# SPDX-License-Identifier: GPL-3.0-or-later
"""The real thing behind the double: moto, asked with the very headers that the client signed."""
import http.client
import urllib.parse

from .wire import Reply

HOP_BY_HOP = {"connection", "transfer-encoding", "content-length", "expect", "keep-alive"}
TIMEOUT_SECONDS = 60


class Upstream:
    def __init__(self, address):
        self.address = address

    def forward(self, request):
        """moto's answer, without the headers that concern its connection only. Host and Authorization stay as sent."""
        parts = urllib.parse.urlsplit(self.address)
        connection = http.client.HTTPConnection(parts.hostname, parts.port, timeout=TIMEOUT_SECONDS)
        try:
            return self._exchange(connection, request)
        finally:
            connection.close()

    @staticmethod
    def _exchange(connection, request):
        connection.putrequest(request.method, request.target, skip_host=True, skip_accept_encoding=True)
        for name, value in request.headers:
            if name.lower() not in HOP_BY_HOP:
                connection.putheader(name, value)
        connection.putheader("Content-Length", str(len(request.body)))
        connection.endheaders(request.body)
        answer = connection.getresponse()
        body = answer.read()
        headers = {name: value for name, value in answer.getheaders() if name.lower() not in HOP_BY_HOP | {"date"}}
        return Reply(answer.status, headers, body)
