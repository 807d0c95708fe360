# SPDX-License-Identifier: GPL-3.0-or-later
"""A legacy Cost and Usage Report of one month that is the same each time, and what it adds up to, to the last digit."""
import csv
import datetime
import decimal

DAYS = 30
MONTH = datetime.date(2026, 9, 1)
COLUMNS = ("identity/LineItemId", "bill/BillingPeriodStartDate", "bill/PayerAccountId", "bill/InvoiceId",
           "lineItem/UsageAccountId", "lineItem/LineItemType", "lineItem/UsageStartDate", "lineItem/UsageEndDate",
           "lineItem/ProductCode", "lineItem/UsageType", "lineItem/CurrencyCode", "lineItem/UnblendedCost",
           "product/region")
# Service, usage type, region, cost of the first day: 21 decimals, as bills have them.
CHARGES = (("AmazonEC2", "BoxUsage:m5.large", "us-east-1", "40.000000000000000000001"),
           ("AmazonEC2", "BoxUsage:t3.micro", "eu-west-1", "4.100000000000000000002"),
           ("AmazonRDS", "InstanceUsage:db.m5", "us-east-1", "20.000000000000000000003"),
           ("AmazonS3", "TimedStorage-ByteHrs", "us-east-1", "2.000000000000000000005"),
           ("AWSLambda", "Lambda-GB-Second", "eu-west-1", "0.700000000000000000007"))

decimal.getcontext().prec = 60


def charges():
    """(service, usage type, region, day, amount)"""
    for number in range(DAYS):
        for service, usage, region, first in CHARGES:
            amount = decimal.Decimal(first) + decimal.Decimal(number) / 8
            yield service, usage, region, MONTH + datetime.timedelta(number), amount


def total(**wanted):
    """Of the charges with these values: total(service="AmazonEC2")."""
    names = ("service", "usage", "region")
    found = (each[4] for each in charges() if all(each[names.index(key)] == value for key, value in wanted.items()))
    return text_of(sum(found, decimal.Decimal()))


def text_of(amount):
    """Every digit, as Stationmaster writes them: no zeros at the end."""
    text = format(amount, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def write(path):
    with path.open("w", newline="", encoding="utf-8") as file:
        rows = csv.writer(file)
        rows.writerow(COLUMNS)
        for number, (service, usage, region, day, amount) in enumerate(charges()):
            start = "%sT00:00:00Z" % day.isoformat()
            end = "%sT00:00:00Z" % (day + datetime.timedelta(1)).isoformat()
            rows.writerow(("id-%d" % number, "2026-09-01T00:00:00Z", "123456789012", "INV-1", "123456789012", "Usage",
                           start, end, service, usage, "USD", format(amount, "f"), region))
