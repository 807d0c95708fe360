# SPDX-License-Identifier: GPL-3.0-or-later
"""The guides, the manual and the program say the same: what they show can be read, and what there is is in them."""
import os
import pathlib
import re
import subprocess
import unittest

import needs
from headless import DONE, HeadlessTest

ROOT = pathlib.Path(__file__).parents[2]
GUIDES = sorted((ROOT / "docs" / "guide").glob("*.md")) + [ROOT / "README.md"]
COMMANDS = ("approve", "athena", "backup", "call", "costs", "deployments", "import", "journal", "lint", "llm", "policy", "run", "undo")
YAML = re.compile(r"^```yaml\n(.*?)^```", re.MULTILINE | re.DOTALL)
LINE = re.compile(r"\bstationmaster (%s)\b([^|#;`\n]*)" % "|".join(COMMANDS))
OPTION = re.compile(r"(?<![\w-])--[a-z][a-z-]*")


class Guides(HeadlessTest):
    def help(self, *command):
        done = subprocess.run([os.environ["STATIONMASTER_PROGRAM"], *command, "--help"], env=self.variables,
                              capture_output=True, text=True, timeout=60, check=True)
        return done.stdout

    def options(self, *command):
        """Those that begin a line of its help."""
        return set(re.findall(r"^  (?:-\w, )?(--[a-z][a-z-]*)", self.help(*command), re.MULTILINE)) - {"--help-all"}

    def test_runbooksOfTheGuides_canBeRead(self):
        blocks = [block for guide in GUIDES for block in YAML.findall(guide.read_text())
                  if "environment:" not in block or "steps:" in block]
        self.assertGreater(len(blocks), 10)
        for block in blocks:
            with self.subTest(block.splitlines()[0]):
                path = self.home / "runbook.yaml"
                path.write_text(block)

                outcome = self.stationmaster("lint", str(path))

                self.assertEqual((outcome.code, outcome.out, outcome.err), (DONE, "", ""))

    def test_everyKindOfStep_isInTheGuide(self):
        kinds = set(re.findall(r'"((?:s3|sql|redis|http|process|cache|pool|function):[a-z-]+|backup:require|manual|decide|approve|acknowledge|watch)"',
                               (ROOT / "resources" / "runbooks" / "schema.json").read_text()))
        used = set(re.findall(r"uses: (\S+)", (ROOT / "docs" / "guide" / "runbooks.md").read_text()))

        self.assertGreater(len(kinds), 14)
        self.assertEqual(kinds - used, set())

    def test_systemsOfTheGuides_canBeRead(self):
        blocks = [block for guide in GUIDES for block in YAML.findall(guide.read_text())
                  if "environment:" in block and "steps:" not in block]
        self.assertGreater(len(blocks), 1)
        self.config("[profile shop-admin]\nregion = eu-central-1\n")
        (self.data / "systems").mkdir(parents=True)
        for block in blocks:
            with self.subTest(block):
                (self.data / "systems" / "shop.yaml").write_text(block)

                outcome = self.stationmaster("policy", "energy-data-insights/disable-user", "--system", "shop")

                self.assertEqual(outcome.code, DONE, outcome)

    def test_commandsOfTheGuides_haveTheOptionsTheyShow(self):
        known = {command: self.options(command) for command in COMMANDS}
        for guide in GUIDES:
            for command, rest in LINE.findall(guide.read_text()):
                with self.subTest(guide.name, command=command + rest):
                    self.assertEqual(set(OPTION.findall(rest)) - known[command], set())

    def test_manual_namesEveryOptionOfEveryCommand(self):
        sections = re.split(r"^\.SS ", (ROOT / "app" / "stationmaster.1").read_text().replace("\\-", "-"),
                            flags=re.MULTILINE)
        common = set(OPTION.findall(sections[0]))
        by_name = {section.split("\n", 1)[0].strip('"').split()[0]: section for section in sections[1:]}
        for command in COMMANDS:
            with self.subTest(command):
                self.assertEqual(self.options(command) - common - set(OPTION.findall(by_name[command])), set())
        self.assertEqual(self.options() - common - set(OPTION.findall(by_name["Window"])), set())

    def test_manual_isWellFormed(self):
        page = str(ROOT / "app" / "stationmaster.1")
        try:
            done = subprocess.run(["groff", "-man", "-ww", "-z", page], capture_output=True, text=True, timeout=60,
                                  check=False)
        except FileNotFoundError:
            self.skipTest("groff is not installed")
        self.assertEqual((done.returncode, done.stderr), (0, ""))


if __name__ == "__main__":
    needs.run()
