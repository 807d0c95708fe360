# SPDX-License-Identifier: GPL-3.0-or-later
"""What a manager does with a bill: opens it, reads the total, looks closer, takes the figures along; by keyboard."""
import csv
import os
import pathlib
import tempfile
import unittest

import bill
from program import Program
from screen import key, type_text, wait_for


class Costs(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory(dir=os.environ["SESSION_FOLDER"])
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        self.bill = self.folder / "september.csv"
        bill.write(self.bill)
        self.program = Program(self.folder, "--bill", str(self.bill))
        self.addCleanup(self.program.stop)
        self.screen = self.program.screen
        self.table = self.screen.table("Costs table")
        self.wait_for_total(bill.total())

    def exact(self, row, title="Amount, USD"):
        return self.table.description(row, title)

    def names(self, title):
        return [self.table.cell(row, title) for row in range(self.table.rows())]

    def wait_for_total(self, total):
        wait_for(lambda: self.table.rows() and self.exact(self.table.rows() - 1) == total, "the total %s" % total)

    def group_by(self, entry):
        """With the keys that open the button's menu and go to the next entry, until it is this one."""
        button = self.screen.find("push button", "Group by: *")
        self.screen.focus(button)
        for _ in range(12):
            before = button.name
            if before == "Group by: " + entry:
                return
            key("Down", "Down", "Return")
            wait_for(lambda: button.name != before, "other groups than %s" % before)

    def test_bill_opened_totalsAreExact(self):
        self.assertEqual(self.names("Service"), ["AmazonEC2", "AmazonRDS", "AmazonS3", "AWSLambda", "Total"])
        self.assertEqual(self.exact(0), bill.total(service="AmazonEC2"))
        self.screen.find(None, "Month to date: $*")

    def test_groups_filter_andDrill_agreeWithTheBill(self):
        self.group_by("Region")
        wait_for(lambda: self.table.column_name(0) == "Region", "the regions")
        self.assertEqual(self.names("Region"), ["us-east-1", "eu-west-1", "Total"])
        self.assertEqual(self.exact(1), bill.total(region="eu-west-1"))

        key("ctrl+f")
        self.screen.wait_for_focus("Filter costs")
        type_text("service:AmazonEC2 ")  # becomes a chip
        self.wait_for_total(bill.total(service="AmazonEC2"))

    def test_keyboard_drills_andGoesBack(self):
        key("ctrl+f")
        self.screen.wait_for_focus("Filter costs")
        key("Down")
        self.screen.wait_for_focus("Costs table")
        key("Home", "Return")
        self.wait_for_total(bill.total(service="AmazonEC2"))
        self.assertEqual(self.names("Usage type"), ["BoxUsage:m5.large", "BoxUsage:t3.micro", "Total"])

        key("alt+Left")
        self.wait_for_total(bill.total())

    def test_words_narrowTable_andTotal(self):
        key("ctrl+f")
        self.screen.wait_for_focus("Filter costs")
        type_text("rds")
        self.wait_for_total(bill.total(service="AmazonRDS"))
        self.screen.find("label", "1 of 4")

    def test_csv_exported_holdsEveryDigit(self):
        path = self.folder / "costs.csv"
        self.screen.choose_in_palette("export csv", "Export CSV…")
        self.screen.find("dialog", "Export CSV")
        self.screen.fill_in("File name:", str(path))
        key("Return")
        wait_for(path.exists, "the file")

        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.reader(file))
        self.assertEqual(rows[1][:2], ["AmazonEC2", bill.total(service="AmazonEC2")])
        self.assertEqual(rows[5][:2], ["Total", bill.total()])
        self.assertEqual(rows[-1][0], "Query")

    def test_sameBill_openedAgain_changesNothing(self):
        self.screen.choose_in_palette("open bill", "Open bill file…")
        self.screen.find("dialog", "Open bill file")
        self.screen.fill_in("File name:", str(self.bill))
        key("Return")
        self.screen.find("label", "september.csv opened: *")
        self.wait_for_total(bill.total())

    def test_brokenBill_isNamedByRowAndColumn_andNothingChanges(self):
        broken = self.folder / "broken.csv"
        broken.write_text(self.bill.read_text().replace("40.000000000000000000001", "forty", 1))
        self.screen.choose_in_palette("open bill", "Open bill file…")
        self.screen.find("dialog", "Open bill file")
        self.screen.fill_in("File name:", str(broken))
        key("Return")
        self.screen.find("label", "*broken.csv*row 2*")
        self.wait_for_total(bill.total())


if __name__ == "__main__":
    unittest.main()
