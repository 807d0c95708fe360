#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes a synthetic legacy CUR: one month by the hour, 31 columns, 450 bytes a row. The same every time.

Made like a bill of an organization: 20 accounts, 40 services, 5 regions, some hundred usage types; a part of the rows is
of resources that run all month, the others of tens of thousands that come and go. Costs have 10 to 21 decimals, some
an exponent. The order is that of no time, as in real ones."""
import gzip
import random
import shutil
import sys

COLUMNS = """identity/LineItemId identity/TimeInterval bill/InvoiceId bill/BillingEntity bill/BillType bill/PayerAccountId
bill/BillingPeriodStartDate bill/BillingPeriodEndDate lineItem/UsageAccountId lineItem/LineItemType lineItem/UsageStartDate
lineItem/UsageEndDate lineItem/ProductCode lineItem/UsageType lineItem/Operation lineItem/AvailabilityZone lineItem/ResourceId
lineItem/UsageAmount lineItem/CurrencyCode lineItem/UnblendedRate lineItem/UnblendedCost lineItem/BlendedCost
lineItem/LineItemDescription product/ProductName product/region product/sku pricing/publicOnDemandCost
reservation/EffectiveCost savingsPlan/SavingsPlanEffectiveCost resourceTags/user:env resourceTags/user:team""".split()
REGIONS = {"us-east-1": "USE1", "us-west-2": "USW2", "eu-west-1": "EU", "eu-central-1": "EUC1", "ap-southeast-2": "APS2"}
SERVICES = ("AmazonEC2", "AmazonS3", "AmazonRDS", "AWSLambda", "AmazonDynamoDB", "AmazonCloudWatch", "AmazonVPC",
            "AmazonEKS", "AmazonECS", "AWSELB", "AmazonCloudFront", "AmazonRoute53", "AWSQueueService", "AmazonSNS",
            "AmazonElastiCache", "AmazonES", "AmazonKinesis", "AWSSecretsManager", "awskms", "AmazonECR", "AWSGlue",
            "AmazonAthena", "AmazonRedshift", "AmazonEFS", "AWSBackup", "AWSCloudTrail", "AWSConfig", "AmazonGuardDuty",
            "AmazonInspectorV2", "AWSSecurityHub", "AmazonMSK", "AmazonMQ", "AWSStepFunctions", "AmazonApiGateway",
            "AmazonCognito", "AmazonSageMaker", "AmazonBedrock", "AWSDataTransfer", "AmazonDocDB", "AmazonNeptune")
KINDS = ("BoxUsage:m5.large", "BoxUsage:c6g.xlarge", "EBS:VolumeUsage.gp3", "DataTransfer-Out-Bytes", "Requests-Tier1",
         "TimedStorage-ByteHrs", "NatGateway-Hours", "LoadBalancerUsage", "InstanceUsage:db.r5.xl", "Lambda-GB-Second")
LETTERS = "abcdefghijklmnopqrstuvwxyz234567"


def line_items(rng, count):
    """What is the same in all rows of a resource: three pieces, parted by where the hour and the amounts go."""
    accounts = ["%012d" % rng.randrange(10**12) for _ in range(20)]
    payer = accounts[0]
    for number in range(count):
        service = SERVICES[min(int(rng.expovariate(0.12)), len(SERVICES) - 1)]
        account, region = rng.choice(accounts), rng.choice(list(REGIONS))
        usage = "%s-%s" % (REGIONS[region], rng.choice(KINDS) if rng.random() < 0.8 else service + rng.choice(KINDS))
        resource = "arn:aws:%s:%s:%s:i-%017x" % (service.lower()[:6], region, account, rng.randrange(16**17))
        kind = rng.choices(("Usage", "SavingsPlanCoveredUsage", "DiscountedUsage"), (0.9, 0.07, 0.03))[0]
        rate = "%.6f" % rng.uniform(0.000001, 0.5)
        sku = "".join(rng.choices(LETTERS[:26], k=16)).upper()
        env, team = rng.choice(("prod", "prod", "staging", "dev", "")), rng.choice(("web", "data", "core", "ml", "", ""))
        head = ",,AWS,Anniversary,%s,2026-10-01T00:00:00Z,2026-11-01T00:00:00Z,%s,%s," % (payer, account, kind)
        middle = ",%s,%s,Run:%04d,%s%s,%s," % (service, usage, number % 40, region, rng.choice("abc"), resource)
        described = '"$%s per %s, %s"' % (rate, usage, region) if number % 4 == 0 else "$%s per unit" % rate
        tail = ",%s,%s,%s,%s," % (described, service, region, sku)
        yield head, middle, tail, rate, kind, ",%s,%s\n" % (env, team)


def row(rng, item, hour):
    head, middle, tail, rate, kind, tags = item
    day, clock = divmod(hour, 24)
    start = "2026-10-%02dT%02d:00:00Z" % (day + 1, clock)
    next_day, next_clock = divmod(hour + 1, 24)
    end = "2026-10-%02dT%02d:00:00Z" % (next_day + 1, next_clock) if next_day < 31 else "2026-11-01T00:00:00Z"
    identity = "%026x" % rng.getrandbits(104)
    digits = "%d" % rng.getrandbits(40)
    cost = "0.%s" % digits if rng.random() < 0.9 else "%s.%sE-%d" % (digits[0], digits[1:9], rng.randrange(5, 9))
    if rng.random() < 0.2:
        cost = "0.%018d%s" % (rng.getrandbits(50), digits[:3])
    covered = "0.%s" % digits[:10] if kind != "Usage" else ""
    return "".join((
        identity, ",", start, "/", end, head, start, ",", end, middle, "1.0,USD,", rate, ",", cost, ",", "%.7f" % float(cost), tail, cost, ",",
        covered if kind == "DiscountedUsage" else "", ",", covered if kind == "SavingsPlanCoveredUsage" else "", tags))


def write(path, rows, seed=4):
    rng = random.Random(seed)
    items = list(line_items(rng, max(rows // 30, 100)))
    steady = items[:max(len(items) // 40, 1)]
    with open(path, "w", encoding="ascii", newline="", buffering=1 << 20) as file:
        file.write(",".join(COLUMNS) + "\n")
        for _ in range(rows):
            item = rng.choice(steady if rng.random() < 0.6 else items)
            file.write(row(rng, item, rng.randrange(744)))


def packed(path):
    """The same as gzip, beside it."""
    with open(path, "rb") as bill, gzip.open(path + ".gz", "wb", compresslevel=6) as file:
        shutil.copyfileobj(bill, file, 1 << 20)
    return path + ".gz"


if __name__ == "__main__":
    write(sys.argv[1], int(sys.argv[2]))
