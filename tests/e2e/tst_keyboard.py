# SPDX-License-Identifier: GPL-3.0-or-later
"""Everything by keyboard, and a window that comes back as it was left."""
import unittest

import pyatspi

from pixels import colour_at
from program import Journey
from screen import is_in, key, text_of, type_text, wait_for

DARK = 100  # of 255: a lighter background than this is none of the dark theme


class Keyboard(Journey):
    def test_newUser_throughPalette_isFilledInOrderAndLeftWithEscape(self):
        self.screen.choose_in_palette("new us", "New user…")
        self.screen.find("dialog", "New user")
        self.screen.wait_for_focus("User name")

        stops = ["User name"]
        while len(stops) < 6:
            key("Tab")
            stops.append(wait_for(lambda: (item := self.screen.focused()) and item.name != stops[-1] and item.name,
                                  "the next stop after %s" % stops))

        self.assertEqual(stops, ["User name", "Email", "Name", "Email verified", "Invitation by email", "Groups"])
        key("Escape")
        self.screen.wait_until_gone("dialog", "New user")
        self.assertTrue(self.screen.focused(), "the focus is nowhere")

    def test_pages_byNumber_areShown(self):
        key("ctrl+6")
        self.screen.find("label", "Nothing was changed yet*")
        key("ctrl+5")
        self.screen.find("table", "Runbooks table")
        key("ctrl+4")
        self.screen.find("table", "Deployments table")
        key("ctrl+3")
        self.screen.find("table", "Backups table")
        key("ctrl+2")
        self.screen.find("table", "Costs table")
        key("ctrl+1")
        self.screen.find("table", "Users table")

    def test_filter_byKeyboard_narrowsAndGoesToRows(self):
        key("ctrl+f")
        self.screen.wait_for_focus("Filter users")
        type_text("zoe")
        self.screen.find("label", "5 of 500")
        key("Down")
        self.screen.wait_for_focus("Users table")
        self.screen.find("push button", "Disable…")
        key("ctrl+f", "ctrl+a", "Delete")
        self.users.wait_for_rows(500)

    def test_palette_leftWithEscape_givesFocusBack(self):
        key("ctrl+f")
        self.screen.wait_for_focus("Filter users")
        key("ctrl+k")
        self.screen.wait_for_focus("Search actions")
        key("Escape")
        self.screen.wait_for_focus("Filter users")

    def test_plan_leftWithEscape_changesNothing(self):
        key("ctrl+f")
        self.screen.wait_for_focus("Filter users")
        type_text("zoe.mensah")
        self.users.wait_for_rows(1)
        key("Down")
        self.screen.choose_in_palette("disable", "Disable…")
        self.screen.find("dialog", "Disable zoe.mensah@example.com")
        key("Escape")
        self.screen.wait_until_gone("dialog", "Disable zoe.mensah@example.com")

        self.assertTrue(self.user("zoe.mensah@example.com")["Enabled"])
        key("ctrl+6")
        self.screen.find("label", "Nothing was changed yet*")


class NextStart(Journey):
    def background(self):
        """The colour between the table and the window's edge."""
        frame = self.screen.find("filler", "Users").queryComponent().getExtents(0)
        return colour_at(frame.x + 3, frame.y + frame.height - 3)

    def test_window_startedAgain_hasThemeColumnsAndFilter(self):
        self.screen.choose_in_palette("theme light", "Theme: light")
        wait_for(lambda: min(self.background()) > DARK, "the light theme")
        self.screen.choose_in_palette("theme dark", "Theme: dark")
        wait_for(lambda: max(self.background()) < DARK, "the dark theme")
        self.assertFalse(self.users.is_shown("Created"))
        self.screen.choose_in_palette("choose columns", "Choose columns")
        columns = self.screen.find("push button", "Columns")
        wait_for(lambda: is_in(columns, pyatspi.STATE_PRESSED), "the menu of columns")
        key(*["Down"] * (self.users.column("Created") + 1), "Return")
        wait_for(lambda: self.users.is_shown("Created"), "the column 'Created'")
        self.screen.focus(self.screen.find("text", "Filter users"))
        type_text("enabled:no arjun.kim")
        self.users.wait_for_rows(1)
        self.assertEqual(self.program.quit(), 0)

        self.program = self.start()

        wait_for(lambda: max(self.background()) < DARK, "the dark theme")
        self.assertEqual(text_of(self.screen.find("text", "Filter users")), "arjun.kim")
        self.screen.find("push button", "*nabled*no*")
        self.users.wait_for_rows(1)
        wait_for(lambda: self.users.is_shown("Created"), "the column 'Created'")


if __name__ == "__main__":
    unittest.main()
