# SPDX-License-Identifier: GPL-3.0-or-later
"""What an admin does about backups: take one, bring it back beside the original, compare, clean up."""
import unittest

from program import Journey
from screen import key, wait_for

TABLE = "ChatMessage-prod"
COPY = "ChatMessage-prod-restored"


class Backups(Journey):
    def setUp(self):
        super().setUp()
        self.screen.press("Backups", "radio button")
        self.board = self.screen.table("Backups table")
        self.screen.find("label", "13 assets, 2 overdue*")

    def select(self, asset):
        self.screen.fill_in("Filter backups", asset)
        wait_for(lambda: self.board.rows() == 1 and self.board.cell(0, "Asset") == asset, "the asset " + asset)
        key("Down")
        self.screen.wait_for_focus("Backups table")
        self.screen.find("label", asset)

    def run_plan(self, form):
        """From a form that is filled in to a run that is done; its table of steps."""
        self.screen.press("Show plan…", root=form)
        run = self.screen.find("push button", "Run*")
        self.screen.focus(run)
        key("ctrl+Return")
        run = self.screen.table("Run table")
        wait_for(lambda: not self.unfinished(run), "the run to end", limit=60)
        return run

    @staticmethod
    def unfinished(run):
        outcomes = [run.cell(step, "Outcome") for step in range(run.rows())]
        return [outcome for outcome in outcomes if outcome in ("Waiting", "Running")]

    def assertDone(self, run):
        outcomes = {run.cell(step, "Outcome") for step in range(run.rows())}
        self.assertLessEqual(outcomes, {"Done", "Skipped", "Left out"}, self.screen.words())
        self.screen.press("Close")
        self.screen.wait_until_gone("table", "Run table")

    def tables(self):
        return self.program.call("list_tables", service="dynamodb")["TableNames"]

    def test_table_backedUp_restoredBeside_compared_andCleanedUp(self):
        self.select(TABLE)
        self.assertEqual(self.board.cell(0, "Kind"), "Table")
        self.screen.press("Back up…")
        self.assertDone(self.run_plan(self.screen.find("dialog", "Back tables up")))
        self.screen.find("label", "Backups (4)")
        self.screen.find("push button", "Settings: Kept with it")

        self.screen.press("Restore…")
        form = self.screen.find("dialog", "Restore a table from a backup")
        self.screen.fill_in("New table", COPY)
        self.assertDone(self.run_plan(form))
        self.assertIn(COPY, self.tables())
        ttl = self.program.call("describe_time_to_live", service="dynamodb", TableName=COPY)["TimeToLiveDescription"]
        self.assertEqual(ttl, {"TimeToLiveStatus": "ENABLED", "AttributeName": "expiresAt"})

        self.screen.choose_in_palette("compare", "Compare…")
        form = self.screen.find("dialog", "Compare two tables")
        self.screen.fill_in("Copy", COPY)
        self.assertDone(self.run_plan(form))

        self.screen.choose_in_palette("clean up", "Clean up…")
        form = self.screen.find("dialog", "Delete a table that was restored")
        self.screen.fill_in("Restored table", COPY)
        self.screen.fill_in("Source", TABLE)
        self.assertDone(self.run_plan(form))
        self.assertNotIn(COPY, self.tables())
        self.assertIn(TABLE, self.tables())

    def test_overdue_areFound_andABackupTakesThemOut(self):
        self.assertEqual({self.board.cell(row, "Backup") for row in range(2)}, {"Never", "Overdue by 38 h"})
        self.select("ChatSession-prod")
        self.screen.find("label", "Backup: Overdue by 38 h")

        self.screen.press("Back up…")
        self.assertDone(self.run_plan(self.screen.find("dialog", "Back tables up")))

        self.board.wait_for_cell(0, "Backup", "In time")
        self.screen.find("label", "13 assets, 1 overdue*")

    def test_set_isBackedUpFromThePalette(self):
        self.screen.choose_in_palette("set pre", "Back up set pre-deployment…")
        form = self.screen.find("dialog", "Back tables up")
        self.assertIn("ChatSession-prod", self.screen.words(form))
        self.assertDone(self.run_plan(form))

        self.screen.find("label", "13 assets, 1 overdue*")


if __name__ == "__main__":
    unittest.main()
