# SPDX-License-Identifier: GPL-3.0-or-later
"""What an admin does with users, from the search to the proof that it happened."""
import base64
import json
import unittest
import urllib.parse

from program import Journey
from screen import is_enabled, key, press, type_text, wait_for

PASSWORD = "Canary-7f/Q+w#9 Perch"


def forms(secret):
    """How a secret looks in files: as it is, escaped, encoded."""
    raw = secret.encode()
    yield from (raw, secret.encode("utf-16-le"), raw.hex().encode(), json.dumps(secret)[1:-1].encode(),
                secret.replace("/", "\\/").encode(), urllib.parse.quote(secret, safe="").encode(),
                urllib.parse.quote_plus(secret).encode())
    for lead in range(3):  # wherever it stands in what is encoded, two letters at each end aside
        yield base64.b64encode(b"\0" * lead + raw)[4:-4]


class Journeys(Journey):
    def test_user_foundAndDisabled_isDisabledForSecondClient(self):
        self.filter_users("ZOE.MENSAH", 1)
        self.users.wait_for_cell(0, "Email", "zoe.mensah@example.com")
        key("Down")
        self.screen.find("push button", "User name: zoe.mensah@example.com")
        self.assertTrue(self.user("zoe.mensah@example.com")["Enabled"])

        self.screen.press("Disable…")
        plan = self.screen.find("dialog", "Disable zoe.mensah@example.com")
        self.assertIn("aws cognito-idp admin-disable-user", self.screen.words(plan))
        self.assertTrue(self.user("zoe.mensah@example.com")["Enabled"])
        key("ctrl+Return")

        self.wait_for_run("Disable zoe.mensah@example.com", 1)
        self.users.wait_for_cell(0, "Enabled", "No")
        self.assertFalse(self.user("zoe.mensah@example.com")["Enabled"])
        self.screen.press("Journal", "radio button")
        journal = self.screen.table("Journal table")
        journal.wait_for_cell(0, "What", "Disable zoe.mensah@example.com")
        journal.wait_for_cell(0, "Outcome", "Done")

    def test_user_createdWithPassword_isThereAndThePasswordIsNowhere(self):
        key("ctrl+n")
        self.screen.find("dialog", "New user")
        self.screen.fill_in("User name", "new.person@example.com")
        self.screen.fill_in("Email", "new.person@example.com")
        self.screen.choose("Invitation by email", "Temporary password")
        self.screen.fill_in("Password", PASSWORD, role="password text")
        self.screen.press("Suppress message", "check box")
        self.screen.check_in_list("Groups", "Analysts")
        self.screen.press("Show plan…")
        self.screen.wait_until_gone("dialog", "New user")
        plan = self.screen.find("dialog", "Create*")
        self.assertIn("aws cognito-idp admin-create-user", self.screen.words(plan))
        self.assertNoPassword()
        key("ctrl+Return")

        self.wait_for_run(plan.name, 2)
        self.assertEqual(self.user("new.person@example.com")["UserStatus"], "FORCE_CHANGE_PASSWORD")
        self.assertEqual(self.groups_of("new.person@example.com"), {"Analysts"})
        self.assertNoPassword()
        self.screen.press("Journal", "radio button")
        journal = self.screen.table("Journal table")
        journal.wait_for_rows(2)
        self.screen.tab_to("table", "Journal table")
        key("Down")
        self.screen.find("text", "Input")
        self.assertNoPassword()
        self.assertEqual(self.program.quit(), 0)
        self.assertNoPasswordInFiles()

    def assertNoPassword(self):
        self.assertNotIn(PASSWORD, self.screen.words())
        self.assertNoPasswordInFiles()

    def assertNoPasswordInFiles(self):
        files = [path for path in self.folder.rglob("*") if path.is_file()]
        self.assertIn("demo-journal.sqlite", [path.name for path in files])
        for path in files:
            content = path.read_bytes()
            for form in forms(PASSWORD):
                self.assertNotIn(form, content, path)

    def test_user_deleted_needsItsNameTyped(self):
        name = "zoe.mensah@example.com"
        self.filter_users(name, 1)
        key("Down")
        self.screen.press("Delete…")
        plan = self.screen.find("dialog", "Delete " + name)
        run = self.screen.find("push button", "Run", plan)
        self.assertFalse(is_enabled(run))
        key("ctrl+Return")
        self.screen.fill_in("Name to confirm", name[:-1])
        self.assertFalse(is_enabled(run))
        self.assertTrue(self.user(name)["Enabled"])

        self.screen.fill_in("Name to confirm", name)
        press(run)

        self.wait_for_run("Delete " + name, 1)
        self.users.wait_for_rows(0)
        self.assertEqual(self.user(name)["Error"]["Code"], "UserNotFoundException")

    def test_users_threeAddedToGroup_areMembersOfIt(self):
        self.screen.focus(self.screen.find("text", "Filter users"))
        type_text("group:Viewers enabled:yes ")
        wait_for(lambda: self.users.rows() < 500, "the filter")
        names = [self.users.cell(row, "User name") for row in range(3)]
        for name in names:
            self.assertNotIn("Admins", self.groups_of(name))
        key("Down", "shift+Down", "shift+Down")
        self.screen.find("label", "3 users selected")

        self.screen.choose_in_palette("add group", "Add to group…")
        self.screen.find("dialog", "Add to group")
        self.screen.choose("Admins", "Admins")
        self.screen.press("Show plan…")
        plan = self.screen.find("dialog", "Add 3 users*")
        self.screen.find("push button", "Run 3 steps", plan)
        key("ctrl+Return")

        self.wait_for_run(plan.name, 3)
        for name in names:
            self.assertIn("Admins", self.groups_of(name))


if __name__ == "__main__":
    unittest.main()
