# SPDX-License-Identifier: GPL-3.0-or-later
"""What an engineer does in an incident: find what was deployed, go back with the wizard, and undo that."""
import unittest

from program import Journey
from screen import is_enabled, key, wait_for

FUNCTION = "chat-lambda"
CLUSTER = "energy-insights"
SERVICE = "backend"


class Deployments(Journey):
    def alias(self):
        return self.program.call("get_alias", service="lambda", FunctionName=FUNCTION, Name="live")["FunctionVersion"]

    def revision(self):
        service = self.program.call("describe_services", service="ecs", cluster=CLUSTER, services=[SERVICE])
        return service["services"][0]["taskDefinition"].rsplit("/", 1)[-1]

    def lead_through(self, wizard, reason):
        """From where to, which is chosen, to the plan, without the mouse."""
        wait_for(lambda: self.screen.look_for("push button", "Next", wizard)
                 and is_enabled(self.screen.find("push button", "Next", wizard)), "a candidate")
        key("Return")
        self.screen.find("radio button", "* (proposed)", wizard)
        wait_for(lambda: is_enabled(self.screen.find("push button", "Next", wizard)), "a way back")
        key("Return")
        self.screen.wait_for_focus("Reason")
        self.assertFalse(is_enabled(self.screen.find("push button", "Show plan…", wizard)))
        self.screen.fill_in("Reason", reason)
        key("ctrl+Return")

    def confirm_plan(self):
        self.screen.focus(self.screen.find("push button", "Run*"))
        key("ctrl+Return")

    def run_plan(self):
        self.confirm_plan()
        self.screen.find("table", "Run table")

    def end_watching(self):
        """What watches for half an hour is given up; what was done stays done."""
        self.screen.press("Cancel run")
        wait_for(lambda: not self.screen.look_for("push button", "Cancel run")
                 or not is_enabled(self.screen.find("push button", "Cancel run")), "the run to end", limit=60)
        self.screen.press("Close")
        self.screen.wait_until_gone("table", "Run table")

    def test_function_rolledBackFromThePalette_saysSo_andIsUndone(self):
        bad = self.alias()
        self.screen.choose_in_palette("roll", "Roll back…")
        wizard = self.screen.find("dialog", "Roll back chat-lambda live", limit=60)
        self.assertRegex(self.screen.table("Candidates").cell(0, "While live"), "errors|in alarm")

        self.lead_through(wizard, "No answers")
        self.run_plan()

        good = wait_for(lambda: (version := self.alias()) != bad and version, "the alias to be shifted")
        self.assertNotEqual(int(good), int(bad) - 1, "that one was as bad")
        self.end_watching()
        self.screen.find("label", "chat-lambda live was rolled back from %s to %s by *: No answers." % (bad, good))
        self.screen.press("Undo…")
        self.confirm_plan()
        wait_for(lambda: self.alias() == bad, "the alias to be back")
        self.screen.wait_until_gone("label", "chat-lambda live was rolled back*")

    def test_service_rolledBack_toTheRevisionBefore(self):
        before = self.revision()
        self.screen.press("Deployments", "radio button")
        axis = self.screen.table("Deployments table")
        wait_for(lambda: axis.rows() > 5, "the axis", limit=60)
        self.screen.fill_in("Filter deployments", "backend")
        wait_for(lambda: axis.rows() > 1 and axis.cell(1, "Service") == "ECS", "the deployments of the service")
        key("Down")
        self.screen.wait_for_focus("Deployments table")
        key("Down", "Return")
        wizard = self.screen.find("dialog", "Roll back backend in energy-insights")

        self.lead_through(wizard, "Too slow")
        self.run_plan()

        after = wait_for(lambda: (revision := self.revision()) != before and revision, "another revision", limit=60)
        self.assertEqual(int(after.split(":")[1]), int(before.split(":")[1]) - 1)
        self.screen.find("label", "backend in energy-insights was rolled back*", limit=60)


if __name__ == "__main__":
    unittest.main()
