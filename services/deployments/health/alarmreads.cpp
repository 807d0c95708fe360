// SPDX-License-Identifier: GPL-3.0-or-later
#include "healthreads.h"

namespace sm::deployments {

using namespace Qt::Literals::StringLiterals;

namespace {

aws::Call historyOf(const QString &alarm, const QDateTime &since)
{
    const QJsonObject input{{u"AlarmName"_s, alarm}, {u"HistoryItemType"_s, u"StateUpdate"_s},
        {u"StartDate"_s, since.toString(Qt::ISODate)},
        {u"AlarmTypes"_s, QJsonArray{u"MetricAlarm"_s, u"CompositeAlarm"_s}}};
    return {u"cloudwatch"_s, u"DescribeAlarmHistory"_s, input, {}};
}

/// Nothing else than the alarm's present state is needed where that is older.
bool isUnchangedSince(const QJsonObject &alarm, const QDateTime &since)
{
    const QDateTime turned = instantOf(alarm.value(u"StateTransitionedTimestamp"_s));
    return turned.isValid() && turned < since;
}

} // namespace

QCoro::Task<Result<QJsonArray>> chosenAlarms(const AwsReads *reads, AlarmChoice choice, CancelToken token)
{
    if (choice.isEmpty())
        co_return QJsonArray();
    const QJsonObject input{{u"AlarmTypes"_s, QJsonArray{u"MetricAlarm"_s, u"CompositeAlarm"_s}}};
    const auto answer = co_await aws::allPages(
        &reads->caller, &reads->models, {u"cloudwatch"_s, u"DescribeAlarms"_s, input, {}}, token);
    if (!answer)
        co_return answer.error();
    QJsonArray chosen;
    for (const QString &list : {u"MetricAlarms"_s, u"CompositeAlarms"_s}) {
        const QJsonArray alarms = answer->value(list).toArray();
        for (const QJsonValue &alarm : alarms) {
            if (isChosen(alarm.toObject(), choice))
                chosen << alarm;
        }
    }
    co_return QJsonArray(chosen);
}

QCoro::Task<Result<AlarmReading>> alarmRings(
    const AwsReads *reads, AlarmChoice choice, QDateTime since, CancelToken token)
{
    const Result<QJsonArray> alarms = co_await chosenAlarms(reads, choice, token);
    if (!alarms)
        co_return alarms.error();
    AlarmReading reading;
    for (const QJsonValue &each : *alarms) {
        const QJsonObject alarm = each.toObject();
        reading.alarms << alarm.value(u"AlarmName"_s).toString();
        QJsonArray changes;
        if (!isUnchangedSince(alarm, since)) {
            const auto history = co_await aws::wholeList(&reads->caller, &reads->models,
                historyOf(reading.alarms.constLast(), since), u"AlarmHistoryItems"_s, token);
            if (!history && history.error().kind() == Error::Kind::Cancelled)
                co_return history.error();
            if (history) // where it may not be read, the alarm still says since when it rings
                changes = *history;
        }
        reading.rings << ringsOf(alarm, changes, since);
    }
    const AlarmReading whole = reading;
    co_return whole;
}

} // namespace sm::deployments
