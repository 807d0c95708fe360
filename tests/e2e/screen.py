# SPDX-License-Identifier: GPL-3.0-or-later
"""The program as a person with a screen reader and a keyboard meets it: names, roles and keys, nothing else."""
import fnmatch
import subprocess
import time

import pyatspi
from gi.repository import Atspi, GLib

LIMIT = 15.0  # seconds; nothing on this screen takes a second, but the machine may be busy
MOST_STOPS = 60  # of the Tab key in one window
DEEP = ("table", "tree", "tree table")  # thousands of cells: asked for by row and column
ENTRIES = ("list item", "page tab", "table cell")  # the current one claims the focus even while its list has none


class NotThere(AssertionError):
    """What was waited for did not come."""


def wait_for(condition, what, limit=LIMIT):
    """The first true value of condition(), which may fail meanwhile: things come and go under a reader's hands."""
    deadline = time.monotonic() + limit
    while True:
        try:
            value, problem = condition(), None
        except (GLib.Error, LookupError, NotImplementedError, AttributeError) as error:
            value, problem = None, error
        if value:
            return value
        if time.monotonic() > deadline:
            raise NotThere("waited %g s for %s" % (limit, what)) from problem
        time.sleep(0.03)


def key(*combinations):
    """Keys by their X names, such as ctrl+k, pressed one after the other."""
    subprocess.run(["xdotool", "key", "--delay", "15", *combinations], check=True)


def type_text(text):
    subprocess.run(["xdotool", "type", "--delay", "8", text], check=True)


def is_in(item, state):
    return item.getState().contains(state)


def is_enabled(item):
    return is_in(item, pyatspi.STATE_ENABLED)


def press(item):
    """What a screen reader does with a button."""
    wait_for(lambda: is_enabled(item), "%s to be enabled" % describe(item))
    item.queryAction().doAction(0)


def describe(item):
    return "%s '%s'" % (item.getRoleName(), item.name)


def text_of(item):
    """What an edit field or a block of text holds."""
    try:
        return item.queryText().getText(0, -1)
    except NotImplementedError:
        return ""


class Screen:
    """The windows of one running program."""

    def __init__(self, process):
        self._process = process
        self._application = wait_for(self._find_application, "the program on the accessibility bus")
        self._application.set_cache_mask(Atspi.Cache.NONE)  # nobody turns a main loop here that would keep it fresh

    def _find_application(self):
        assert self._process.poll() is None, "the program ended"
        desktop = pyatspi.Registry.getDesktop(0)
        return next((each for each in desktop if each and each.get_process_id() == self._process.pid), None)

    def windows(self):
        return [each for each in self._application if each]

    def walk(self, root=None):
        """Everything that is shown, from the window on top downwards; not the cells of tables."""
        pending = [root] if root else self.windows()
        while pending:
            item = pending.pop()
            if not is_in(item, pyatspi.STATE_SHOWING):
                continue
            yield item
            if item.getRoleName() not in DEEP:
                pending.extend(reversed([child for child in item if child]))

    def look_for(self, role, name, root=None):
        """The one that fits now, or None. A * in the name stands for anything."""
        for item in self.walk(root):
            if role and not fnmatch.fnmatchcase(item.getRoleName(), role):
                continue
            if fnmatch.fnmatchcase(item.name, name):
                return item
        return None

    def find(self, role, name, root=None, limit=LIMIT):
        return wait_for(lambda: self.look_for(role, name, root), "%s '%s'" % (role or "anything", name), limit)

    def wait_until_gone(self, role, name):
        wait_for(lambda: self.look_for(role, name) is None, "%s '%s' to go" % (role, name))

    def press(self, name, role="push button", root=None):
        press(self.find(role, name, root))

    def focus(self, item):
        wait_for(lambda: item.queryComponent().grabFocus() and is_in(item, pyatspi.STATE_FOCUSED),
                 "the focus on %s" % describe(item))

    def focused(self):
        return next((item for item in self.walk() if is_in(item, pyatspi.STATE_FOCUSED)
                     and is_in(item, pyatspi.STATE_FOCUSABLE) and item.getRoleName() not in ENTRIES), None)

    def wait_for_focus(self, name):
        return wait_for(lambda: (item := self.focused()) and item.name == name and item, "the focus on '%s'" % name)

    def tab_to(self, role, name):
        """The control, reached with the Tab key alone."""
        for _ in range(MOST_STOPS):
            before = self.focused()
            if before and before.getRoleName() == role and before.name == name:
                return before
            key("Tab")
            wait_for(lambda: self.focused() not in (None, before), "the focus to move on from %s" % before)
        raise NotThere("no way to %s '%s' with Tab" % (role, name))

    def fill_in(self, name, text, role="text"):
        """Types into a field as a person would, over what was there."""
        field = self.find(role, name)
        self.focus(field)
        key("ctrl+a", "Delete")
        type_text(text)
        wait_for(lambda: field.queryText().characterCount == len(text), "'%s' to hold what was typed" % name)

    def choose(self, box, option):
        """In a closed combo box, whose name is the option that stands in it, with the arrow keys."""
        box = self.tab_to("combo box", box)
        for _ in range(20):
            if box.name == option:
                return
            before = box.name
            key("Down")
            wait_for(lambda: box.name != before, "another option than '%s'" % before)
        raise NotThere("no option '%s'" % option)

    def check_in_list(self, name, entry):
        """Walks to the entry by the beginning of its name and ticks it."""
        entries = self.tab_to("list", name)
        item = self.find("list item", entry, entries)
        type_text(entry[:3])
        wait_for(lambda: is_in(item, pyatspi.STATE_FOCUSED), "'%s' to be the current entry" % entry)
        key("space")
        wait_for(lambda: is_in(item, pyatspi.STATE_CHECKED), "'%s' to be ticked" % entry)

    def words(self, root=None):
        """Every word that a screen reader could say, one object a line."""
        return wait_for(lambda: "\n".join("%s %s %s" % (item.name, item.description, text_of(item))
                                          for item in self.walk(root)), "the words on the screen")

    def table(self, name):
        return Table(self, name)

    def choose_in_palette(self, typed, action):
        key("ctrl+k")
        self.wait_for_focus("Search actions")
        type_text(typed)
        palette = self.find("dialog", "Command palette")
        wait_for(lambda: (first := self.look_for("list item", action, palette))
                 and is_in(first, pyatspi.STATE_SELECTED), "'%s' to be first in the palette" % action)
        key("Return")
        self.wait_until_gone("dialog", "Command palette")


class Table:
    """A page's main table through AT-SPI's table interface."""

    def __init__(self, screen, name):
        self.item = screen.find("table", name)
        self._screen = screen
        self._table = self.item.queryTable()

    def rows(self):
        return self._table.nRows

    def columns(self):
        return self._table.nColumns

    def column_name(self, number):
        return self._table.getColumnDescription(number)

    def column(self, title):
        return [self.column_name(each) for each in range(self.columns())].index(title)

    def cell(self, row, title):
        return self._cell(row, title).name

    def description(self, row, title):
        """What a screen reader adds to the cell."""
        return self._cell(row, title).description

    def _cell(self, row, title):
        return self._table.getAccessibleAt(row, self.column(title))

    def is_selected(self, row):
        return self._table.isRowSelected(row)

    def is_shown(self, title):
        """Whether the column has any width: those that are hidden keep their cells, zero pixels wide."""
        return self._cell(0, title).queryComponent().getExtents(0).width > 0

    def wait_for_rows(self, count):
        wait_for(lambda: self.rows() == count, "%d rows" % count)

    def wait_for_cell(self, row, title, text):
        wait_for(lambda: self.cell(row, title) == text, "'%s' in row %d of '%s'" % (text, row, title))
