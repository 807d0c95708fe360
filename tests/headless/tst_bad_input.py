# SPDX-License-Identifier: GPL-3.0-or-later
"""Bad input and bad surroundings: each is said in a sentence that tells what to do."""
import json
import unittest

import needs
from headless import DONE, KEY, NO_CONNECTION, POOL, REFUSED, SECRET, WRONG_USAGE, WithDouble

LISTING = ("cognito-idp:ListUserPools", '{"MaxResults": 1}')


class Credentials(WithDouble):
    def refused(self, *options):
        return self.call(*LISTING, *options, *self.endpoint)

    def test_credentials_none_saysHowToGetSome(self):
        self.no_credentials()

        self.assertCall(self.refused(), REFUSED, "There are no AWS credentials", "aws configure", "aws sso login")
        self.assertEqual(self.sent(), [])

    def test_credentials_half_saysWhichHalfIsMissing(self):
        del self.variables["AWS_SECRET_ACCESS_KEY"]

        self.assertCall(self.refused(), WRONG_USAGE, "AWS_SECRET_ACCESS_KEY")

    def test_profile_unknown_listsThoseThereAre(self):
        self.config("[default]\nregion = eu-west-1\n[profile ops]\nregion = eu-west-1\n")

        outcome = self.refused("--profile", "opps")

        self.assertNotEqual(outcome.code, DONE)
        for word in ('"opps"', "ops", "config"):
            self.assertIn(word, outcome.err)
        self.assertEqual(self.sent(), [])

    def test_configFile_broken_namesFileAndLine(self):
        self.config("[default]\nregion = eu-west-1\n\n[profile ops\nregion = eu-west-1\n")

        outcome = self.refused("--profile", "ops")

        self.assertCall(outcome, WRONG_USAGE, str(self.home / ".aws" / "config"), "line 4", "']'")

    def test_configFile_notText_isNamed(self):
        self.config("")
        (self.home / ".aws" / "config").write_bytes(b"[default]\nregion = \xff\xfe\n")

        self.assertCall(self.refused(), WRONG_USAGE, str(self.home / ".aws" / "config"), "UTF-8")

    def test_token_expired_saysToSignInAgain(self):
        self.variables["AWS_SESSION_TOKEN"] = "session-of-the-test"
        self.double.gate.add_key(KEY, SECRET, "session-of-the-test")
        self.double.gate.expire_key(KEY)

        self.assertCall(self.refused(), REFUSED, "expired", "Sign in again", "ExpiredTokenException")

    def test_key_unknown_saysToCheckIt(self):
        self.double.gate.checks_signatures = True

        self.assertCall(self.refused(), REFUSED, "does not know the access key", "Check the credentials")

    def test_secret_wrong_saysSo(self):
        self.double.gate.checks_signatures = True
        self.double.gate.add_key(KEY, "another-secret")

        self.assertCall(self.refused(), REFUSED, "secret access key", "InvalidSignatureException")

    def test_permission_missing_isNamed(self):
        self.rule({"error": {"code": "AccessDeniedException", "status": 400, "message":
                             "User: arn:aws:iam::111122223333:user/ada is not authorized to perform: "
                             "cognito-idp:DescribeUserPool on resource: arn:aws:cognito-idp:us-east-1:111122223333:"
                             "userpool/" + POOL + " because no identity-based policy allows it"}})

        outcome = self.call("cognito-idp:DescribeUserPool", json.dumps({"UserPoolId": POOL}), *self.endpoint)

        self.assertCall(outcome, REFUSED, "Missing permission: cognito-idp:DescribeUserPool", "request id",
                        "administers the account")


class Regions(WithDouble):
    def test_region_none_saysHowToChoose(self):
        del self.variables["AWS_REGION"]

        self.assertCall(self.call(*LISTING, *self.endpoint), WRONG_USAGE, "No region is chosen", "--region")

    def test_region_ofAnotherPool_isHinted(self):
        self.rule({"error": {"code": "ResourceNotFoundException", "status": 400,
                             "message": "User pool eu-west-1_aaaaaaaaa does not exist."}})

        outcome = self.call("cognito-idp:DescribeUserPool", '{"UserPoolId": "eu-west-1_aaaaaaaaa"}', *self.endpoint)

        self.assertCall(outcome, REFUSED, "region eu-west-1", "us-east-1")


class Clock(WithDouble):
    def setUp(self):
        super().setUp()
        self.double.gate.checks_dates = self.double.gate.checks_signatures = True
        self.double.gate.add_key(KEY, SECRET)
        self.answer("ListUserPools", {"UserPools": []})

    def test_clock_hourOff_isCorrectedAndSaid(self):
        for offset, word in ((3600, "slow"), (-3600, "fast")):
            with self.subTest(word):
                self.double.gate.clock_offset = offset

                outcome = self.call(*LISTING, *self.endpoint)

                self.assertEqual((outcome.code, outcome.json()), (DONE, {"UserPools": []}))
                self.assertIn("clock", outcome.err)
                self.assertIn(word, outcome.err)

    def test_clock_refusedAllTheSame_saysToSetIt(self):
        self.double.gate.checks_dates = False
        self.double.gate.clock_offset = 3600
        self.double.rules.clear()
        self.rule({"refuse": "skewed"})

        self.assertCall(self.call(*LISTING, *self.endpoint), REFUSED, "clock", "Set it")


class Answers(WithDouble):
    def fails(self, code, *words):
        outcome = self.call(*LISTING, *self.endpoint)
        self.assertCall(outcome, code, *words)
        return outcome

    def test_answer_html_isNotTakenForAws(self):
        self.rule({"fault": "captive-portal"})

        self.fails(REFUSED, "web page", "Check the endpoint URL", "open a browser")

    def test_answer_truncated_saysToTryAgain(self):
        self.rule({"fault": "malformed"})

        self.fails(REFUSED, "ry again")

    def test_answer_tooLarge_isRefused(self):
        self.rule({"fault": "huge", "megabytes": 100})

        self.fails(REFUSED, "larger than", "Ask for less")

    def test_answer_bomb_isRefused(self):
        """Compression was not asked for, so nothing is unpacked."""
        self.rule({"fault": "gzip-bomb", "megabytes": 300})

        self.fails(REFUSED, "not its own", "Try again")

    def test_answer_noHttp_isSaid(self):
        self.rule({"fault": "garbage"})

        self.fails(REFUSED, "not in HTTP", "Check the endpoint")

    def test_answer_redirect_isNotFollowed(self):
        self.rule({"fault": "redirect"}, times=1)

        self.fails(REFUSED)

        self.assertEqual(len(self.double.records.requests()), 1)

    def test_answer_ofBrokenService_isTriedThreeTimes(self):
        self.rule({"fault": "status-503"})

        self.fails(REFUSED, "Try again later")

        self.assertEqual(len(self.double.records.requests()), 3)

    def test_answer_throttled_saysToWait(self):
        self.rule({"throttle": ""})

        self.fails(REFUSED, "Wait a little")

    def test_connection_cutOff_isThree(self):
        self.rule({"fault": "reset-before-headers"})

        self.fails(NO_CONNECTION, "Check your network connection")


class Names(WithDouble):
    """What would never be accepted is not sent, and the message does not drown in it."""

    def named(self, name):
        return self.call("cognito-idp:AdminGetUser", "-", *self.endpoint,
                         text=json.dumps({"UserPoolId": POOL, "Username": name}))

    def test_name_ofFourKilobytes_isRefusedBeforeSending(self):
        outcome = self.named("n" * 4096)

        self.assertCall(outcome, WRONG_USAGE, "Username", "too long", "128")
        self.assertLess(len(outcome.err), 1000)
        self.assertEqual(self.sent(), [])

    def test_name_withControlCharacters_isRefusedOrPassedWhole(self):
        self.answer("AdminGetUser", {"Username": "x"})
        for name in ("a\nb", "a\0b", "a\x1b[31mb", "a\u202eb"):
            with self.subTest(repr(name)):
                self.double.records.forget_requests()

                outcome = self.named(name)

                self.assertIn(outcome.code, (DONE, WRONG_USAGE))
                for sent in self.double.records.requests():
                    self.assertEqual(json.loads(sent["body"])["Username"], name)
                for raw in ("\0", "\x1b", "\u202e"):
                    self.assertNotIn(raw, outcome.err)

    def test_error_ofServiceWithControlCharacters_doesNotReachTerminal(self):
        self.rule({"error": {"code": "InvalidParameterException", "message": "Bad \x1b[2J\x07name", "status": 400}})

        outcome = self.named("ada")

        self.assertEqual(outcome.code, REFUSED)
        for raw in ("\x1b", "\x07"):
            self.assertNotIn(raw, outcome.err)


if __name__ == "__main__":
    needs.run()
