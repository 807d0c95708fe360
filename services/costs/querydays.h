// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "query.h"

#include <vector>

namespace sm::costs {

/// Days since 1970-01-01, UTC, as in Ledger::days: from \c first to before \c end.
struct DaySpan
{
    qint64 first = 0;
    qint64 end = 0;

    bool isEmpty() const { return first >= end; }
    bool contains(const DaySpan &other) const { return first <= other.first && other.end <= end; }
    DaySpan intersected(const DaySpan &other) const;
};

QDate dateOf(qint64 day);
qint64 dayOf(QDate date);
/// The days with charges of \p ledger.
DaySpan daysOf(const Ledger &ledger);

/// The days and periods that a query is about.
struct QueryDays
{
    std::vector<DaySpan> ofLedgers; ///< with charges, for each ledger
    DaySpan charged; ///< that are asked for and lie between the first and the last charge
    QList<QDate> periods; ///< first days
    std::vector<quint32> periodOf; ///< for each day of \c charged

    std::size_t charges() const { return periodOf.size(); }
};

/// \error Kind::Invalid the range ends before it begins, or has more than a million periods
Result<QueryDays> daysFor(const LedgerList &ledgers, const CostQuery &query);
/// For each period, whether one of its days is still revised.
QList<bool> estimatedPeriods(const LedgerList &ledgers, const QueryDays &days);

} // namespace sm::costs
