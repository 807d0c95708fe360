# SPDX-License-Identifier: GPL-3.0-or-later
"""Bad input and bad surroundings: each is said in a sentence that tells what to do."""
import json
import os
import subprocess
import unittest

import needs
from headless import DONE, KEY, NO_CONNECTION, POOL, REFUSED, SECRET, WRONG_USAGE, Outcome, WithDouble

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


RUNBOOK = """
title: Ask
purpose: To ask.
parameters:
  user: {title: User, required: false}
  number: {type: integer, default: 3}
  password: {type: secret, required: false}
steps:
  - id: go
    title: Decide
    uses: decide
    with: {text: "Go on?", options: ["Yes", "No"]}
"""


class Options(WithDouble):
    """Each is wrong usage, said in a sentence, and nothing is sent and nothing written down."""

    def setUp(self):
        super().setUp()
        self.runbook = self.home / "ask.yaml"
        self.runbook.write_text(RUNBOOK)

    def file(self, content):
        path = self.home / "content"
        path.write_text(content)
        return str(path)

    def assertWrong(self, *arguments, words=()):
        with self.subTest(arguments):
            outcome = self.stationmaster(arguments[0], *self.endpoint, *arguments[1:])

            self.assertEqual((outcome.code, outcome.out), (WRONG_USAGE, ""), outcome)
            self.assertRegex(outcome.err, r"^stationmaster: .{15,}")
            for word in words:
                self.assertIn(word, outcome.err)

    def wrong_run(self, *options, words=()):
        self.assertWrong("run", str(self.runbook), "--yes", *options, words=words)

    def tearDown(self):
        self.assertEqual(self.sent(), [])
        self.assertEqual(self.entries() if (self.data / "journal.sqlite").exists() else [], [])

    def test_answer_odd_isWrongUsage(self):
        for answer in ("", "=", "go", "go=", "=Yes", "go=yes", "go= Yes", "2=Yes", "-1=Yes", "go==Yes"):
            self.wrong_run("--answer", answer, words=("Yes, No",))

    def test_resume_odd_isWrongUsage(self):
        for run in ("", "x", "-1", "0", "1.5", "99999999999999999999"):
            self.assertWrong("run", "--resume", run, "--yes", words=("number of a run",))
        self.assertWrong("run", str(self.runbook), "--resume", "1", words=("leave --resume out",))
        self.assertWrong("run", "--resume", "1", "--param", "user=ada", words=("--param",))

    def test_parameters_odd_areWrongUsage(self):
        for value in ("user", "=x", "number=x", "nope=1", "password=x"):
            self.wrong_run("--param", value)
        self.wrong_run("--param", "user=a", "--param", "user=b", words=("twice",))

    def test_secrets_odd_areWrongUsage(self):
        for content in ("", "x", "[1]", '{"password": 5}', '{"password": null}', '{"nope": "x"}'):
            self.wrong_run("--secrets", self.file(content))
        self.wrong_run("--secrets", str(self.home / "nowhere"), words=("nowhere",))
        self.wrong_run("--secrets", str(self.home))

    def test_approval_odd_isWrongUsage(self):
        self.assertWrong("run", "--approval", self.file("x"), "--yes", words=("not an approval",))

    def test_undo_odd_isWrongUsage(self):
        for target in ("x", "", "run:", "run:x", "run:-1", "-7", "1.5", "0"):
            self.assertWrong("undo", target)
        self.assertWrong("undo", "1", "2", words=("undo ENTRY",))

    def test_journal_odd_isWrongUsage(self):
        for words in (("nope",), ("show",), ("show", "x"), ("list", "--limit", "0"), ("list", "--limit", "x"),
                      ("export", "--format", "xml")):
            self.assertWrong("journal", *words)

    def test_option_withoutItsValue_isNamed(self):
        for command in (("run", str(self.runbook)), ("undo", "1")):
            for option in ("--answer", "--reason", "--confirm", "--request", "--system"):
                with self.subTest(command[0], option=option):
                    outcome = self.stationmaster_last(*command, option)

                    self.assertEqual(outcome.code, WRONG_USAGE, outcome)
                    self.assertIn(option, outcome.err)

    def stationmaster_last(self, command, *arguments):
        """With nothing after the arguments."""
        done = subprocess.run([os.environ["STATIONMASTER_PROGRAM"], command, "--data-folder", str(self.data),
                               *arguments], env=self.variables, capture_output=True, text=True, timeout=60, check=False)
        return Outcome(done.returncode, done.stdout, done.stderr)

    def test_flag_withAValue_isRefused(self):
        for flag in ("--yes=x", "--plan=x", "--json=x", "--despite-missing-permissions=no"):
            self.wrong_run(flag)

    def test_file_missing_isWrongUsage(self):
        for command in ("lint", "import"):
            self.assertWrong(command, str(self.home / "nowhere.md"), words=("nowhere.md",))
        self.assertWrong("run", str(self.home / "nowhere.yaml"), words=("nowhere.yaml",))


if __name__ == "__main__":
    needs.run()
