// SPDX-License-Identifier: GPL-3.0-or-later
#include "querydays.h"

#include <QCoreApplication>

#include <algorithm>

namespace sm::costs {

namespace {

constexpr qint64 MostPeriods = 1'000'000;
constexpr qint64 EpochJulianDay = 2'440'588; // 1970-01-01

QString tr(const char *text) { return QCoreApplication::translate("sm::costs::Query", text); }

qint64 monthOf(qint64 day)
{
    const QDate date = dateOf(day);
    return qint64{date.year()} * 12 + date.month() - 1;
}

/// The whole range that is asked for; where an end is open, that of the charges.
DaySpan askedRange(const CostQuery &query, const DaySpan &charges)
{
    return {
        query.from.isValid() ? dayOf(query.from) : charges.first, query.to.isValid() ? dayOf(query.to) : charges.end};
}

QDate firstOfMonth(qint64 day)
{
    const QDate date = dateOf(day);
    return {date.year(), date.month(), 1};
}

Result<void> makePeriods(QueryDays &days, const DaySpan &asked, CostGranularity granularity)
{
    days.periodOf.resize(static_cast<std::size_t>(days.charged.end - days.charged.first));
    if (granularity == CostGranularity::Total) {
        days.periods = {dateOf(asked.first)};
        return ok();
    }
    const bool monthly = granularity == CostGranularity::Month;
    const auto numberOf = [monthly](qint64 day) { return monthly ? monthOf(day) : day; };
    const qint64 first = numberOf(asked.first);
    const qint64 count = numberOf(asked.end - 1) - first + 1;
    if (count > MostPeriods)
        return Error(Error::Kind::Invalid, tr("Choose a shorter range: it has more than a million periods."));
    for (qint64 i = 0; i < count; ++i)
        days.periods << (monthly ? firstOfMonth(asked.first).addMonths(static_cast<int>(i)) : dateOf(asked.first + i));
    for (std::size_t i = 0; i < days.periodOf.size(); ++i)
        days.periodOf[i] = static_cast<quint32>(numberOf(days.charged.first + static_cast<qint64>(i)) - first);
    return ok();
}

} // namespace

DaySpan DaySpan::intersected(const DaySpan &other) const
{
    return {std::max(first, other.first), std::min(end, other.end)};
}

QDate dateOf(qint64 day) { return QDate::fromJulianDay(EpochJulianDay + day); }

qint64 dayOf(QDate date) { return date.toJulianDay() - EpochJulianDay; }

DaySpan daysOf(const Ledger &ledger)
{
    if (ledger.days.empty())
        return {};
    qint32 first = ledger.days.front();
    qint32 last = first;
    for (const qint32 day : ledger.days) {
        first = std::min(first, day);
        last = std::max(last, day);
    }
    return {first, qint64{last} + 1};
}

Result<QueryDays> daysFor(const LedgerList &ledgers, const CostQuery &query)
{
    if (query.from.isValid() && query.to.isValid() && query.from >= query.to)
        return Error(Error::Kind::Invalid,
            tr("The range ends before it begins: the day it ends with (%1) is not part of it and has to be after %2.")
                .arg(query.to.toString(Qt::ISODate), query.from.toString(Qt::ISODate)));
    QueryDays days;
    DaySpan all;
    for (const auto &ledger : ledgers) {
        const DaySpan own = daysOf(*ledger);
        days.ofLedgers.push_back(own);
        if (!own.isEmpty())
            all = all.isEmpty() ? own : DaySpan{std::min(all.first, own.first), std::max(all.end, own.end)};
    }
    const DaySpan asked = askedRange(query, all);
    days.charged = asked.intersected(all);
    if (days.charged.isEmpty()) {
        days.charged = {};
        return days;
    }
    if (const Result<void> made = makePeriods(days, asked, query.granularity); !made)
        return made.error();
    return days;
}

QList<bool> estimatedPeriods(const LedgerList &ledgers, const QueryDays &days)
{
    QList<bool> estimated(days.periods.size(), false);
    for (const auto &ledger : ledgers) {
        for (const qint32 day : ledger->estimatedDays) {
            if (day >= days.charged.first && day < days.charged.end)
                estimated[days.periodOf[static_cast<std::size_t>(day - days.charged.first)]] = true;
        }
    }
    return estimated;
}

} // namespace sm::costs
