// SPDX-License-Identifier: GPL-3.0-or-later
#include "alarmrings.h"

#include <core/json.h>
#include <sources/awsreads.h>

#include <algorithm>

namespace sm::deployments {

using namespace Qt::Literals::StringLiterals;

namespace {

bool isNamed(const QString &alarm, const QStringList &names)
{
    return std::ranges::any_of(names, [&alarm](const QString &name) {
        return name.endsWith(u'*') ? alarm.startsWith(QStringView(name).chopped(1)) : alarm == name;
    });
}

bool isOnAny(const QJsonArray &dimensions, const QJsonObject &wanted)
{
    return std::ranges::any_of(dimensions, [&wanted](const QJsonValue &each) {
        const QString name = each[u"Name"].toString();
        return wanted.contains(name) && wanted.value(name) == each[u"Value"];
    });
}

bool measures(const QJsonObject &alarm, const QJsonObject &wanted)
{
    if (isOnAny(alarm.value(u"Dimensions"_s).toArray(), wanted))
        return true;
    const QJsonArray metrics = alarm.value(u"Metrics"_s).toArray(); // of an alarm that computes
    return std::ranges::any_of(metrics, [&wanted](const QJsonValue &each) {
        return isOnAny(each[u"MetricStat"][u"Metric"][u"Dimensions"].toArray(), wanted);
    });
}

struct Turn
{
    QDateTime at;
    bool rings = false;
};

/// Oldest first.
QList<Turn> turnsOf(const QJsonArray &history)
{
    QList<Turn> turns;
    for (const QJsonValue &item : history) {
        const Result<QJsonValue> data = parseJson(item[u"HistoryData"].toString().toUtf8());
        const QString state = data ? (*data)[u"newState"][u"stateValue"].toString() : QString();
        if (!state.isEmpty())
            turns << Turn{instantOf(item[u"Timestamp"]), state == "ALARM"_L1};
    }
    std::ranges::sort(turns, {}, &Turn::at);
    return turns;
}

/// What the alarm was before the first turn that is known; nothing: nobody knows.
bool rangBefore(const QList<Turn> &turns, const QJsonArray &history)
{
    if (turns.isEmpty())
        return false;
    for (const QJsonValue &item : history) {
        if (instantOf(item[u"Timestamp"]) != turns.constFirst().at)
            continue;
        const Result<QJsonValue> data = parseJson(item[u"HistoryData"].toString().toUtf8());
        return data && (*data)[u"oldState"][u"stateValue"].toString() == "ALARM"_L1;
    }
    return false;
}

QDateTime changedAt(const QJsonObject &alarm)
{
    const QDateTime turned = instantOf(alarm.value(u"StateTransitionedTimestamp"_s));
    return turned.isValid() ? turned : instantOf(alarm.value(u"StateUpdatedTimestamp"_s));
}

} // namespace

bool isChosen(const QJsonObject &alarm, const AlarmChoice &choice)
{
    return choice.isAll || isNamed(alarm.value(u"AlarmName"_s).toString(), choice.names)
        || (!choice.dimensions.isEmpty() && measures(alarm, choice.dimensions));
}

QList<AlarmRing> ringsOf(const QJsonObject &alarm, const QJsonArray &history, const QDateTime &since)
{
    const QString name = alarm.value(u"AlarmName"_s).toString();
    const QList<Turn> turns = turnsOf(history);
    const bool ringsNow = alarm.value(u"StateValue"_s).toString() == "ALARM"_L1;
    QList<AlarmRing> rings;
    QDateTime from = rangBefore(turns, history) ? since : QDateTime();
    for (const Turn &turn : turns) {
        if (turn.rings && !from.isValid())
            from = turn.at;
        if (turn.rings || !from.isValid())
            continue;
        rings << AlarmRing{name, from, turn.at};
        from = {};
    }
    if (ringsNow && !from.isValid())
        from = turns.isEmpty() ? changedAt(alarm) : turns.constLast().at;
    if (from.isValid() && ringsNow)
        rings << AlarmRing{name, from, {}};
    return rings;
}

std::chrono::seconds inAlarm(const QList<AlarmRing> &rings, const QDateTime &from, const QDateTime &to)
{
    QList<std::pair<QDateTime, QDateTime>> parts;
    for (const AlarmRing &ring : rings) {
        const QDateTime begin = std::max(ring.from, from);
        const QDateTime end = ring.to.isValid() ? std::min(ring.to, to) : to;
        if (begin < end)
            parts << std::pair(begin, end);
    }
    std::ranges::sort(parts);
    qint64 seconds = 0;
    QDateTime covered = from;
    for (const auto &[begin, end] : parts) {
        const QDateTime fresh = std::max(begin, covered);
        seconds += std::max<qint64>(fresh.secsTo(end), 0);
        covered = std::max(covered, end);
    }
    return std::chrono::seconds(seconds);
}

} // namespace sm::deployments
