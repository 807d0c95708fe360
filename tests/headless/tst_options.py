# SPDX-License-Identifier: GPL-3.0-or-later
"""Options with odd values, or with none."""
import os
import subprocess
import unittest

import needs
from headless import WRONG_USAGE, Outcome, WithDouble

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
