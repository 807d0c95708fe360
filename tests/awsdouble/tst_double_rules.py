# SPDX-License-Identifier: GPL-3.0-or-later
"""Which call gets which answer, in which form, and what the double remembers of it."""
import base64
import json
import pathlib
import tempfile
import unittest
from unittest import mock

import needs
from awsdouble import calls, errors
from awsdouble.server import Double
from awsdouble.wire import Request
from doubleclient import Client, headers


class RestRoutes(unittest.TestCase):
    """The model's request URI tells which operation a REST request is."""

    LAMBDA = [calls.Route("ListFunctions", "GET", "/2015-03-31/functions"),
              calls.Route("GetFunction", "GET", "/2015-03-31/functions/{FunctionName}"),
              calls.Route("GetPolicy", "GET", "/2015-03-31/functions/{FunctionName}/policy")]
    S3 = [calls.Route("ListObjectsV2", "GET", "/{Bucket}?list-type=2"), calls.Route("ListBuckets", "GET", "/"),
          calls.Route("GetBucketTagging", "GET", "/{Bucket}?tagging"),
          calls.Route("GetObject", "GET", "/{Bucket}/{Key+}")]

    PUT = {"method": "PUT", "requestUri": "/{Bucket}/{Key+}"}
    PUTS = {
        "operations": {"PutObject": {"http": PUT}, "CopyObject": {"http": PUT, "input": {"shape": "Copy"}},
                       "UploadPart": {"http": PUT, "input": {"shape": "Part"}}},
        "shapes": {"Copy": {"required": ["Source"], "members": {
                       "Source": {"location": "header", "locationName": "x-amz-copy-source"}}},
                   "Part": {"required": ["Bucket", "UploadId"], "members": {
                       "Bucket": {"location": "uri", "locationName": "Bucket"},
                       "UploadId": {"location": "querystring", "locationName": "uploadId"}}}}}

    @staticmethod
    def operation(routes, target, method="GET", **more):
        head = {**headers("s3"), **more}
        with mock.patch.object(calls, "routes", lambda service: routes):
            return calls.identify(Request(method, target, list(head.items()))).operation

    def test_request_sameUri_requiredMembersDecide(self):
        routes = [calls.Route.of_model(self.PUTS, name) for name in ("CopyObject", "UploadPart", "PutObject")]

        self.assertEqual(self.operation(routes, "/b/k", "PUT"), "PutObject")
        self.assertEqual(self.operation(routes, "/b/k?uploadId=1", "PUT"), "UploadPart")
        self.assertEqual(self.operation(routes, "/b/k", "PUT", **{"x-amz-copy-source": "/b/l"}), "CopyObject")

    def test_request_severalFit_mostFixedTextWins(self):
        expected = [(self.LAMBDA, "/2015-03-31/functions/", "ListFunctions"),
                    (self.LAMBDA, "/2015-03-31/functions/a%3Ab", "GetFunction"),
                    (self.LAMBDA, "/2015-03-31/functions/a/policy", "GetPolicy"),
                    (self.LAMBDA, "/other", "GET /other"),
                    (self.S3, "/", "ListBuckets"), (self.S3, "/b/k/l", "GetObject"),
                    (self.S3, "/b?tagging", "GetBucketTagging"), (self.S3, "/b?list-type=2&prefix=a", "ListObjectsV2")]
        for routes, target, operation in expected:
            with self.subTest(target):
                self.assertEqual(self.operation(routes, target), operation)


class Rules(unittest.TestCase):
    def setUp(self):
        self.double = Double()
        self.client = Client(self.double.endpoint)

    def statuses(self, count, operation="ListUsers", body=None):
        return [self.client.json_call("cognito-idp", operation, body)[0] for _ in range(count)]

    def test_rule_timesAfterEvery_hitsThoseCallsOnly(self):
        self.client.rule({"error": {"code": "X", "status": 400}}, after=1, every=2, times=2)
        self.client.rule({"reply": {"json": {}}})

        self.assertEqual(self.statuses(7), [200, 200, 400, 200, 400, 200, 200])

    def test_rule_matchOnOperationAndBody_leavesOthersAlone(self):
        self.client.rule({"reply": {"json": {}}},
                         match={"service": "cognito-idp", "operation": "AdminGetUser", "body": '"ada"'})

        self.assertEqual(self.statuses(1, "AdminGetUser", {"Username": "ada"}), [200])
        self.assertEqual(self.statuses(1, "AdminGetUser", {"Username": "bob"}), [501])
        self.assertEqual(self.statuses(1, "ListUsers", {"Username": "ada"}), [501])

    def test_rule_answersInSequence_areGivenOnceEach(self):
        self.client.control("POST", "rules", {"answers": [{"reply": {"json": {"n": n}}} for n in (1, 2)]})

        self.assertEqual([self.client.json_call("ce", "GetTags")[2]["n"] for _ in range(2)], [1, 2])
        self.assertEqual(self.client.call("POST", "/", "{}", headers("ce", "GetTags"))[0], 501)

    def test_rule_misspelt_isRefused(self):
        status, _, body = self.client.call("POST", "/_double/rules", json.dumps({"answer": {}, "time": 1}))

        self.assertEqual(status, 400)
        self.assertIn(b"time", body)

    def test_reply_binary_arrivesUnchanged(self):
        self.client.rule({"reply": {"status": 206, "headers": {"ETag": '"e"'},
                                    "base64": base64.b64encode(bytes(range(256))).decode()}})

        status, head, body = self.client.call("GET", "/bucket/key", head=headers("s3"))

        self.assertEqual((status, head["ETag"], body), (206, '"e"', bytes(range(256))))

    def test_throttle_allCodes_comeInForm(self):
        self.assertEqual(len(errors.THROTTLE_CODES), 14)
        for code in errors.THROTTLE_CODES:
            self.client.control("DELETE", "rules")
            self.client.rule({"throttle": code})
            self.assertEqual(self.client.json_call("dynamodb", "Scan")[2]["__type"], code)

    def test_throttle_usualCode_fitsProtocol(self):
        self.client.rule({"throttle": ""})
        form = {"Content-Type": "application/x-www-form-urlencoded"}
        cases = [("dynamodb", headers("dynamodb", "Scan"), "", 400, b"ThrottlingException"),
                 ("lambda", headers("lambda"), "", 429, b"Rate exceeded"),
                 ("iam", {**headers("iam"), **form}, "Action=ListUsers", 400, b"<Code>Throttling<"),
                 ("ec2", {**headers("ec2"), **form}, "Action=DescribeVpcs", 503, b"<Code>RequestLimitExceeded<"),
                 ("s3", headers("s3"), "", 503, b"<Code>SlowDown<")]
        for name, head, body, status, text in cases:
            with self.subTest(name):
                reply = self.client.call("POST", "/", body, head)
                self.assertEqual(reply[0], status)
                self.assertIn(text, reply[2])

    def test_error_protocols_haveRequestId(self):
        self.client.rule({"error": {"code": "NoSuchKey", "message": "a < b", "status": 404}})

        self.assertIn("x-amz-request-id", self.client.call("GET", "/b/k", head=headers("s3"))[1])
        self.assertIn("x-amzn-RequestId", self.client.call("GET", "/f", head=headers("lambda"))[1])

    def test_requests_afterCalls_areRemembered(self):
        self.statuses(1, "AdminGetUser", {"Username": "ada"})

        entry = self.client.control("GET", "requests")[0]

        self.assertEqual((entry["service"], entry["operation"], entry["region"]),
                         ("cognito-idp", "AdminGetUser", "us-east-1"))
        self.assertEqual(json.loads(entry["body"]), {"Username": "ada"})

    def test_ledger_scriptedWrites_areEffectsAndReadsAndErrorsNot(self):
        self.client.rule({"error": {"code": "X"}}, match={"operation": "AdminDeleteUser"})
        self.client.rule({"reply": {"json": {}}})
        self.statuses(1, "ListUsers")
        self.statuses(1, "AdminDeleteUser")
        self.statuses(2, "AdminDisableUser", {"Username": "ada"})

        ledger = self.client.control("GET", "ledger")

        self.assertEqual([entry["operation"] for entry in ledger], ["AdminDisableUser"] * 2)
        self.assertEqual((ledger[0]["accessKeyId"], len(ledger[0]["bodySha256"])), ("AKIAANY", 64))

    def test_ledgerFile_afterEffect_hasItsLine(self):
        with tempfile.TemporaryDirectory() as folder:
            path = pathlib.Path(folder, "ledger")
            client = Client(Double(ledger=path).endpoint)
            client.rule({"reply": {"json": {}}})
            client.json_call("dynamodb", "CreateBackup", {"TableName": "t"})

            self.assertEqual(json.loads(path.read_text())["operation"], "CreateBackup")

    def test_clock_offsetSet_movesDateHeader(self):
        self.client.control("POST", "settings", {"clockOffsetSeconds": 86400 * 400})
        self.client.rule({"reply": {"json": {}}})

        _, early, _ = self.client.json_call("ce", "GetTags")
        self.client.control("POST", "settings", {"clockOffsetSeconds": 0})
        _, now, _ = self.client.json_call("ce", "GetTags")

        self.assertGreater(int(early["Date"].split()[3]), int(now["Date"].split()[3]))

    def test_signatures_whenChecked_refuseTheUnknown(self):
        self.client.control("POST", "settings", {"checkSignatures": True})
        self.client.rule({"reply": {"json": {}}}, times=1)

        status, _, body = self.client.json_call("cognito-idp", "ListUsers")

        self.assertEqual((status, body["__type"]), (400, "UnrecognizedClientException"))
        self.assertEqual(self.client.control("GET", "rules")[0]["fired"], 0)

    def test_refuse_keyExpiredMidJob_othersGoOn(self):
        self.client.rule({"refuse": "expired-token"}, match={"accessKey": "ASIAOLD"}, after=2)
        self.client.rule({"reply": {"json": {}}})

        old = [self.client.json_call("cognito-idp", "ListUsers", key="ASIAOLD")[2].get("__type") for _ in range(4)]
        new = self.client.json_call("cognito-idp", "ListUsers", key="ASIANEW")[0]

        self.assertEqual((old, new), ([None, None, "ExpiredTokenException", "ExpiredTokenException"], 200))


if __name__ == "__main__":
    needs.run()
