# SPDX-License-Identifier: GPL-3.0-or-later
"""How the function and the service of the demo account do, minute by minute: computed when it is asked, from what was
live then, so that rolling back shows at once. Everything else that is measured stays with moto.
"""
import datetime
import json
import math

from . import balancers, releases
from .account import ACCOUNT_ID, REGION

ALARM = "chat-lambda errors"
PERCENT = 1.0  # of the requests, above which it rings
DAYS_KEPT = 15
SERVICE_USUAL = (0.0008, 0.21)  # share of requests that fail, seconds within which 95 of 100 are answered


def fill(account):
    from moto.cloudwatch.models import CloudWatchBackend, cloudwatch_backends

    story = releases.of(account)
    usual = CloudWatchBackend.get_metric_data

    def get_metric_data(self, queries, start_time, end_time, scan_by="TimestampAscending"):
        ours = [(query, _measuring(query)) for query in queries]
        others = [query for query, value in ours if not value]
        rest = usual(self, others, start_time, end_time, scan_by) if others else []
        return [_answer(query, start_time, end_time, scan_by, value, story) for query, value in ours if value] + rest

    CloudWatchBackend.get_metric_data = get_metric_data
    _alarm(cloudwatch_backends[ACCOUNT_ID][REGION], story)


def _measuring(query):
    """What works its values out; None: moto has them."""
    metric = query.get("MetricStat", {}).get("Metric", {})
    names = {each["Name"]: each["Value"] for each in metric.get("Dimensions", [])}
    if metric.get("Namespace") == "AWS/Lambda" and names.get("FunctionName") == releases.FUNCTION:
        return _value
    if metric.get("Namespace") == "AWS/ApplicationELB" and names.get("TargetGroup") == balancers.GROUP:
        return _service_value
    return None


def _answer(query, start, end, scan_by, value_of, story):
    stat = query["MetricStat"]
    period = datetime.timedelta(seconds=int(stat["Period"]))
    dimensions = {each["Name"]: each["Value"] for each in stat["Metric"]["Dimensions"]}
    points = []
    when = start.replace(second=0, microsecond=0)
    last = min(end, datetime.datetime.now(datetime.timezone.utc).replace(tzinfo=start.tzinfo))
    while when < last and len(points) < 100_000:
        value = value_of(stat, dimensions.get("ExecutedVersion"), when, period, story)
        if value is not None:
            points.append((when, value))
        when += period
    if scan_by == "TimestampDescending":
        points.reverse()
    return {"id": query["Id"], "label": query.get("Label") or stat["Metric"]["MetricName"], "status_code": "Complete",
            "timestamps": [at for at, _ in points], "values": [value for _, value in points]}


def _value(stat, wanted, when, period, story):
    """Nothing where that version was not live."""
    version = story.version_at(when.replace(tzinfo=None))
    if version is None or wanted not in (None, version):
        return None
    failing, latency = releases.MANNERS.get(version, releases.USUAL)
    requests = _rate(when) * period.total_seconds() / 60
    return {"Invocations": requests, "Errors": requests * failing, "Throttles": 0,
            "Duration": latency * (1 + 0.05 * math.sin(when.minute))}.get(stat["Metric"]["MetricName"])


def _service_value(stat, _wanted, when, period, story):
    if not story.is_rolled_at(when.replace(tzinfo=None)):
        return None
    failing, latency = SERVICE_USUAL
    requests = 3 * _rate(when) * period.total_seconds() / 60
    return {"RequestCount": requests, "HTTPCode_Target_5XX_Count": requests * failing,
            "TargetResponseTime": latency * (1 + 0.05 * math.sin(when.minute))}.get(stat["Metric"]["MetricName"])


def _rate(when):
    """Requests a minute: few at night, most in the afternoon."""
    return round(40 + 30 * math.sin((when.hour + when.minute / 60 - 9) / 24 * 2 * math.pi))


def _alarm(metrics, story):
    metrics.put_metric_alarm(
        name=ALARM, namespace="AWS/Lambda", metric_name="Errors", comparison_operator="GreaterThanThreshold",
        evaluation_periods=5, datapoints_to_alarm=5, period=60, threshold=PERCENT, statistic="Sum",
        description="More than 1 % of the answers of the chat are errors.",
        dimensions=[{"Name": "FunctionName", "Value": releases.FUNCTION}], alarm_actions=[],
        treat_missing_data="notBreaching")
    alarm = metrics.alarms[ALARM]

    class Alarm(type(alarm)):  # moto goes by the name of the class
        """Rings while what is live does not do."""

        @property
        def state_value(self):
            return _state(story.shifts[-1][1])

        @state_value.setter
        def state_value(self, value):
            """The story says how it stands."""

    alarm.__class__ = Alarm
    alarm.state_updated_timestamp = _changes(story)[-1][0]
    _teach_history(story)


def _state(version):
    return "ALARM" if version in releases.MANNERS else "OK"


def _changes(story):
    """When the alarm went from one state to another, five minutes after what caused it."""
    states = [(at + datetime.timedelta(minutes=5), _state(version)) for at, version, _ in story.shifts]
    return [(at, before, now) for (_, before), (at, now) in zip(states, states[1:]) if before != now]


def _teach_history(story):
    """What moto lacks."""
    from moto.cloudwatch.responses import CloudWatchResponse
    from moto.core.responses import ActionResult

    def describe_alarm_history(self):
        if self._get_param("AlarmName") not in (None, ALARM):
            return ActionResult({"AlarmHistoryItems": []})
        items = [{"AlarmName": ALARM, "AlarmType": "MetricAlarm", "Timestamp": at, "HistoryItemType": "StateUpdate",
                  "HistorySummary": "Alarm updated from %s to %s" % (before, now),
                  "HistoryData": json.dumps({"oldState": {"stateValue": before}, "newState": {"stateValue": now}})}
                 for at, before, now in reversed(_changes(story))]
        return ActionResult({"AlarmHistoryItems": items})

    CloudWatchResponse.describe_alarm_history = describe_alarm_history
