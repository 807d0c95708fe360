# SPDX-License-Identifier: GPL-3.0-or-later
"""`stationmaster call`: data on standard output, everything else on standard error, and five exit codes."""
import json
import signal
import time
import unittest

import needs
from headless import DONE, INTERRUPTED, KEY, NO_CONNECTION, POOL, REFUSED, WRONG_USAGE, WithDouble

POOLS = {"UserPools": [{"Id": POOL, "Name": "first"}, {"Id": "us-east-1_bbbbbbbbb", "Name": "zweiter Ö"}]}


class Answers(WithDouble):
    def test_read_answered_isJsonOnStandardOutputAlone(self):
        self.answer("ListUserPools", POOLS)

        outcome = self.call("cognito-idp:ListUserPools", '{"MaxResults": 60}', *self.endpoint)

        self.assertCall(outcome, DONE)
        self.assertEqual(outcome.json(), POOLS)
        self.assertEqual(json.loads(self.double.records.requests()[0]["body"]), {"MaxResults": 60})
        self.assertFalse(self.data.exists(), "a read needs no journal")

    def test_input_fromStandardInput_isSent(self):
        self.answer("ListUserPools", POOLS)

        outcome = self.call("cognito-idp:ListUserPools", "-", *self.endpoint, text='{"MaxResults": 7}')

        self.assertCall(outcome, DONE)
        self.assertEqual(json.loads(self.double.records.requests()[0]["body"]), {"MaxResults": 7})

    def test_query_ofAnswer_printsSelection(self):
        self.answer("ListUserPools", POOLS)

        outcome = self.call("cognito-idp:ListUserPools", '{"MaxResults": 60}', "--query", "UserPools[].Name",
                            *self.endpoint)

        self.assertCall(outcome, DONE)
        self.assertEqual(outcome.json(), ["first", "zweiter Ö"])

    def test_refusal_ofService_isOneWithCodeAndRequestId(self):
        self.rule({"error": {"code": "ResourceNotFoundException", "message": "User pool does not exist.",
                             "status": 400}})

        outcome = self.call("cognito-idp:DescribeUserPool", json.dumps({"UserPoolId": POOL}), *self.endpoint)

        self.assertCall(outcome, REFUSED, "User pool does not exist.", "code: ResourceNotFoundException",
                        "request id: ")

    def test_usage_wrong_isTwoAndSendsNothing(self):
        listing = "cognito-idp:ListUserPools"
        cases = {
            ("nonsense",): "SERVICE:OPERATION",
            ("cognito-idp",): "SERVICE:OPERATION",
            ("nosuchservice:ListThings",): "nosuchservice",
            ("cognito-idp:NoSuchOperation",): "no operation NoSuchOperation",
            (listing, "{"): "JSON",
            (listing, "[1]"): "JSON object",
            (listing, "{}"): "MaxResults: missing",
            (listing, '{"MaxResults": 0}'): "MaxResults",
            (listing, '{"MaxResults": 1, "Typo": 1}'): "Typo",
            (listing, "{}", "{}"): "one input",
            (listing, '{"MaxResults": 1}', "--query", "a["): "JMESPath expression",
            (listing, '{"MaxResults": 1}', "--no-such-option"): "no-such-option",
            (listing, '{"MaxResults": 1}', "--region", "not a region"): "eu-west-1",
        }
        for arguments, word in cases.items():
            with self.subTest(arguments):
                outcome = self.call(*arguments, *self.endpoint)

                self.assertCall(outcome, WRONG_USAGE)
                self.assertIn(word.lower(), outcome.err.lower())
        self.assertEqual(self.sent(), [])

    def test_endpoint_thatIsNone_isTwo(self):
        for url in ("ftp://localhost", "127.0.0.1:1", "http://user:pass@localhost"):
            with self.subTest(url):
                outcome = self.call("cognito-idp:ListUserPools", '{"MaxResults": 1}', "--endpoint-url", url)

                self.assertCall(outcome, WRONG_USAGE, "endpoint URL")
                self.assertNotIn("user:pass", outcome.err)

    def test_connection_refused_isThree(self):
        outcome = self.call("cognito-idp:ListUserPools", '{"MaxResults": 1}', "--endpoint-url",
                            self.double.endpoints()["refused"])

        self.assertCall(outcome, NO_CONNECTION, "127.0.0.1")

    def test_interrupt_duringSlowAnswer_isOneHundredThirty(self):
        self.rule({"fault": "silent"})
        process = self.start("cognito-idp:ListUserPools", '{"MaxResults": 1}', *self.endpoint)
        self.wait_for_request(process)

        began = time.monotonic()
        process.send_signal(signal.SIGINT)
        out, _ = process.communicate(timeout=30)

        self.assertEqual(process.returncode, INTERRUPTED)
        self.assertEqual(out, "")
        self.assertLess(time.monotonic() - began, 5, "it waited for the answer")

    def wait_for_request(self, process):
        deadline = time.monotonic() + 30
        while not self.sent() and process.poll() is None and time.monotonic() < deadline:
            time.sleep(0.01)
        self.assertTrue(self.sent())


class Pages(WithDouble):
    def pages(self, *pages):
        for page in pages:
            self.answer("ListUsers", page, times=1)

    def list_users(self, *options):
        return self.call("cognito-idp:ListUsers", json.dumps({"UserPoolId": POOL}), "--all-pages", *options,
                         *self.endpoint)

    @staticmethod
    def users(*names):
        return [{"Username": name} for name in names]

    def test_allPages_ofList_areOneDocument(self):
        self.pages({"Users": self.users("a", "b"), "PaginationToken": "t1"},
                   {"Users": [], "PaginationToken": "t2"}, {"Users": self.users("c")})

        outcome = self.list_users()

        self.assertCall(outcome, DONE)
        self.assertEqual(outcome.json(), {"Users": self.users("a", "b", "c")})
        bodies = [json.loads(request["body"]) for request in self.double.records.requests()]
        self.assertEqual([body.get("PaginationToken") for body in bodies], [None, "t1", "t2"])

    def test_allPages_ofEmptyList_areOneDocument(self):
        self.pages({"Users": []})

        self.assertEqual(self.list_users().json(), {"Users": []})

    def test_allPages_withQuery_joinWhatItSelects(self):
        self.pages({"Users": self.users("a"), "PaginationToken": "t1"}, {"Users": self.users("b")})

        self.assertEqual(self.list_users("--query", "Users[].Username").json(), ["a", "b"])

    def test_allPages_ofWhatHasNone_areTheAnswer(self):
        self.answer("DescribeUserPool", {"UserPool": {"Id": POOL}})

        outcome = self.call("cognito-idp:DescribeUserPool", json.dumps({"UserPoolId": POOL}), "--all-pages",
                            *self.endpoint)

        self.assertEqual(outcome.json(), {"UserPool": {"Id": POOL}})

    def test_allPages_tokenThatRepeats_endsWithError(self):
        self.answer("ListUsers", {"Users": self.users("a"), "PaginationToken": "same"})

        outcome = self.list_users()

        self.assertEqual(outcome.code, REFUSED)
        self.assertIn("would never end", outcome.err)

    def test_allPages_oneRefused_saysSo(self):
        self.pages({"Users": self.users("a"), "PaginationToken": "t1"})
        self.rule({"error": {"code": "ResourceNotFoundException", "message": "Gone.", "status": 400}}, "ListUsers")

        outcome = self.list_users()

        self.assertEqual(outcome.code, REFUSED)
        self.assertIn("Gone.", outcome.err)


class Choices(WithDouble):
    """Which profile, region and keys: the command line before the environment before the files."""

    def setUp(self):
        super().setUp()
        self.answer("ListUserPools", POOLS)
        self.config("[default]\nregion = eu-west-1\n[profile ops]\nregion = eu-west-3\n[profile other]\n")
        self.config("[default]\naws_access_key_id = AKIADEFAULT000000000\naws_secret_access_key = x\n"
                    "[ops]\naws_access_key_id = AKIAOPS0000000000000\naws_secret_access_key = x\n", "credentials")

    def scope(self, *options):
        """Access key and region of the signature."""
        outcome = self.call("cognito-idp:ListUserPools", '{"MaxResults": 1}', *options, *self.endpoint)
        self.assertCall(outcome, DONE)
        headers = {name.lower(): value for name, value in self.double.records.requests()[-1]["headers"]}
        parts = headers["authorization"].split("Credential=")[1].split("/")
        return parts[0], parts[2]

    def test_environment_withoutOptions_decides(self):
        self.assertEqual(self.scope(), (KEY, "us-east-1"))

    def test_region_onCommandLine_wins(self):
        self.assertEqual(self.scope("--region", "ap-south-1"), (KEY, "ap-south-1"))

    def test_profile_onCommandLine_bringsItsKeys(self):
        self.assertEqual(self.scope("--profile", "ops"), ("AKIAOPS0000000000000", "us-east-1"))
        del self.variables["AWS_REGION"]
        self.assertEqual(self.scope("--profile", "ops"), ("AKIAOPS0000000000000", "eu-west-3"))

    def test_profile_ofEnvironment_yieldsToKeysOfEnvironment(self):
        del self.variables["AWS_REGION"]
        self.variables["AWS_PROFILE"] = "ops"
        self.assertEqual(self.scope(), (KEY, "eu-west-3"))
        self.no_credentials()
        self.assertEqual(self.scope(), ("AKIAOPS0000000000000", "eu-west-3"))
        self.assertEqual(self.scope("--profile", "default"), ("AKIADEFAULT000000000", "eu-west-1"))

    def test_endpoint_ofProfile_isUsedAndOptionWins(self):
        self.config("[profile local]\nregion = eu-west-1\nendpoint_url = %s\n" % self.double.endpoint)
        arguments = ("cognito-idp:ListUserPools", '{"MaxResults": 1}', "--profile", "local")
        self.config("[local]\naws_access_key_id = AKIALOCAL00000000000\naws_secret_access_key = x\n", "credentials")

        self.assertCall(self.call(*arguments), DONE)
        self.assertCall(self.call(*arguments, "--endpoint-url", self.double.endpoints()["refused"]), NO_CONNECTION)


class DryRun(WithDouble):
    def test_dryRun_ofRead_showsRequestAndSendsNothing(self):
        outcome = self.call("cognito-idp:ListUserPools", '{"MaxResults": 5}', "--dry-run", *self.endpoint)

        self.assertCall(outcome, DONE)
        shown = outcome.json()
        self.assertEqual((shown["method"], json.loads(shown["body"])), ("POST", {"MaxResults": 5}))
        self.assertTrue(shown["url"].startswith(self.double.endpoint))
        self.assertEqual(shown["headers"]["X-Amz-Target"], "AWSCognitoIdentityProviderService.ListUserPools")
        self.assertEqual(self.sent(), [])

    def test_dryRun_ofWrite_showsPlanAndSendsNothing(self):
        outcome = self.call("cognito-idp:AdminDisableUser", json.dumps({"UserPoolId": POOL, "Username": "ada"}),
                            "--dry-run", *self.endpoint)

        self.assertCall(outcome, DONE)
        step = outcome.json()["steps"][0]
        self.assertIn("aws cognito-idp admin-disable-user", step["cli"])
        self.assertEqual(step["with"], {"UserPoolId": POOL, "Username": "ada"})
        self.assertEqual(step["iamAction"], "cognito-idp:AdminDisableUser")
        self.assertEqual(self.sent(), [])
        self.assertFalse(self.data.exists())


if __name__ == "__main__":
    needs.run()
