# SPDX-License-Identifier: GPL-3.0-or-later
"""What an engineer does with runbooks: from the library to a run that is verified, and back."""
import unittest

from program import Journey
from screen import is_enabled, key, press, text_of, wait_for

NAME = "run.book@example.com"
MARKDOWN = """# Look after the functions

When errors rise.

1. Tell the team.
2. Look at the function.

```bash
aws lambda get-function --function-name chat
aws lambda get-everything
```
"""


COUNTS = """
title: Count to three
purpose: Says what it does.
steps:
  - id: count
    title: Count
    uses: process:run
    with: {program: seq, arguments: ["3"], reads: true}
  - id: agree
    title: Agree to it
    uses: approve
    with: {text: "Is three enough?"}
"""


class Runbooks(Journey):
    def fill_in_form(self, group):
        form = self.screen.find("dialog", "Create a user")
        self.screen.fill_in("User pool", self.pool())
        self.screen.fill_in("E-mail address", NAME)
        self.screen.fill_in("Group", group)
        self.screen.press("Show plan…", root=form)
        return self.screen.find("push button", "Run 4 steps")

    def run_create_user(self):
        """The library's runbook, planned and run as a person would; its row in the library says so."""
        library = self.select_runbook("Create a user", "Energy Data Insights")
        self.screen.press("Plan…")
        self.fill_in_form("Analysts")
        self.assertIn("aws cognito-idp admin-create-user", self.screen.words())
        self.assertEqual(self.user(NAME)["Error"]["Code"], "UserNotFoundException")
        key("ctrl+Return")
        self.screen.find("label", "4 of 4 done*")
        return library

    def test_createUser_planned_run_verified_andTakenBack(self):
        library = self.run_create_user()
        run = self.screen.table("Run table")
        for step in range(4):
            self.assertEqual(run.cell(step, "Outcome"), "Done")
        self.assertEqual([run.cell(step, "Afterwards") for step in range(4)], ["Verified"] * 4)
        self.assertEqual(self.user(NAME)["UserStatus"], "FORCE_CHANGE_PASSWORD")
        self.assertEqual(self.groups_of(NAME), {"Analysts"})
        self.screen.press("Close")
        wait_for(lambda: library.cell(0, "Last run").startswith("Done "), "the last run in the library")

        self.screen.press("Undo last run…")
        plan = self.screen.find("dialog", "Undo*")
        undo = self.screen.find("push button", "Run 2 steps", plan)
        self.assertFalse(is_enabled(undo))
        self.assertEqual(self.groups_of(NAME), {"Analysts"})
        self.screen.fill_in("Name to confirm", NAME)
        press(undo)

        self.wait_for_run(plan.name, 2)
        self.assertEqual(self.user(NAME)["Error"]["Code"], "UserNotFoundException")
        wait_for(lambda: library.cell(0, "Last run").startswith("Taken back "), "the library to know of it")

    def test_lastRun_leadsToItsEntriesInTheJournal(self):
        self.run_create_user()
        self.screen.press("Close")

        self.screen.press("Show in journal")

        journal = self.screen.table("Journal table")
        journal.wait_for_rows(4)
        journal.wait_for_cell(3, "What", "Create " + NAME)
        self.screen.find("text", "Input")

    def test_program_says_isShown_andTheQuestionIsAnsweredThere(self):
        file = self.folder / "data/runbooks/demo/count.yaml"
        file.parent.mkdir(parents=True)
        file.write_text(COUNTS)
        self.select_runbook("Count to three")
        self.screen.press("Plan…")
        self.screen.find("push button", "Run 2 steps")
        key("ctrl+Return")

        self.screen.find("label", "Is three enough?")
        run = self.screen.table("Run table")
        run.wait_for_cell(0, "Outcome", "Done")
        run.wait_for_cell(1, "Outcome", "Waits for you")
        self.screen.tab_to("table", "Run table")
        key("Home")
        output = self.screen.find("text", "Output")
        wait_for(lambda: text_of(output) == "1\n2\n3", "what the program said")
        self.screen.press("Yes")

        self.screen.find("label", "2 of 2 done*")
        run.wait_for_cell(1, "Outcome", "Done")

    def test_markdown_imported_isADraftUntilSomebodyKeepsIt(self):
        file = self.folder / "team.md"
        file.write_text(MARKDOWN)
        self.screen.press("Runbooks", "radio button")
        library = self.screen.table("Runbooks table")
        self.screen.press("Import…")
        self.screen.find("dialog", "Import runbooks")
        self.screen.fill_in("File name:", str(file))
        key("Return")

        self.screen.find("label", "Imported and not reviewed*")
        library.wait_for_cell(0, "Runbook", "Look after the functions")
        library.wait_for_cell(0, "System", "Draft")
        library.wait_for_cell(0, "Findings", "1 error")
        self.screen.find("label", "team.md:10*")
        self.assertIsNone(self.screen.look_for("push button", "Plan…"))

        self.screen.press("Keep…")
        self.screen.find("dialog", "Keep runbook")
        self.screen.press("I have read the steps and what was found", "check box")
        self.screen.press("Keep")
        self.screen.find("push button", "Plan…")
        self.assertTrue((self.folder / "data/runbooks/demo/look-after-the-functions.yaml").exists())


if __name__ == "__main__":
    unittest.main()
