# SPDX-License-Identifier: GPL-3.0-or-later
"""What an admin does about backups: take one, bring it back beside the original, compare, clean up; and freeze and thaw
what writes meanwhile."""
import unittest

from program import Journey
from screen import key, wait_for

TABLE = "ChatMessage-prod"
COPY = "ChatMessage-prod-restored"
RULE = "import-meter-readings"
FUNCTION = "usage-export"


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

    def confirm_plan(self):
        self.screen.focus(self.screen.find("push button", "Run*"))
        key("ctrl+Return")

    def run_plan(self, form):
        """From a form that is filled in to a run that is done; its table of steps."""
        self.screen.press("Show plan…", root=form)
        self.confirm_plan()
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
        self.screen.find("label", "14 assets, 2 overdue*")
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
        self.screen.find("label", "13 assets, 2 overdue*")
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

    def writers(self):
        """What writes: the rules by their state, running executions, sources of events, the function's limit."""
        call = self.program.call
        rules = {rule["Name"]: rule["State"] for rule in call("list_rules", service="events")["Rules"]}
        running = call("list_executions", service="stepfunctions", stateMachineArn=self.machine(),
                       statusFilter="RUNNING")["executions"]
        feeds = call("list_event_source_mappings", service="lambda", FunctionName=FUNCTION)["EventSourceMappings"]
        limit = call("get_function_concurrency", service="lambda", FunctionName=FUNCTION)
        return rules, len(running), [feed["State"] for feed in feeds], limit.get("ReservedConcurrentExecutions")

    def machine(self):
        machines = self.program.call("list_state_machines", service="stepfunctions")["stateMachines"]
        return machines[0]["stateMachineArn"]

    def test_freeze_andThaw_bringsBackExactlyWhatWasStopped(self):
        rules, running, feeds, limit = self.writers()
        self.assertEqual((running, feeds, limit), (2, ["Enabled"], None))
        self.screen.press("Freeze…")
        form = self.screen.find("dialog", "Freeze a system")
        self.screen.fill_in("Rules of EventBridge", RULE)
        self.screen.fill_in("State machines", self.machine())
        self.screen.fill_in("Functions", FUNCTION)
        self.assertDone(self.run_plan(form))
        self.assertEqual(self.writers(), ({**rules, RULE: "DISABLED"}, 0, ["Disabled"], 0))

        self.screen.find("label", "Frozen since*")
        self.screen.press("Thaw…")
        self.confirm_plan()

        self.screen.wait_until_gone("label", "Frozen since*")
        self.assertEqual(self.writers(), (rules, running, feeds, limit))


if __name__ == "__main__":
    unittest.main()
