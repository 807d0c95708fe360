// SPDX-License-Identifier: GPL-3.0-or-later
#include "healthverdict.h"

#include <core/durationtext.h>

#include <QCoreApplication>
#include <QLocale>

namespace sm::deployments {

using namespace Qt::Literals::StringLiterals;
using Verdict = HealthRecord::Verdict;
using std::chrono::seconds;

namespace {

constexpr seconds stillRinging{600};

QString tr(const char *text) { return QCoreApplication::translate("sm::deployments::Health", text); }

QString number(double value) { return QLocale().toString(value, 'g', 3); }

TimeSpan wholePeriods(const TimeSpan &live, qint64 period)
{
    const qint64 from = (live.from.toSecsSinceEpoch() + period - 1) / period * period;
    const qint64 to = live.to.toSecsSinceEpoch() / period * period;
    return {QDateTime::fromSecsSinceEpoch(from, Qt::UTC), QDateTime::fromSecsSinceEpoch(to, Qt::UTC)};
}

struct Rang
{
    QStringList alarms; ///< all that rang
    QStringList counting;
};

Rang rangIn(const QList<AlarmRing> &rings, const TimeSpan &live)
{
    Rang rang;
    for (const AlarmRing &ring : rings) {
        const seconds within = inAlarm({ring}, live.from, live.to);
        if (within == seconds(0))
            continue;
        if (!rang.alarms.contains(ring.alarm))
            rang.alarms << ring.alarm;
        if ((ring.from > live.from || within > stillRinging) && !rang.counting.contains(ring.alarm))
            rang.counting << ring.alarm;
    }
    return rang;
}

QStringList complaints(const WindowNumbers &numbers, const Rang &rang, const DeploymentPlaces &places)
{
    QStringList all;
    const auto limit = static_cast<double>(places.latency.count());
    if (const auto rate = numbers.errorRate(); rate && numbers.requests.value_or(0) > 0 && *rate > places.errorRate)
        all << tr("%1 % of the requests failed; %2 % are allowed.").arg(number(*rate), number(places.errorRate));
    else if (rate && numbers.requests.value_or(0) <= 0)
        all << tr("%1 errors were counted, but no request.").arg(number(*numbers.errors));
    if (numbers.latency && limit > 0 && *numbers.latency > limit)
        all << tr("95 of 100 requests took up to %1 ms; %2 ms are allowed.")
                   .arg(number(*numbers.latency), number(limit));
    if (!rang.counting.isEmpty())
        all << tr("Alarms rang: %1.").arg(rang.counting.join(u", "_s));
    return all;
}

Verdict verdictFrom(const HealthRecord &record, const WindowNumbers &numbers, const QStringList &complaints)
{
    if (!complaints.isEmpty())
        return Verdict::Unhealthy;
    return record.requests.has_value() && !numbers.hasTraffic() ? Verdict::NoTraffic : Verdict::Healthy;
}

} // namespace

HealthRecord verdictOf(const Measured &measured, const TimeSpan &live, const DeploymentPlaces &places)
{
    HealthRecord record;
    record.observed = seconds(std::max<qint64>(live.from.secsTo(live.to), 0));
    const TimeSpan counted = wholePeriods(live, measured.period);
    const bool isCounted = counted.from < counted.to && !measured.series.isEmpty();
    const WindowNumbers numbers = isCounted ? numbersIn(measured.series, counted.from, counted.to) : WindowNumbers();
    record.requests = numbers.requests;
    record.errors = numbers.errors;
    record.latency = numbers.latency;
    const Rang rang = rangIn(measured.rings, live);
    record.alarms = rang.alarms;
    record.inAlarm = inAlarm(measured.rings, live.from, live.to);
    const QStringList wrong = complaints(numbers, rang, places);
    record.why = wrong.join(u' ');
    if (measured.query.metrics.isEmpty() && wrong.isEmpty()) {
        record.why = measured.query.why.isEmpty() ? tr("Nothing measures it.") : measured.query.why;
        return record;
    }
    if (!isCounted && wrong.isEmpty()) {
        record.why = tr("It was live for less than the %1 that CloudWatch still counts at once.")
                         .arg(durationText(seconds(measured.period)));
        return record;
    }
    record.verdict = verdictFrom(record, numbers, wrong);
    if (record.verdict == Verdict::NoTraffic)
        record.why = tr("Nobody asked anything of it.");
    return record;
}

} // namespace sm::deployments
