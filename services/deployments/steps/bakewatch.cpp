// SPDX-License-Identifier: GPL-3.0-or-later
#include "bakewatch.h"

#include <core/durationtext.h>

#include <QCoreApplication>
#include <QLocale>

namespace sm::deployments {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qint64 minute = 60;
constexpr qint64 counted = 60; // seconds after which CloudWatch has counted a minute
constexpr double halfMore = 1.5;

QString tr(const char *text) { return QCoreApplication::translate("sm::deployments::Bake", text); }

QString number(double value) { return QLocale().toString(value, 'g', 3); }

qint64 secondsOf(std::chrono::milliseconds duration)
{
    return std::chrono::duration_cast<std::chrono::seconds>(duration).count();
}

QDateTime fromSeconds(qint64 seconds) { return QDateTime::fromSecsSinceEpoch(seconds, Qt::UTC); }

QJsonValue orNull(const std::optional<double> &value) { return value ? QJsonValue(*value) : QJsonValue(); }

QJsonObject jsonOf(const WindowNumbers &numbers, const QStringList &alarms)
{
    return {{u"requests"_s, orNull(numbers.requests)}, {u"errors"_s, orNull(numbers.errors)},
        {u"errorRate"_s, orNull(numbers.errorRate())}, {u"latency"_s, orNull(numbers.latency)},
        {u"alarms"_s, QJsonArray::fromStringList(alarms)}};
}

QString inWords(const WindowNumbers &numbers)
{
    QStringList parts;
    if (numbers.requests)
        parts << tr("%1 requests").arg(QLocale().toString(*numbers.requests, 'f', 0));
    if (const auto rate = numbers.errorRate())
        parts << tr("%1 % failed").arg(number(*rate));
    if (numbers.latency)
        parts << tr("95 of 100 within %1 ms").arg(number(*numbers.latency));
    return parts.isEmpty() ? tr("nothing was counted") : parts.join(u", "_s);
}

} // namespace

BakeWatch::BakeWatch(BakeInput input, const QDateTime &begin)
    : m_input(std::move(input))
{
    const qint64 at = begin.toSecsSinceEpoch();
    const qint64 whole = at / minute * minute;
    m_start = fromSeconds(whole == at ? at : whole + minute);
    m_baselineTo = fromSeconds(whole);
    m_baselineFrom = m_baselineTo.addSecs(-3600);
    const qint64 every = std::max<qint64>(secondsOf(m_input.every), 1);
    m_looks = static_cast<int>(std::max<qint64>((secondsOf(m_input.holdsFor) + every - 1) / every, 1));
}

QDateTime BakeWatch::beginOf(int look) const { return m_start.addSecs(look * secondsOf(m_input.every)); }

QDateTime BakeWatch::endOf(int look) const
{
    return std::min(beginOf(look + 1), m_start.addSecs(secondsOf(m_input.holdsFor)));
}

QDateTime BakeWatch::nextAt() const { return endOf(m_judged).addSecs(counted); }

QStringList BakeWatch::look(const BakeReading &reading, const QDateTime &now)
{
    m_reading = reading;
    QStringList news;
    m_isUnmeasured = reading.after.isEmpty() && reading.alarms.isEmpty();
    while (!isOver() && nextAt() <= now)
        judgeNext(news);
    return news;
}

void BakeWatch::judgeNext(QStringList &news)
{
    const QDateTime from = beginOf(m_judged);
    const QDateTime to = endOf(m_judged);
    ++m_judged;
    const WindowNumbers numbers = numbersIn(m_reading.after, from, to);
    const QStringList ringing = ringingIn(from, to.addSecs(counted));
    const bool isQuiet = !m_reading.after.isEmpty() && !numbers.hasTraffic() && numbers.errors.value_or(0) <= 0;
    if (isQuiet)
        ++m_quiet;
    if (isQuiet && ringing.isEmpty())
        return;
    const QStringList crossed = crossedBy(numbers, ringing);
    if (crossed.isEmpty()) {
        if (m_inARow > 0)
            news << tr("%1: well again.").arg(to.toString(Qt::ISODate));
        m_inARow = 0;
        return;
    }
    if (m_inARow++ == 0)
        m_rowFrom = from;
    m_lastCrossed = crossed.join(u' ');
    m_isCrossed = m_inARow >= enough;
    news << u"%1: %2"_s.arg(to.toString(Qt::ISODate), m_lastCrossed);
}

QStringList BakeWatch::ringingIn(const QDateTime &from, const QDateTime &to) const
{
    QStringList ringing;
    for (const AlarmRing &ring : m_reading.rings) {
        const bool isNew = ring.from >= m_baselineTo; // what rang before is not of this deployment
        const bool isWithin = ring.from < to && (!ring.to.isValid() || ring.to > from);
        if (isNew && isWithin && !ringing.contains(ring.alarm))
            ringing << ring.alarm;
    }
    return ringing;
}

std::optional<double> BakeWatch::latencyLimit() const
{
    if (m_input.latency.count() > 0)
        return static_cast<double>(m_input.latency.count());
    const WindowNumbers before = numbersIn(m_reading.before, m_baselineFrom, m_baselineTo);
    return before.latency ? std::optional(*before.latency * halfMore) : std::nullopt;
}

QStringList BakeWatch::crossedBy(const WindowNumbers &numbers, const QStringList &ringing) const
{
    QStringList crossed;
    if (const auto rate = numbers.errorRate(); rate && *rate > m_input.errorRate)
        crossed << tr("%1 % of the requests failed; %2 % are allowed.").arg(number(*rate), number(m_input.errorRate));
    const std::optional<double> limit = latencyLimit();
    if (limit && numbers.latency && *numbers.latency > *limit)
        crossed << tr("95 of 100 requests took up to %1 ms; %2 ms are allowed.")
                       .arg(number(*numbers.latency), number(*limit));
    if (!ringing.isEmpty())
        crossed << tr("Alarms ring: %1.").arg(ringing.join(u", "_s));
    return crossed;
}

QString BakeWatch::wellWhy(const WindowNumbers &all) const
{
    const WindowNumbers before = numbersIn(m_reading.before, m_baselineFrom, m_baselineTo);
    QString why = m_reading.after.isEmpty()
        ? tr("No new alarm rang in %1, of %2 that were watched.")
              .arg(durationText(m_input.holdsFor), QLocale().toString(m_reading.alarms.size()))
        : tr("In %1: %2. In the hour before: %3.").arg(durationText(m_input.holdsFor), inWords(all), inWords(before));
    if (!m_reading.after.isEmpty() && !latencyLimit())
        why += u' ' + tr("In the hour before nobody asked, so the latency was not judged.");
    return why;
}

QJsonObject BakeWatch::output() const
{
    const QDateTime end = m_judged > 0 ? endOf(m_judged - 1) : m_start;
    const QDateTime from = m_isCrossed ? m_rowFrom : m_start;
    const WindowNumbers now = numbersIn(m_reading.after, from, end);
    const WindowNumbers before = numbersIn(m_reading.before, m_baselineFrom, m_baselineTo);
    QString verdict = u"well"_s;
    QString why = wellWhy(now);
    if (m_isUnmeasured) {
        verdict = u"unknown"_s;
        why = tr("Nothing measures %1, and no alarm is there to ring: nobody knows. Name metrics or alarms.")
                  .arg(m_input.unit);
    } else if (m_isCrossed) {
        verdict = u"crossed"_s;
        why = m_lastCrossed + u' ' + tr("In the hour before: %1.").arg(inWords(before));
    } else if (!m_reading.after.isEmpty() && m_quiet == m_judged) {
        verdict = u"unknown"_s;
        why = tr("Nobody asked anything of %1 in %2, so nobody knows.")
                  .arg(m_input.unit, durationText(m_input.holdsFor));
    }
    return {{u"verdict"_s, verdict}, {u"why"_s, why}, {u"now"_s, jsonOf(now, ringingIn(from, end.addSecs(counted)))},
        {u"before"_s, jsonOf(before, {})}, {u"looks"_s, m_judged}, {u"quietLooks"_s, m_quiet}};
}

} // namespace sm::deployments
