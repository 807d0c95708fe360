# SPDX-License-Identifier: GPL-3.0-or-later
"""A plain client for tests of the double: what comes back is shown as bytes, nothing is repeated or repaired."""
import http.client
import json
import socket
import urllib.parse

SCOPE = "Credential=%s/20260101/us-east-1/%s/aws4_request, SignedHeaders=host, Signature=" + "0" * 64


def headers(service, operation="", key="AKIAANY"):
    """Of an AWS call with a signature that is well formed and wrong."""
    result = {"Authorization": "AWS4-HMAC-SHA256 " + SCOPE % (key, service), "X-Amz-Date": "20260101T000000Z"}
    if operation:
        result.update({"X-Amz-Target": "Prefix." + operation, "Content-Type": "application/x-amz-json-1.1"})
    return result


class Client:
    def __init__(self, endpoint):
        self.address = urllib.parse.urlsplit(endpoint)

    def call(self, method, target, body=None, head=None, timeout=10):
        """(status, headers, body) over a connection of its own."""
        connection = http.client.HTTPConnection(self.address.hostname, self.address.port, timeout=timeout)
        try:
            connection.request(method, target, body, head or {})
            reply = connection.getresponse()
            return reply.status, reply.headers, reply.read()
        finally:
            connection.close()

    def json_call(self, service, operation, body=None, key="AKIAANY"):
        status, head, data = self.call("POST", "/", json.dumps(body or {}), headers(service, operation, key))
        return status, head, json.loads(data)

    def control(self, method, name, body=None):
        status, _, data = self.call(method, "/_double/" + name, json.dumps(body) if body is not None else None)
        assert status == 200, data
        return json.loads(data)

    def rule(self, answer, **rest):
        self.control("POST", "rules", {"answer": answer, **rest})

    def raw(self, operation="ListUsers", timeout=5):
        """All bytes until the server closes: for answers that are not HTTP, or too much of it."""
        with socket.create_connection((self.address.hostname, self.address.port), timeout=timeout) as connection:
            head = "".join("%s: %s\r\n" % item for item in headers("cognito-idp", operation).items())
            request = "POST / HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 0\r\n%s\r\n" % head
            connection.sendall(request.encode())
            data = b""
            while part := connection.recv(65536):
                data += part
            return data
