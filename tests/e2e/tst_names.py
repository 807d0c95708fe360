# SPDX-License-Identifier: GPL-3.0-or-later
"""What can have the focus has a name and a role that a screen reader can say: on every page, in every dialog."""
import unittest

import pyatspi

from program import Journey
from screen import is_in, key

SPEECHLESS = (pyatspi.ROLE_INVALID, pyatspi.ROLE_UNKNOWN)
NAVIGATION = ("Users", "Costs", "Backups", "Deployments", "Runbooks", "Journal")


class Names(Journey):
    def assertEverythingIsNamed(self, root=None):
        """Returns how many things can have the focus."""
        unnamed, count = [], 0
        for item in self.screen.walk(root):
            if not is_in(item, pyatspi.STATE_FOCUSABLE):
                continue
            count += 1
            if not item.name.strip() or item.getRole() in SPEECHLESS:
                unnamed.append("%s in %s" % (item.getRoleName(), self.path(item)))
        self.assertEqual(unnamed, [])
        return count

    @staticmethod
    def path(item):
        names = []
        while item and item.getRoleName() != "application":
            names.append("%s '%s'" % (item.getRoleName(), item.name))
            item = item.parent
        return " < ".join(names)

    def assertHeadersAreNamed(self, table):
        titles = [table.column_name(number) for number in range(table.columns())]
        self.assertTrue(all(titles), titles)
        self.assertEqual(len(set(titles)), len(titles), titles)

    def dialog(self, title):
        """Everything in the dialog is named; closes it again."""
        dialog = self.screen.find("dialog", title)
        self.assertGreater(self.assertEverythingIsNamed(dialog), 2)
        key("Escape")
        self.screen.wait_until_gone("dialog", title)

    def test_pages_walked_everythingIsNamed(self):
        self.assertHeadersAreNamed(self.users)
        for page in NAVIGATION:
            self.screen.press(page, "radio button")
            self.screen.find("text", "Filter " + page.lower())
            self.assertGreater(self.assertEverythingIsNamed(), 5)

    def test_user_selected_everythingIsNamed(self):
        self.filter_users("zoe.mensah", 1)
        key("Down")
        self.screen.find("push button", "User name: *")

        self.assertGreater(self.assertEverythingIsNamed(), 20)

    def test_dialogs_walked_everythingIsNamed(self):
        self.filter_users("zoe.mensah", 1)
        key("Down")
        self.screen.find("push button", "User name: *")
        actions = {"New user…": "New user", "Import…": "Import users", "Set password…": "Set password",
                   "Edit attributes…": "Edit attributes", "Add to group…": "Add to group",
                   "Remove from group…": "Remove from group", "Disable…": "Disable *", "Delete…": "Delete *",
                   "Reset password…": "Reset *"}
        for action, title in actions.items():
            with self.subTest(action):
                self.screen.choose_in_palette(action.rstrip("…"), action)
                self.dialog(title)

    def test_runbook_selected_everythingIsNamed(self):
        self.select_runbook("Rehearse a release")
        self.assertHeadersAreNamed(self.screen.table("Runbooks table"))
        self.assertGreater(self.assertEverythingIsNamed(), 15)

        self.screen.press("Plan…")
        self.screen.find("text", "Lambda function")
        self.dialog("Rehearse a release")

    def test_asset_selected_everythingIsNamed(self):
        self.screen.press("Backups", "radio button")
        self.screen.find("label", "13 assets*")
        self.screen.fill_in("Filter backups", "ChatMessage")
        key("Down")
        self.screen.find("push button", "Policy: *")
        self.assertHeadersAreNamed(self.screen.table("Backups table"))
        self.assertHeadersAreNamed(self.screen.table("Backups of the asset"))
        self.assertGreater(self.assertEverythingIsNamed(), 25)

        self.screen.press("Back up…")
        self.screen.find("text", "Tables")
        self.dialog("Back tables up")

    def test_deployment_selected_everythingIsNamed(self):
        self.screen.press("Deployments", "radio button")
        # It is selected by itself, for what is live does not do.
        self.screen.find("push button", "Revision: 17", limit=60)
        self.assertHeadersAreNamed(self.screen.table("Deployments table"))
        self.assertGreater(self.assertEverythingIsNamed(), 25)
        for part, shown in (("Show the details", "Section: *"), ("Show the difference", "Difference: 19 *")):
            self.screen.choose_in_palette(part.lower(), part)
            self.screen.find("*", shown)
            self.assertGreater(self.assertEverythingIsNamed(), 25)

    def test_wizard_walked_everythingIsNamed(self):
        self.screen.choose_in_palette("roll", "Roll back…")
        wizard = self.screen.find("dialog", "Roll back chat-lambda live", limit=60)
        self.assertHeadersAreNamed(self.screen.table("Candidates"))
        for reached in ("Difference of the candidate", "* (proposed)", "Reason"):
            self.screen.find(None, reached, wizard)
            self.assertGreater(self.assertEverythingIsNamed(wizard), 2)
            if reached != "Reason":
                self.screen.press("Next", root=wizard)
        self.dialog("Roll back chat-lambda live")

    def test_palette_walked_everythingIsNamed(self):
        key("ctrl+k")
        self.screen.wait_for_focus("Search actions")
        self.dialog("Command palette")


if __name__ == "__main__":
    unittest.main()
