# SPDX-License-Identifier: GPL-3.0-or-later
"""Each fault does what its name says, seen byte by byte."""
import http.client
import json
import shutil
import socket
import ssl
import tempfile
import threading
import time
import unittest
import urllib.parse
import zlib

import needs
from awsdouble.faults import FAULTS
from awsdouble.server import Double
from doubleclient import Client, headers

BODY = {"Users": [{"Username": "user-%03d" % number} for number in range(100)], "PaginationToken": "next"}


class Faults(unittest.TestCase):
    """Behind the double stands another one, which always gives the same page."""

    @classmethod
    def setUpClass(cls):
        cls.behind = Double()
        Client(cls.behind.endpoint).rule({"reply": {"json": BODY}})

    def setUp(self):
        self.double = Double(self.behind.endpoint)
        self.client = Client(self.double.endpoint)

    def fault(self, name, **options):
        self.client.rule({"fault": name, **options}, times=1)

    def call(self):
        return self.client.call("POST", "/", "{}", headers("cognito-idp", "ListUsers"))

    def test_reset_before_headers_givesNoByte(self):
        self.fault("reset-before-headers")
        with self.assertRaises(ConnectionResetError):
            self.client.raw()

    def test_reset_after_headers_givesHeadOnly(self):
        self.fault("reset-after-headers")
        with self.assertRaises(ConnectionResetError):
            self.call()

    def test_reset_mid_body_givesHalf(self):
        self.fault("reset-mid-body")
        with self.assertRaises((ConnectionResetError, http.client.IncompleteRead)):
            self.call()

    def test_half_close_givesHalfAndEnd(self):
        self.fault("half-close")
        data = self.client.raw()
        head, _, body = data.partition(b"\r\n\r\n")
        self.assertIn(b"Content-Length: %d" % len(json.dumps(BODY)), head)
        self.assertEqual(len(body), len(json.dumps(BODY)) // 2)

    def test_silent_givesNothingUntilTimeout(self):
        self.fault("silent")
        with self.assertRaises(TimeoutError):
            self.client.raw(timeout=0.3)

    def test_slow_takesItsTime(self):
        self.fault("slow", bytesPerSecond=5000)
        began = time.monotonic()
        self.assertEqual(json.loads(self.call()[2]), BODY)
        self.assertGreater(time.monotonic() - began, 0.5)

    def test_captive_portal_isHtmlWith200(self):
        self.fault("captive-portal")
        status, head, body = self.call()
        self.assertEqual((status, head.get_content_type(), body[:9]), (200, "text/html", b"<!DOCTYPE"))

    def test_redirect_pointsToOtherHost(self):
        self.fault("redirect")
        status, head, _ = self.call()
        self.assertEqual((status, urllib.parse.urlsplit(head["Location"]).hostname), (307, "localhost"))

    def test_proxy_407_asksForPassword(self):
        self.fault("proxy-407")
        status, head, _ = self.call()
        self.assertEqual((status, head["Proxy-Authenticate"][:5]), (407, "Basic"))

    def test_status_anyOfThem_isGiven(self):
        for status in (429, 500, 502, 503, 504):
            self.fault("status-%d" % status, retryAfter=7)
            found, head, body = self.call()
            self.assertEqual((found, head["Retry-After"]), (status, "7"))
            self.assertIn("__type", json.loads(body))
        self.fault("status-502", html=True)
        self.assertEqual(self.call()[1].get_content_type(), "text/html")

    def test_malformed_isNoJsonAndNoXml(self):
        self.client.rule({"fault": "malformed"})
        with self.assertRaises(ValueError):
            json.loads(self.call()[2])
        self.assertNotIn(b"</Result>", self.client.call("GET", "/b", head=headers("s3"))[2])

    def test_garbage_isNoHttp(self):
        self.fault("garbage")
        self.assertNotEqual(self.client.raw()[:5], b"HTTP/")

    def test_truncated_gzip_doesNotUnpack(self):
        self.fault("truncated-gzip")
        status, head, body = self.call()
        self.assertEqual((status, head["Content-Encoding"], int(head["Content-Length"])), (200, "gzip", len(body)))
        self.assertFalse(zlib.decompressobj(31).decompress(body).endswith(b"}"))

    def test_gzip_bomb_isSmallAndUnpacksToMuch(self):
        self.fault("gzip-bomb", megabytes=50)
        body = self.call()[2]
        self.assertLess(len(body), 200_000)
        self.assertEqual(len(zlib.decompress(body, 31)), 50 * 1024 * 1024 + 15)

    def test_huge_isValidJsonOfThatSize(self):
        self.fault("huge", megabytes=20)
        body = self.call()[2]
        self.assertEqual(len(json.loads(body)["padding"]), 20 * 1024 * 1024)

    def test_crc32_mismatch_saysAnotherSum(self):
        self.fault("crc32-mismatch")
        _, head, body = self.call()
        self.assertNotEqual(int(head["x-amz-crc32"]), zlib.crc32(body))

    def test_ok_with_error_is200WithError(self):
        self.fault("ok-with-error")
        status, _, body = self.client.call("PUT", "/b/k", head=headers("s3"))
        self.assertEqual((status, b"<Error>" in body), (200, True))

    def test_execute_and_timeout_isDoneButNotSeen(self):
        self.fault("execute-and-timeout", seconds=0.2)
        self.assertEqual(self.client.raw("AdminDisableUser"), b"")
        self.assertEqual([entry["operation"] for entry in self.client.control("GET", "ledger")], ["AdminDisableUser"])

    def test_execute_and_reset_isDoneButNotSeen(self):
        self.fault("execute-and-reset")
        with self.assertRaises(ConnectionResetError):
            self.client.raw("AdminDisableUser")
        self.assertEqual(len(self.client.control("GET", "ledger")), 1)

    def test_duplicate_reply_comesTwice(self):
        self.fault("duplicate-reply")
        self.assertEqual(self.client.raw().count(b"HTTP/1.1 200"), 2)

    def test_repeated_page_token_goesRound(self):
        self.fault("repeated-page-token")
        body = self.client.json_call("cognito-idp", "ListUsers", {"PaginationToken": "mine"})[2]
        self.assertEqual(body["PaginationToken"], "mine")

    def test_reordered_firstIsAnsweredAfterSecond(self):
        self.client.rule({"fault": "reordered", "limitMs": 5000})
        order = []

        def ask(name):
            self.client.json_call("cognito-idp", "ListUsers", {"name": name})
            order.append(name)

        first = threading.Thread(target=ask, args=("first",))
        first.start()
        while not self.client.control("GET", "requests"):
            time.sleep(0.01)
        first.join(0.1)
        self.assertEqual(order, [])
        ask("second")
        first.join()
        self.assertEqual(set(order), {"first", "second"})

    def test_chunkedAndChanged_answerOfServerBehind(self):
        self.client.rule({"chunked": True, "set": {"Users.*.Username": "x", "PaginationToken": None}})
        _, head, body = self.call()
        self.assertEqual(head["Transfer-Encoding"], "chunked")
        self.assertEqual({user["Username"] for user in json.loads(body)["Users"]}, {"x"})

    def test_delay_isKept(self):
        self.client.rule({"delayMs": 200})
        began = time.monotonic()
        self.call()
        self.assertGreaterEqual(time.monotonic() - began, 0.2)

    def test_connection_isKeptAlive(self):
        connection = http.client.HTTPConnection(self.client.address.hostname, self.client.address.port)
        ports = set()
        for _ in range(3):
            connection.request("POST", "/", "{}", headers("cognito-idp", "ListUsers"))
            ports.add(connection.sock.getsockname()[1])
            connection.getresponse().read()
        connection.close()
        self.assertEqual(len(ports), 1)

    def test_everyFault_hasATest(self):
        tested = " ".join(name for name in dir(self) if name.startswith("test_"))
        self.assertEqual([name for name in FAULTS if name.replace("-", "_") not in tested], [])


class Addresses(unittest.TestCase):
    def test_refusedAndBlackhole_behaveSo(self):
        endpoints = Double().endpoints()
        for kind, expected in (("refused", ConnectionRefusedError), ("blackhole", TimeoutError)):
            address = urllib.parse.urlsplit(endpoints[kind])
            with self.subTest(kind), self.assertRaises(expected):
                socket.create_connection((address.hostname, address.port), timeout=0.5).close()

    @unittest.skipUnless(shutil.which("openssl"), "the openssl program is not installed")
    def test_tls_onlyTheTrustedIsGood(self):
        expected = {"trusted": "", "self-signed": "self-signed", "wrong-host": "ip address mismatch",
                    "expired": "expired", "tls-1.1": "protocol"}
        with tempfile.TemporaryDirectory() as folder:
            double = Double()
            double.serve_tls(folder)
            for kind, words in expected.items():
                with self.subTest(kind):
                    self.assertIn(words, self.problem(double.endpoints()["tls"][kind], folder + "/ca.pem"))

    @staticmethod
    def problem(endpoint, authority):
        address = urllib.parse.urlsplit(endpoint)
        context = ssl.create_default_context(cafile=authority)
        context.minimum_version = ssl.TLSVersion.TLSv1_2
        connection = http.client.HTTPSConnection(address.hostname, address.port, context=context, timeout=5)
        try:
            connection.request("GET", "/_double/rules")
            return "" if connection.getresponse().status == 200 else "no answer"
        except ssl.SSLError as problem:
            return str(problem).lower()
        finally:
            connection.close()


if __name__ == "__main__":
    needs.run()
