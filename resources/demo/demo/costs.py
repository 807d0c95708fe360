# SPDX-License-Identifier: GPL-3.0-or-later
"""Cost Explorer over the demo's cost model: any range, filter and grouping, forecast, anomaly, values and tags.

moto answers GetCostAndUsage from a queue of prepared answers and lacks the rest, so its handler gets its own.
"""
import calendar
import collections
import datetime
import json
import math
import statistics

from .account import ACCOUNT_ID
from .costmodel import ACCOUNT_NAMES, ENVIRONMENTS, EC2_OTHER, LINES, SPIKE_DAYS, SPIKE_USAGE, UNIT, CostModel

PAGE = 4000  # groups on one page
KEYS = {"SERVICE": "service", "USAGE_TYPE": "usage", "OPERATION": "operation", "REGION": "region",
        "LINKED_ACCOUNT": "account", "RECORD_TYPE": "record"}
NO_VALUE = {"OPERATION": "NoOperation"}
FACTORS = {"BlendedCost": (996, 1000), "UsageQuantity": (217, 10), "NormalizedUsageAmount": (1, 1)}
Z_SCORES = statistics.NormalDist()
DAY = datetime.timedelta(days=1)


class Refusal(Exception):
    def __init__(self, code, message):
        super().__init__(message)
        self.code = code


def fill(account):
    """Makes moto's Cost Explorer answer for the account; returns what to report."""
    explorer = CostExplorer(CostModel(account.now.date(), account.seed))
    from moto.ce.responses import CostExplorerResponse

    for name in ("get_cost_and_usage", "get_cost_forecast", "get_dimension_values", "get_tags", "get_cost_categories",
                 "get_anomalies"):
        setattr(CostExplorerResponse, name, _handler(getattr(explorer, name)))
    return {"firstDay": explorer.model.first.isoformat(), "spike": explorer.model.spike.isoformat()}


def _handler(answer):
    def handle(self):
        from moto.core.exceptions import JsonRESTError

        try:
            return json.dumps(answer(json.loads(self.body)))
        except Refusal as refusal:
            raise JsonRESTError(refusal.code, str(refusal)) from refusal

    return handle


class CostExplorer:
    def __init__(self, model):
        self.model = model

    def get_cost_and_usage(self, request):
        start, end = _period(request)
        groups = request.get("GroupBy", [])
        if len(groups) > 2:
            raise Refusal("ValidationException", "GroupBy takes two elements at most")
        if end > (self.model.today.replace(day=28) + 4 * DAY).replace(day=1):
            raise Refusal("ValidationException", "end date past the beginning of next month")
        results = [self._result(request, groups, first, last)
                   for first, last in _periods(start, end, request["Granularity"])]
        answer = {"ResultsByTime": results, "DimensionValueAttributes": []}
        if groups:
            answer["GroupDefinitions"] = groups
        return _paged(answer, request)

    def _result(self, request, groups, first, last):
        sums = collections.Counter()
        for line, amount in self._charges(first, last, request.get("Filter")):
            sums[tuple(_key(line, group) for group in groups)] += amount
        result = {"TimePeriod": {"Start": first.isoformat(), "End": last.isoformat()}, "Total": {}, "Groups": [],
                  "Estimated": self.model.is_estimated(last)}
        if groups:
            result["Groups"] = [{"Keys": list(key), "Metrics": _metrics(request, amount)}
                                for key, amount in sorted(sums.items())]
        else:
            result["Total"] = _metrics(request, sums[()])
        return result

    def _charges(self, first, last, expression):
        while first < last:
            for line, amount in self.model.day(first):
                if _matches(expression, line):
                    yield line, amount
            first += DAY

    def get_cost_forecast(self, request):
        """The mean of the same weekday of four weeks, and how far it was off."""
        start, end = _period(request)
        if start < self.model.today:
            raise Refusal("ValidationException", "Start date has to be today or later")
        width = Z_SCORES.inv_cdf(.5 + request.get("PredictionIntervalLevel", 80) / 200)
        expression = request.get("Filter")
        results = [self._forecast(expression, width, *period) for period in _periods(start, end, request["Granularity"])]
        total = sum(mean for mean, _ in results)
        return {"Total": {"Amount": _text(total), "Unit": "USD"}, "ForecastResultsByTime": [r for _, r in results]}

    def _forecast(self, expression, width, first, last):
        mean, variance, day = 0, 0.0, first
        while day < last:
            weeks = [self._usual_total(expression, self._like(day, back)) for back in range(1, 5)]
            mean += sum(weeks) // len(weeks)
            variance += statistics.pvariance(weeks)
            day += DAY
        half = round(width * math.sqrt(variance) + .01 * mean)
        return mean, {"TimePeriod": {"Start": first.isoformat(), "End": last.isoformat()}, "MeanValue": _text(mean),
                      "PredictionIntervalLowerBound": _text(mean - half),
                      "PredictionIntervalUpperBound": _text(mean + half)}

    def _like(self, day, back):
        """The same weekday, back weeks before this one."""
        ahead = (day - self.model.today).days // 7 + 1
        return day - 7 * (ahead + back - 1) * DAY

    def _usual_total(self, expression, day):
        return sum(self.model.usual(line, day) for line in LINES if _matches(expression, line))

    def get_dimension_values(self, request):
        start, end = _period(request)
        if request["Dimension"] not in KEYS:
            raise Refusal("ValidationException", "The demo does not have the dimension %s" % request["Dimension"])
        group = {"Type": "DIMENSION", "Key": request["Dimension"]}
        sums = collections.Counter()
        for line, amount in self._charges(start, end, request.get("Filter")):
            sums[_key(line, group)] += amount
        values = [{"Value": value, "Attributes": _attributes(value)} for value, _ in sums.most_common()]
        return {"DimensionValues": values, "ReturnSize": len(values), "TotalSize": len(values)}

    def get_tags(self, request):
        values = {"Environment": sorted(set(ENVIRONMENTS.values()))}
        tags = values.get(request["TagKey"], []) if "TagKey" in request else sorted(values)
        return {"Tags": tags, "ReturnSize": len(tags), "TotalSize": len(tags)}

    def get_cost_categories(self, request):
        names = ["Team"]
        answer = {"ReturnSize": len(names), "TotalSize": len(names), "CostCategoryNames": names}
        if request.get("CostCategoryName") == "Team":
            values = sorted({line.team for line in LINES})
            answer = {"ReturnSize": len(values), "TotalSize": len(values), "CostCategoryValues": values}
        return answer

    def get_anomalies(self, request):
        """The one spike, if any of its days is asked for."""
        interval = request["DateInterval"]
        first, last = self.model.spike, self.model.spike + (SPIKE_DAYS - 1) * DAY
        asked = interval["StartDate"][:10] <= last.isoformat() and (
            interval.get("EndDate", "9999")[:10] >= first.isoformat())
        return {"Anomalies": [self._anomaly(first, last)] if asked else []}

    def _anomaly(self, first, last):
        line = next(each for each in LINES if each.usage == SPIKE_USAGE)
        days = [first + n * DAY for n in range(SPIKE_DAYS)]
        expected = sum(self.model.usual(line, day) for day in days) / UNIT
        actual = sum(amount for day in days for each, amount in self.model.day(day) if each is line) / UNIT
        impact = round(actual - expected, 2)
        return {"AnomalyId": "demo-anomaly-1", "AnomalyStartDate": first.isoformat(), "AnomalyEndDate": last.isoformat(),
                "DimensionValue": EC2_OTHER, "AnomalyScore": {"MaxScore": .97, "CurrentScore": .81},
                "MonitorArn": "arn:aws:ce::%s:anomalymonitor/demo" % ACCOUNT_ID,
                "Impact": {"MaxImpact": round(impact / SPIKE_DAYS * 1.1, 2), "TotalImpact": impact,
                           "TotalActualSpend": round(actual, 2), "TotalExpectedSpend": round(expected, 2),
                           "TotalImpactPercentage": round(100 * impact / expected, 1)},
                "RootCauses": [{"Service": EC2_OTHER, "Region": line.region, "LinkedAccount": line.account,
                                "LinkedAccountName": ACCOUNT_NAMES[line.account], "UsageType": SPIKE_USAGE,
                                "Impact": {"Contribution": impact}}]}


def _period(request):
    start, end = (datetime.date.fromisoformat(request["TimePeriod"][name][:10]) for name in ("Start", "End"))
    if start >= end:
        raise Refusal("ValidationException", "Start date (and hour) should be before end date (and hour)")
    return start, end


def _periods(start, end, granularity):
    while start < end:
        days = calendar.monthrange(start.year, start.month)[1] - start.day + 1 if granularity == "MONTHLY" else 1
        last = min(end, start + days * DAY)
        yield start, last
        start = last


def _paged(answer, request):
    """So many whole periods on a page that there are not too many groups on it."""
    begin = int(request.get("NextPageToken", "0"))
    results, groups, end = answer["ResultsByTime"], 0, begin
    while end < len(results) and (end == begin or groups + len(results[end]["Groups"]) <= PAGE):
        groups += len(results[end]["Groups"])
        end += 1
    answer["ResultsByTime"] = results[begin:end]
    if end < len(results):
        answer["NextPageToken"] = str(end)
    return answer


def _key(line, group):
    if group["Type"] == "TAG":
        value = ENVIRONMENTS[line.account] if group["Key"] == "Environment" else ""
        return "%s$%s" % (group["Key"], value)
    if group["Type"] == "COST_CATEGORY":
        return "%s$%s" % (group["Key"], line.team if group["Key"] == "Team" else "")
    if group["Key"] not in KEYS:
        raise Refusal("ValidationException", "The demo does not group by %s" % group["Key"])
    return getattr(line, KEYS[group["Key"]]) or NO_VALUE.get(group["Key"], "")


def _matches(expression, line):
    if not expression:
        return True
    kind, inner = next(iter(expression.items()))
    if kind == "And":
        return all(_matches(each, line) for each in inner)
    if kind == "Or":
        return any(_matches(each, line) for each in inner)
    if kind == "Not":
        return not _matches(inner, line)
    types = {"Dimensions": "DIMENSION", "Tags": "TAG", "CostCategories": "COST_CATEGORY"}
    value = _key(line, {"Type": types[kind], "Key": inner["Key"]})
    value = value if kind == "Dimensions" else value.split("$", 1)[1]
    return not value if "ABSENT" in inner.get("MatchOptions", []) else value in inner["Values"]


def _metrics(request, amount):
    metrics = {}
    for name in request["Metrics"]:
        factor, divisor = FACTORS.get(name, (1, 1))
        unit = "N/A" if name in ("UsageQuantity", "NormalizedUsageAmount") else "USD"
        metrics[name] = {"Amount": _text(amount * factor // divisor), "Unit": unit}
    return metrics


def _text(amount):
    """As AWS writes it: ten places at most, without trailing zeros."""
    sign, amount = ("-", -amount) if amount < 0 else ("", amount)
    return ("%s%d.%010d" % (sign, amount // UNIT, amount % UNIT)).rstrip("0").rstrip(".")


def _attributes(value):
    return {"description": ACCOUNT_NAMES[value]} if value in ACCOUNT_NAMES else {}
