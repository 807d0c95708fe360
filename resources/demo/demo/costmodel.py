# SPDX-License-Identifier: GPL-3.0-or-later
"""What the demo account costs: 13 months of charges by day, each the same whatever range is asked for.

Amounts are whole numbers of 10^-10 dollars, so that groups, days and months add up to the last digit.
"""
import collections
import datetime
import functools
import random

UNIT = 10 ** 10
MONTHS = 13
PRODUCTION, STAGING, SANDBOX = "123456789012", "210987654321", "345678901234"
ACCOUNT_NAMES = {PRODUCTION: "Production", STAGING: "Staging", SANDBOX: "Sandbox"}
ENVIRONMENTS = {PRODUCTION: "production", STAGING: "staging", SANDBOX: ""}

COMPUTE, EC2_OTHER = "Amazon Elastic Compute Cloud - Compute", "EC2 - Other"
SPIKE_USAGE, SPIKE_DAYS, SPIKE_AGO, SPIKE_FACTOR = "NatGateway-Bytes", 3, 19, 7

# A line of the bill: dollars a day 12 months ago, share left at weekends, growth a month, noise.
Line = collections.namedtuple("Line", "service usage operation region account record team base weekend growth noise")


def _lines():
    usage = [
        (COMPUTE, "BoxUsage:m6i.large", "RunInstances", "us-east-1", PRODUCTION, "Platform", 142, .93, .018, .02),
        (COMPUTE, "EU-BoxUsage:c6g.large", "RunInstances", "eu-west-1", PRODUCTION, "Platform", 61, .90, .022, .03),
        (COMPUTE, "BoxUsage:t3.medium", "RunInstances", "us-east-1", STAGING, "Platform", 24, .35, .010, .05),
        (COMPUTE, "APS2-BoxUsage:t3.medium", "RunInstances", "ap-southeast-2", SANDBOX, "Research", 9, .20, .0, .15),
        (EC2_OTHER, "NatGateway-Hours", "NatGateway", "us-east-1", PRODUCTION, "Platform", 6.48, 1, .0, .0),
        (EC2_OTHER, SPIKE_USAGE, "NatGateway", "us-east-1", PRODUCTION, "Platform", 18, .82, .025, .06),
        (EC2_OTHER, "EBS:VolumeUsage.gp3", "CreateVolume-Gp3", "us-east-1", PRODUCTION, "Platform", 15, 1, .012, .01),
        (EC2_OTHER, "DataTransfer-Regional-Bytes", "InterZone-In", "us-east-1", PRODUCTION, "Platform", 8, .8, .02, .05),
        ("Amazon Relational Database Service", "InstanceUsage:db.r6g.large", "CreateDBInstance:0014", "us-east-1",
         PRODUCTION, "Data", 58, 1, .006, .005),
        ("Amazon Relational Database Service", "EU-InstanceUsage:db.t4g.medium", "CreateDBInstance:0014", "eu-west-1",
         STAGING, "Data", 13, 1, .0, .005),
        ("Amazon Simple Storage Service", "TimedStorage-ByteHrs", "StandardStorage", "us-east-1", PRODUCTION, "Data", 31,
         1, .031, .01),
        ("Amazon Simple Storage Service", "Requests-Tier1", "PutObject", "us-east-1", PRODUCTION, "Data", 4.2, .7, .02, .08),
        ("AWS Lambda", "Lambda-GB-Second", "Invoke", "us-east-1", PRODUCTION, "Insights", 17, .58, .034, .06),
        ("AWS Lambda", "EU-Request", "Invoke", "eu-west-1", STAGING, "Insights", .00000181, .5, .03, .2),
        ("Amazon DynamoDB", "ReadRequestUnits", "PayPerRequestThroughput", "us-east-1", PRODUCTION, "Insights", 12, .7,
         .015, .05),
        ("AmazonCloudWatch", "DataProcessing-Bytes", "PutLogEvents", "us-east-1", PRODUCTION, "Insights", 14, .9, .028, .04),
        ("AmazonCloudWatch", "EU-CW:MetricMonitorUsage", "MetricStorage", "eu-west-1", STAGING, "Insights", 3.3, 1, .01,
         .01),
        ("Amazon Elastic Container Service", "Fargate-vCPU-Hours:perCPU", "FargateTask", "ap-southeast-2", PRODUCTION,
         "Research", 22, .88, .027, .03),
        ("Amazon Timestream", "DataIngestion-Bytes", "Ingest", "us-east-1", SANDBOX, "Research", 5.1, .95, .017, .06)]
    return [Line(*each[:5], "Usage", *each[5:]) for each in usage]


LINES = _lines()
# What is charged once, on the first of a month: dollars.
FEES = [(Line("AWS Support (Business)", "Dollar", "", "global", PRODUCTION, "Fee", "", 0, 1, 0, 0), 410),
        (Line("Tax", "Tax", "", "NoRegion", PRODUCTION, "Tax", "", 0, 1, 0, 0), 265),
        (Line(COMPUTE, "BoxUsage:m6i.large", "RunInstances", "us-east-1", PRODUCTION, "Credit", "Platform", 0, 1, 0, 0),
         -150)]


def month_before(day):
    return (day.replace(day=1) - datetime.timedelta(days=1)).replace(day=1)


class CostModel:
    def __init__(self, today, seed):
        self.today = today
        self._seed = seed
        self.first = functools.reduce(lambda day, _: month_before(day), range(MONTHS - 1), today.replace(day=1))
        self.spike = today - datetime.timedelta(days=SPIKE_AGO)  # its first day
        self._days = {}

    def day(self, day):
        """[(line, amount)] of the charges of a day; none before the account was opened and after today."""
        if day not in self._days:
            known = self.first <= day <= self.today
            self._days[day] = self._charges(day) if known else []
        return self._days[day]

    def is_estimated(self, end):
        """Whether AWS still revises what ends so: the open month, and the one before in its successor's first days."""
        open_from = self.today.replace(day=1)
        return end > (month_before(open_from) if self.today.day < 4 else open_from)

    def usual(self, line, day):
        """What the line would cost without the spike."""
        months = (day.year - self.first.year) * 12 + day.month - self.first.month + day.day / 31
        weekday = line.weekend if day.weekday() >= 5 else (.98, 1.01, 1.02, 1.01, .98)[day.weekday()]
        chance = random.Random("%s/costs/%s/%s/%s" % (self._seed, line.usage, line.account, day))
        amount = line.base * (1 + line.growth) ** months * weekday * max(.2, 1 + line.noise * chance.gauss(0, 1))
        return round(amount * UNIT)

    def is_spike(self, line, day):
        return line.usage == SPIKE_USAGE and 0 <= (day - self.spike).days < SPIKE_DAYS

    def _charges(self, day):
        charges = [(line, self._amount(line, day)) for line in LINES]
        if day.day == 1:
            charges += [(line, dollars * UNIT) for line, dollars in FEES]
        return charges

    def _amount(self, line, day):
        amount = self.usual(line, day) * (SPIKE_FACTOR if self.is_spike(line, day) else 1)
        return amount * 2 // 5 if day == self.today else amount  # the day is not over
