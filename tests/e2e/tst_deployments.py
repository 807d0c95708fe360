# SPDX-License-Identifier: GPL-3.0-or-later
"""What an engineer does in an incident: find what was deployed, go back with the wizard, and undo that."""
import re
import unittest

from program import Journey
from screen import is_enabled, key, text_of, wait_for

FUNCTION = "chat-lambda"
CLUSTER = "energy-insights"
SERVICE = "backend"
KEYS = "demo-0000000"  # how what the function's environment has in API_KEY begins


class Deployments(Journey):
    def alias(self):
        return self.program.call("get_alias", service="lambda", FunctionName=FUNCTION, Name="live")["FunctionVersion"]

    def service(self):
        return self.program.call("describe_services", service="ecs", cluster=CLUSTER, services=[SERVICE])["services"][0]

    def revision(self):
        return self.service()["taskDefinition"].rsplit("/", 1)[-1]

    def assertNothingSecret(self):
        """No value of an environment, whoever reads the screen out."""
        self.assertNotIn(KEYS, self.screen.words())

    def go_on(self, wizard):
        wait_for(lambda: is_enabled(self.screen.find("push button", "Next", wizard)), "a choice")
        key("Return")

    def say_why(self, wizard, reason):
        """From the way, which is chosen, to the plan, without the mouse."""
        self.screen.find("radio button", "* (proposed)", wizard)
        self.assertNothingSecret()
        self.go_on(wizard)
        self.screen.wait_for_focus("Reason")
        self.assertFalse(is_enabled(self.screen.find("push button", "Show plan…", wizard)))
        self.screen.fill_in("Reason", reason)
        self.assertNothingSecret()
        key("ctrl+Return")

    def confirm_plan(self):
        run = self.screen.find("push button", "Run*", limit=60)
        self.assertNothingSecret()
        self.screen.focus(run)
        key("ctrl+Return")

    def run_until_it_watches(self):
        """Everything that comes before the watch is done."""
        self.confirm_plan()
        run = self.screen.table("Run table")
        wait_for(run.rows, "the steps")
        watch = next(step for step in range(run.rows()) if run.cell(step, "Step").startswith("Watch "))
        wait_for(lambda: run.cell(watch, "Outcome") == "Running", "the watch to begin", limit=90)
        self.assertLessEqual({run.cell(step, "Outcome") for step in range(watch)}, {"Done", "Skipped", "Left out"})
        self.assertNothingSecret()

    def end_watching(self):
        """What watches for half an hour is given up; what was done stays done."""
        self.screen.press("Cancel run")
        wait_for(lambda: not ((cancel := self.screen.look_for("push button", "Cancel run")) and is_enabled(cancel)),
                 "the run to end", limit=60)
        self.screen.press("Close")
        self.screen.wait_until_gone("table", "Run table")

    @staticmethod
    def select(table, wanted):
        """By the arrow keys."""
        def selected():
            return next(row for row in range(table.rows()) if table.is_selected(row))

        while (row := selected()) != wanted:
            key("Down" if row < wanted else "Up")
            wait_for(lambda before=row: selected() != before, "another row to be selected")

    def wait_for_difference(self, wizard, pattern):
        wait_for(lambda: re.search(pattern, text_of(self.screen.find("text", "Difference of the candidate", wizard))),
                 "a difference like " + pattern)

    def test_function_rolledBackFromThePalette_saysSo_andIsUndone(self):
        self.assertEqual(self.alias(), "19")
        self.screen.choose_in_palette("roll", "Roll back…")
        wizard = self.screen.find("dialog", "Roll back chat-lambda live", limit=60)
        candidates = self.screen.table("Candidates")
        for row, (version, how) in enumerate([("19", "errors"), ("18", "errors"), ("17", "healthy")]):
            self.assertRegex(candidates.cell(row, "Deployed"), "→ %s$" % version)
            wait_for(lambda row=row, how=how: how in candidates.cell(row, "While live"), "how %s did" % version)
        wait_for(lambda: candidates.is_selected(2), "version 17 to be proposed")  # 18 did not do either
        self.assertEqual(candidates.cell(2, "State"), "proposed")
        self.wait_for_difference(wizard, r"CodeSha256[\s\S]*MODEL_TIMEOUT +3 +→ 30")
        self.select(candidates, 4)
        self.wait_for_difference(wizard, r"API_KEY +hidden +→ another \(hidden\)")
        self.assertNothingSecret()
        self.select(candidates, 2)
        self.wait_for_difference(wizard, r"MODEL_TIMEOUT +3 +→ 30")

        self.go_on(wizard)
        self.say_why(wizard, "No answers")
        self.run_until_it_watches()

        self.assertEqual(self.alias(), "17")
        self.end_watching()
        self.screen.find("label", "chat-lambda live was rolled back from 19 to 17 by *: No answers.")
        self.screen.press("Undo…")
        self.confirm_plan()
        wait_for(lambda: self.alias() == "19", "the alias to be back")
        self.screen.wait_until_gone("label", "chat-lambda live was rolled back*")

    def test_detailsOfAFunction_nameItsEnvironment_notItsValues(self):
        self.screen.press("Deployments", "radio button")
        self.screen.find("push button", "Revision: 17", limit=60)
        self.screen.choose_in_palette("show the details", "Show the details")
        details = self.screen.table("Details table")
        wait_for(details.rows, "the configuration")

        titles = [details.column_name(number) for number in range(details.columns())]
        texts = "\n".join(" ".join(details.cell(row, title) for title in titles) for row in range(details.rows()))

        self.assertIn("API_KEY", texts)
        self.assertNotIn(KEYS, texts)
        self.assertNothingSecret()

    def test_service_rolledBack_byTheWayBesideIt(self):
        self.assertEqual(self.revision(), "backend:42")
        self.screen.press("Deployments", "radio button")
        axis = self.screen.table("Deployments table")
        wait_for(lambda: axis.rows() > 5, "the axis", limit=60)
        self.screen.fill_in("Filter deployments", "backend")
        wait_for(lambda: axis.rows() > 1 and axis.cell(1, "Deployed").endswith(":41"), "the revisions of the service")
        key("Down")
        self.screen.wait_for_focus("Deployments table")
        self.select(axis, 1)
        detail = self.screen.find("filler", "Deployment details")
        self.screen.press("Roll backend from backend:42 to backend:41…", root=detail)

        wizard = self.screen.find("dialog", "Roll back backend in energy-insights")
        self.say_why(wizard, "Too slow")
        self.run_until_it_watches()

        service = self.service()
        [deployment] = service["deployments"]
        self.assertTrue(deployment["taskDefinition"].endswith("/backend:41"))
        self.assertEqual((deployment["status"], deployment["rolloutState"]), ("PRIMARY", "COMPLETED"))
        self.assertEqual(service["runningCount"], service["desiredCount"])
        self.end_watching()
        self.screen.find("label", "backend in energy-insights was rolled back from * to * by *: Too slow.")
        self.screen.fill_in("Filter deployments", "backend")
        wait_for(lambda: axis.cell(0, "Deployed").endswith(":41") and axis.cell(0, "State"), "revision 41 to be live")


if __name__ == "__main__":
    unittest.main()
