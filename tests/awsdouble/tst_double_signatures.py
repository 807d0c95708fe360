# SPDX-License-Identifier: GPL-3.0-or-later
"""The double's own signature check against botocore's signer, an independent oracle."""
import random
import unittest
import urllib.parse

import needs
from awsdouble import calls, errors
from awsdouble.identity import Gate
from awsdouble.sigv4 import Signature, holds
from awsdouble.wire import Request

KEY, SECRET = "AKIAORACLE", "secret/with+signs"
PIECES = ["a", "B7", "~", "-._", " ", "%", "+", "é", "/", ":", "=", "*", "'", "(", "中"]


def signed(service, method, path, query, body, token=None, presigned=False):
    """The request as botocore would send it: path and query are plain text."""
    from botocore import auth
    from botocore.awsrequest import AWSRequest
    from botocore.credentials import Credentials

    encoded = urllib.parse.quote(path, safe="/-_.~")
    text = urllib.parse.urlencode(query, quote_via=urllib.parse.quote, safe="-_.~")
    url = "http://127.0.0.1:4566%s%s" % (encoded, "?" + text if text else "")
    head = {"Content-Type": "application/octet-stream", "X-Spaces": " a   b "}
    request = AWSRequest(method, url, data=body, headers=head)
    credentials = Credentials(KEY, SECRET, token)
    signers = {(True, False): auth.S3SigV4Auth, (True, True): auth.S3SigV4QueryAuth, (False, False): auth.SigV4Auth,
               (False, True): auth.SigV4QueryAuth}
    signers[service == "s3", presigned](credentials, service, "us-east-1").add_auth(request)
    prepared = request.prepare()
    head = [(name, value if isinstance(value, str) else value.decode()) for name, value in prepared.headers.items()]
    if "Host" not in dict(head):
        head.append(("Host", "127.0.0.1:4566"))
    return Request(method, prepared.url[len("http://127.0.0.1:4566"):], head, body)


def random_text(chance, length):
    return "".join(chance.choice(PIECES) for _ in range(chance.randrange(length)))


class AgainstBotocore(unittest.TestCase):
    def test_generatedRequests_rightSignature_holds(self):
        chance = random.Random(7)
        for number in range(300):
            service = chance.choice(["s3", "cognito-idp", "lambda", "sts"])
            query = {random_text(chance, 4) or "q": random_text(chance, 5) for _ in range(chance.randrange(4))}
            request = signed(service, chance.choice(["GET", "PUT", "POST"]), "/" + random_text(chance, 8), query,
                             random_text(chance, 20).encode(), chance.choice([None, "token=="]))
            with self.subTest(number=number, target=request.target, service=service):
                self.assertTrue(holds(Signature.of(request), request, SECRET))

    def test_presignedRequest_rightSignature_holds(self):
        for service in ("s3", "sts"):
            request = signed(service, "GET", "/bucket/a key", {"versionId": "x/y"}, b"", presigned=True)
            with self.subTest(service=service):
                self.assertTrue(holds(Signature.of(request), request, SECRET))

    def test_signedRequest_anythingChanged_fails(self):
        def change_body(request):
            request.body += b"x"

        def change_target(request):
            request.target += "&more=1"

        def change_method(request):
            request.method = "DELETE"

        def change_header(request):
            request.headers = [(name, "other" if name == "X-Spaces" else value) for name, value in request.headers]

        for service in ("s3", "cognito-idp"):
            for change in (change_body, change_target, change_method, change_header):
                request = signed(service, "POST", "/a", {"b": "c"}, b"body")
                change(request)
                with self.subTest(service=service, change=change.__name__):
                    self.assertFalse(holds(Signature.of(request), request, SECRET))

    def test_signedRequest_otherSecret_fails(self):
        request = signed("sts", "POST", "/", {}, b"")
        self.assertFalse(holds(Signature.of(request), request, "other"))


class GateTest(unittest.TestCase):
    def setUp(self):
        self.gate = Gate()
        self.gate.checks_signatures = self.gate.checks_dates = True
        self.gate.add_key(KEY, SECRET)

    def code(self, request):
        """The error code of the refusal, or None."""
        reply = self.gate.refusal(request, calls.identify(request))
        return reply and (reply.status, reply.headers.get("x-amzn-ErrorType", reply.body.decode()))

    def test_goodRequest_ofKnownKey_passes(self):
        self.assertIsNone(self.code(signed("lambda", "GET", "/2015-03-31/functions", {}, b"")))

    def test_request_unknownKeyOrExpired_isRefusedByName(self):
        request = signed("lambda", "GET", "/2015-03-31/functions", {}, b"")
        self.gate.expire_key(KEY)
        self.assertEqual(self.code(request), (403, "ExpiredTokenException:"))

        self.gate = Gate()
        self.gate.checks_signatures = True
        self.assertEqual(self.code(request), (403, "UnrecognizedClientException:"))

    def test_request_sessionTokenMissingOrWrong_isRefused(self):
        self.gate.add_key(KEY, SECRET, "right")
        self.assertIsNone(self.code(signed("s3", "GET", "/b", {}, b"", "right")))
        for token in (None, "wrong"):
            status, body = self.code(signed("s3", "GET", "/b", {}, b"", token))
            self.assertEqual(status, 403)
            self.assertIn("InvalidAccessKeyId", body)

    def test_request_clockOff_isRefusedBeyond15Minutes(self):
        request = signed("s3", "GET", "/b", {}, b"")
        for offset, refused in ((-960, True), (-840, False), (0, False), (840, False), (960, True)):
            self.gate.clock_offset = offset
            with self.subTest(offset=offset):
                self.assertEqual("RequestTimeTooSkewed" in str(self.code(request)), refused)

    def test_refusals_everyReason_haveFormForEveryProtocol(self):
        for why, forms in errors.REFUSALS.items():
            for protocol in (calls.JSON, calls.REST_JSON, calls.QUERY, calls.EC2, calls.REST_XML):
                reply = errors.refusal(protocol, why, "a < b")
                self.assertIn(forms[protocol][0], reply.body.decode() + reply.headers.get("x-amzn-ErrorType", ""))
                self.assertIn(str(reply.status)[0], "4")

    def test_date_thatIsNone_isRefused(self):
        request = signed("s3", "GET", "/b", {}, b"")
        request.headers = [(name, "today" if name == "X-Amz-Date" else value) for name, value in request.headers]
        self.assertIn("RequestTimeTooSkewed", str(self.code(request)))


if __name__ == "__main__":
    needs.run("botocore")
