# SPDX-License-Identifier: GPL-3.0-or-later
"""`stationmaster costs`: what bill files add up to, without an account and without keeping anything."""
import csv
import datetime
import decimal
import gzip
import os
import pty
import signal
import subprocess
import time
import unittest

import needs
from headless import DONE, INTERRUPTED, KEY, REFUSED, SECRET, WRONG_USAGE, HeadlessTest, WithDouble

BILL = """lineItem/UsageStartDate,lineItem/ProductCode,product/region,resourceTags/user:env,lineItem/UnblendedCost,\
lineItem/CurrencyCode
2023-10-31T23:00:00Z,AmazonS3,us-east-1,prod,1.5,USD
2023-11-01T00:00:00Z,AmazonS3,us-east-1,,1.81E-8,USD
2023-11-01T05:00:00Z,AmazonEC2,eu-west-1,prod,10,USD
2023-11-03T05:00:00Z,AmazonEC2,eu-west-1,test,-0.25,USD
2023-11-03T05:00:00Z,=SUM(A1),,test,0,USD
"""
FOCUS = """BilledCost,EffectiveCost,BillingCurrency,ChargePeriodStart,ServiceName,ChargeCategory
2.50,1.25,EUR,2024-09-01 00:00:00,Compute,Usage
"""


class WithFiles(HeadlessTest):
    def file(self, name, text):
        path = self.home / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return str(path)


class Costs(WithFiles):
    def setUp(self):
        super().setUp()
        self.no_credentials()
        del self.variables["AWS_REGION"]
        self.bill = self.file("march.csv", BILL)

    def costs(self, *arguments):
        return self.stationmaster("costs", *arguments)

    def groups(self, *arguments):
        outcome = self.costs(*arguments, "--json")
        self.assertCall(outcome, DONE)
        return [(tuple(group["key"]), group["amount"]) for group in outcome.json()["groups"]]

    def assertWrong(self, *arguments, words=()):
        with self.subTest(arguments):
            outcome = self.costs(*arguments)

            self.assertCall(outcome, WRONG_USAGE, *words)
            self.assertRegex(outcome.err, r"^stationmaster: .{15,}")

    def test_json_hasExactlyTheseMembers(self):
        outcome = self.costs(self.bill, "--json")

        self.assertCall(outcome, DONE)
        self.assertEqual(outcome.json(), {"currency": "USD", "metric": "unblended", "total": "11.2500000181",
                                          "groups": [{"key": [], "amount": "11.2500000181"}]})

    def test_groups_areLargestFirst(self):
        self.assertEqual(self.groups(self.bill, "--group-by", "service"),
                         [(("AmazonEC2",), "9.75"), (("AmazonS3",), "1.5000000181"), (("=SUM(A1)",), "0")])
        self.assertEqual(self.groups(self.bill, "--group-by", "region", "--group-by", "tag:env"),
                         [(("eu-west-1", "prod"), "10"), (("us-east-1", "prod"), "1.5"),
                          (("us-east-1", ""), "0.0000000181"), (("", "test"), "0"), (("eu-west-1", "test"), "-0.25")])

    def test_granularity_isFirstInTheKey(self):
        self.assertEqual(self.groups(self.bill, "--granularity", "day"),
                         [(("2023-10-31",), "1.5"), (("2023-11-01",), "10.0000000181"), (("2023-11-03",), "-0.25")])
        self.assertEqual(self.groups(self.bill, "--granularity", "month", "--group-by", "service")[:2],
                         [(("2023-10", "AmazonS3"), "1.5"), (("2023-11", "AmazonEC2"), "9.75")])

    def test_range_endsBeforeTo(self):
        self.assertEqual(self.groups(self.bill, "--from", "2023-11-01", "--to", "2023-11-03"), [((), "10.0000000181")])
        self.assertEqual(self.groups(self.bill, "--from", "2023-11"), [((), "9.7500000181")])
        self.assertEqual(self.groups(self.bill, "--to", "2023-11"), [((), "1.5")])
        self.assertEqual(self.groups(self.bill, "--from", "2030-01-01", "--group-by", "service"), [])

    def test_filters_ofOneDimension_areAlternatives(self):
        prod, test = ("--filter", "tag:env=prod"), ("--filter", "tag:env=test")
        self.assertEqual(self.groups(self.bill, *prod), [((), "11.5")])
        self.assertEqual(self.groups(self.bill, *prod, *test), [((), "11.25")])
        self.assertEqual(self.groups(self.bill, *prod, "--filter", "service=AmazonS3"), [((), "1.5")])
        self.assertEqual(self.groups(self.bill, "--filter", "tag:env!=prod"), [((), "-0.2499999819")])
        self.assertEqual(self.groups(self.bill, "--filter", "tag:env!=prod", "--filter", "tag:env!="), [((), "-0.25")])
        self.assertEqual(self.groups(self.bill, "--filter", "tag:env="), [((), "0.0000000181")])
        self.assertEqual(self.groups(self.bill, "--filter", "service==SUM(A1)"), [((), "0")])

    def test_focus_isBilledCost(self):
        focus = self.file("focus.csv", FOCUS)

        billed, effective = self.costs(focus, "--json"), self.costs(focus, "--metric", "effective", "--json")

        self.assertEqual((billed.json()["metric"], billed.json()["total"], billed.json()["currency"]),
                         ("billed", "2.5", "EUR"))
        self.assertEqual(effective.json()["total"], "1.25")

    def test_currency_thatTheBillDoesNotSay_isNull(self):
        bill = self.file("bare.csv", "lineItem/UsageStartDate,lineItem/UnblendedCost\n2023-11-01T00:00:00Z,1\n")

        outcome = self.costs(bill, "--json")

        self.assertCall(outcome, DONE)
        self.assertIsNone(outcome.json()["currency"])

    def test_twoCurrencies_areNotAddedUp(self):
        bill = self.file("two.csv", BILL.replace("10,USD", "10,EUR"))

        self.assertWrong(bill, words=("USD", "EUR"))
        euros = self.costs(bill, "--currency", "eur", "--json")
        self.assertEqual((euros.json()["currency"], euros.json()["total"]), ("EUR", "10"))

    def test_textOfAnyKind_isTheSameInJson(self):
        odd = 'a"b\\c \u00e4 \U0001f4b0 d\te'
        bill = self.file("odd.csv", BILL.replace("AmazonEC2", '"' + odd.replace('"', '""') + '"'))

        self.assertEqual(self.groups(bill, "--group-by", "service")[0], ((odd,), "9.75"))

    def test_gzip_isRead(self):
        self.assertEqual(self.groups(self.file("bill.csv.gz", gzip.compress(BILL.encode()))), [((), "11.2500000181")])

    def test_csv_isExactAndSafe(self):
        outcome = self.costs(self.bill, "--group-by", "service", "--csv")

        self.assertCall(outcome, DONE)
        rows = list(csv.reader(outcome.out.splitlines()))
        self.assertEqual(rows[0], ["service", "amount", "currency", "metric"])
        self.assertEqual(rows[1:], [["AmazonEC2", "9.75", "USD", "unblended"],
                                    ["AmazonS3", "1.5000000181", "USD", "unblended"],
                                    ["'=SUM(A1)", "0", "USD", "unblended"]])

    def test_table_saysWhatItMeans(self):
        outcome = self.costs(self.bill, "--group-by", "service")

        self.assertCall(outcome, DONE)
        lines = outcome.out.splitlines()
        self.assertEqual(lines[0], "Unblended cost: 11.2500000181 USD")
        self.assertIn("What was charged", lines[1])
        self.assertEqual(lines[2], "From 2023-10-31 to 2023-11-03, both included, in UTC.")
        self.assertIn("march.csv", lines[3])
        self.assertEqual(lines[-3:], ["AmazonEC2  9.75", "AmazonS3   1.5000000181", "=SUM(A1)   0"])

    def test_controlCharacters_doNotReachTheTerminal(self):
        bill = self.file("evil.csv", BILL.replace("AmazonS3", "\x1b[31mred"))

        outcome = self.costs(bill, "--group-by", "service")

        self.assertCall(outcome, DONE)
        self.assertNotIn("\x1b", outcome.out)

    def test_nothing_isKept(self):
        self.costs(self.bill)

        self.assertFalse(self.data.exists())

    def test_brokenConfiguration_isNoneOfItsBusiness(self):
        self.config("[profile ops\n")

        self.assertEqual(self.groups(self.bill), [((), "11.2500000181")])

    def test_wrongUsage_isSaid(self):
        self.assertWrong(words=("bill file", "--system"))
        self.assertWrong(self.bill, "--metric", "blendid", words=("net-amortized",))
        self.assertWrong(self.bill, "--metric", "effective", words=("unblended",))
        self.assertWrong(self.bill, "--group-by", "team", words=("service", "tag:env"))
        self.assertWrong(self.bill, "--filter", "team=a", words=("region",))
        self.assertWrong(self.bill, "--filter", "service", words=("dimension=value",))
        self.assertWrong(self.bill, "--filter", "=a", words=("dimension=value",))
        self.assertWrong(self.bill, "--from", "1.11.2023", words=("2023-11-01",))
        self.assertWrong(self.bill, "--to", "2023-02-30", words=("--to",))
        self.assertWrong(self.bill, "--from", "2023-11-02", "--to", "2023-11-02", words=("ends before it begins",))
        self.assertWrong(self.bill, "--granularity", "week", words=("day or month",))
        self.assertWrong(self.bill, "--json", "--csv", words=("either",))
        self.assertWrong(self.bill, "--source", "azure", words=("cost-explorer",))

    def test_notABill_isWrongUsage(self):
        self.assertWrong(self.file("notes.csv", "a,b\n1,2\n"), words=("notes.csv",))
        self.assertWrong(self.file("empty.csv", ""), words=("empty.csv",))
        self.assertWrong(self.file("bad.csv", BILL.replace("-0.25", "1e400")), words=("row 5",))

    def test_missingFile_isNamed(self):
        outcome = self.costs(str(self.home / "nowhere.csv"))

        self.assertNotIn(outcome.code, (DONE, INTERRUPTED))
        self.assertIn("nowhere.csv", outcome.err)

    def large(self):
        head, *rows = BILL.splitlines(keepends=True)
        return self.file("large.csv", head + "".join(rows) * 300_000)

    def test_largeBill_isTheSameInParts(self):
        """Printed some periods after the others, to keep memory small."""
        options = ("--granularity", "day", "--group-by", "service", "--group-by", "tag:env")
        large = self.large()

        self.assertEqual(self.groups(large, *options),
                         [(key, format((decimal.Decimal(amount) * 300_000).normalize(), "f"))
                          for key, amount in self.groups(self.bill, *options)])
        self.assertEqual([key for key, _ in self.groups(large, *options, "--from", "2023-11-01", "--to", "2023-11-02")],
                         [("2023-11-01", "AmazonEC2", "prod"), ("2023-11-01", "AmazonS3", "")])
        self.assertWrong(large, *options[:-1], "tag:team", "--json", words=("tag:env",))

    def test_interrupted_leavesWith130(self):
        process = subprocess.Popen([os.environ["STATIONMASTER_PROGRAM"], "costs", self.large()], env=self.variables,
                                   stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        opened = f"/proc/{process.pid}/fd"
        while process.poll() is None and not any(os.readlink(fd.path).endswith("large.csv")
                                                 for fd in self.descriptors(opened)):
            time.sleep(0.001)

        process.send_signal(signal.SIGINT)
        out, _ = process.communicate(timeout=60)

        self.assertEqual((process.returncode, out), (INTERRUPTED, ""))

    @staticmethod
    def descriptors(folder):
        """Those that are still there when they are looked at."""
        return [fd for fd in os.scandir(folder) if os.path.lexists(fd.path)]

    def test_progress_isForTerminalsOnly(self):
        bill = self.large()
        quiet = self.costs(bill, "--json")
        ours, theirs = pty.openpty()
        self.addCleanup(os.close, ours)

        done = subprocess.run([os.environ["STATIONMASTER_PROGRAM"], "costs", bill, "--json"], env=self.variables,
                              stdout=subprocess.PIPE, stderr=theirs, timeout=90, check=False, text=True)
        os.close(theirs)

        self.assertCall(quiet, DONE)
        self.assertEqual(done.stdout, quiet.out)
        self.assertIn(b"Reading: ", os.read(ours, 4096))


class CostsOfASystem(WithFiles, WithDouble):
    """What is kept is asked without an account; what may cost money only by name."""

    def setUp(self):
        super().setUp()
        self.config(f"[profile ops]\nregion = us-east-1\naws_access_key_id = {KEY}\naws_secret_access_key = {SECRET}\n")
        self.bill, self.focus = self.file("march.csv", BILL), self.file("focus.csv", FOCUS)

    def costs(self, *arguments):
        return self.stationmaster("costs", "--system", "profile:ops", *self.endpoint, *arguments)

    def total(self, *arguments):
        outcome = self.costs(*arguments, "--json")
        self.assertCall(outcome, DONE)
        return outcome.json()["total"]

    def test_file_isKeptAndAsked(self):
        self.assertEqual(self.total(self.bill), "11.2500000181")
        self.assertEqual(self.total(), "11.2500000181")
        self.assertEqual(self.total(self.bill), "11.2500000181")
        self.assertEqual(self.total("--from", "2023-11", "--filter", "service=AmazonEC2"), "9.75")
        self.assertEqual(self.sent(), [])

    def test_groups_areThoseOfTheFile(self):
        options = ("--granularity", "day", "--group-by", "service", "--json")
        self.assertEqual(self.costs(self.bill, *options).out,
                         self.stationmaster("costs", self.bill, *options).out)

    def test_nothingKept_isRefused(self):
        self.assertCall(self.costs(), REFUSED, "No bill is kept")
        self.assertCall(self.stationmaster("costs", "--system", "nope"), REFUSED, "nope")

    def test_twoKinds_areNotAddedUp(self):
        self.costs(self.bill)
        self.assertEqual(self.total(self.focus), "2.5")

        self.assertCall(self.costs(), WRONG_USAGE, "--source")
        self.assertEqual(self.total("--source", "cur"), "11.2500000181")
        self.assertEqual(self.total("--source", "focus"), "2.5")
        self.assertEqual(self.total(self.bill, "--source", "focus"), "2.5")

    def test_otherDelivery_isRefusedUnlessItReplaces(self):
        def bill(cost):
            return self.file("bill.csv", "bill/BillingPeriodStartDate,bill/PayerAccountId,lineItem/UsageStartDate,"
                             "lineItem/UnblendedCost,lineItem/CurrencyCode\n"
                             f"2023-11-01T00:00:00Z,123456789012,2023-11-05T00:00:00Z,{cost},USD\n")

        self.assertEqual(self.total(bill(1)), "1")
        self.assertCall(self.costs(bill(2)), REFUSED, "BillKnown")
        self.assertEqual(self.total(), "1")
        self.assertEqual(self.total(bill(2), "--replace"), "2")
        self.assertEqual(self.total(bill(3), "--add-part"), "5")

    def test_costExplorer_isAskedByNameOnly(self):
        def group(name, amount):
            return {"Keys": [name], "Metrics": {"UnblendedCost": {"Amount": amount, "Unit": "USD"}}}

        today = datetime.datetime.now(datetime.timezone.utc).date()
        first, second, third = ((today - datetime.timedelta(days=days)).isoformat() for days in (9, 8, 7))
        self.answer("GetCostAndUsage", {"ResultsByTime": [
            {"TimePeriod": {"Start": first, "End": second}, "Total": {}, "Estimated": False,
             "Groups": [group("AWS Lambda", "0.0000001195"), group("Tax", "4.29")]},
            {"TimePeriod": {"Start": second, "End": third}, "Total": {}, "Estimated": False,
             "Groups": [group("AWS Lambda", "0.5")]}]})

        outcome = self.costs("--source", "cost-explorer", "--from", first, "--to", third, "--granularity", "day",
                             "--group-by", "service", "--json")

        self.assertCall(outcome, DONE)
        self.assertEqual(outcome.json()["groups"], [{"key": [first, "Tax"], "amount": "4.29"},
                                                    {"key": [first, "AWS Lambda"], "amount": "0.0000001195"},
                                                    {"key": [second, "AWS Lambda"], "amount": "0.5"}])
        self.assertIn("GetCostAndUsage", self.sent())


if __name__ == "__main__":
    needs.run()
