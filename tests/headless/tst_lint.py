# SPDX-License-Identifier: GPL-3.0-or-later
"""`stationmaster lint`: findings as lines or JSON, and an exit code for a cron job."""
import unittest

import needs
from headless import DONE, REFUSED, WRONG_USAGE, HeadlessTest

WRONG = """# Scale the service

1. Scale it

```bash
aws ecs update-servce --cluster main --service api --desired-count 3
```
"""
RIGHT = WRONG.replace("update-servce --cluster main --service api --desired-count 3",
                      "describe-services --cluster main --services api")


class Lint(HeadlessTest):
    def setUp(self):
        super().setUp()
        self.no_credentials()
        del self.variables["AWS_REGION"]

    def file(self, name, text):
        path = self.home / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return str(path)

    def test_error_isALineAndExitCodeOne(self):
        path = self.file("a.md", WRONG)

        outcome = self.stationmaster("lint", path)

        self.assertEqual((outcome.code, outcome.err), (REFUSED, ""), outcome)
        first = outcome.out.splitlines()[0]
        self.assertTrue(first.startswith(f"{path}:6: error: aws-unknown-operation: "), outcome.out)
        self.assertIn("update-service", outcome.out)

    def test_json_isAnArrayOfFindings(self):
        outcome = self.stationmaster("lint", self.file("a.md", WRONG), "--json")

        self.assertEqual(outcome.code, REFUSED)
        finding = outcome.json()[0]
        self.assertEqual(set(finding), {"line", "severity", "rule", "message", "fix"})
        self.assertEqual((finding["line"], finding["severity"], finding["rule"]),
                         (6, "error", "aws-unknown-operation"))

    def test_optionsBeforeTheCommand_areThoseAfterIt(self):
        outcome = self.stationmaster("--profile", "lint", "--read-only", "lint", "--json", self.file("a.md", WRONG))

        self.assertEqual(outcome.code, REFUSED, outcome)
        self.assertEqual(outcome.json()[0]["line"], 6)

    def test_nothingWrong_isZeroAndSilent(self):
        path = self.file("b.md", RIGHT)

        plain, as_json = self.stationmaster("lint", path), self.stationmaster("lint", path, "--json")

        self.assertEqual((plain.code, plain.out, plain.err), (DONE, "", ""), plain)
        self.assertEqual((as_json.code, as_json.json()), (DONE, []))

    def test_severalFiles_areNamedInJson(self):
        first, second = self.file("a.md", WRONG), self.file("b.md", WRONG)

        outcome = self.stationmaster("lint", first, second, "--json")

        self.assertEqual({finding["file"] for finding in outcome.json()}, {first, second})

    def test_unreadableFile_isTwoAndTheOthersAreLookedAt(self):
        path = self.file("a.md", WRONG)

        outcome = self.stationmaster("lint", str(self.home / "none.md"), path)

        self.assertEqual(outcome.code, WRONG_USAGE, outcome)
        self.assertIn("none.md", outcome.err)
        self.assertIn(f"{path}:6:", outcome.out)

    def test_noFile_isWrongUsage(self):
        self.assertEqual(self.stationmaster("lint").code, WRONG_USAGE)

    def test_brokenConfiguration_isNoneOfItsBusiness(self):
        self.config("[profile ops\n")

        self.assertEqual(self.stationmaster("lint", self.file("b.md", RIGHT)).code, DONE)

    def test_yaml_isReadAsARunbook(self):
        path = self.file("run.yaml", "title: X\npurpose: Y\nsteps:\n  - {id: a, title: A, uses: nothing}\n")

        outcome = self.stationmaster("lint", path, "--json")

        self.assertEqual(outcome.code, REFUSED)
        self.assertEqual((outcome.json()[0]["line"], outcome.json()[0]["rule"]), (4, "runbook-format"))

    def test_controlCharacters_doNotReachTheTerminal(self):
        path = self.file("evil.md", b"# X\n\n1. Y\n\n```bash\naws \x1b[31m-thing do\n```\n")

        outcome = self.stationmaster("lint", path)

        self.assertIn(outcome.code, (DONE, REFUSED, WRONG_USAGE))
        self.assertNotIn("\x1b", outcome.out + outcome.err)


if __name__ == "__main__":
    needs.run()
