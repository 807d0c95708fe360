// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/decimal.h>

#include <QDate>
#include <QDateTime>
#include <QList>
#include <QStringList>

namespace sm::costs {

struct UsageGroup
{
    QStringList keys; ///< one for each dimension that was grouped by; "": charges without one
    Decimal amount;

    friend bool operator==(const UsageGroup &, const UsageGroup &) = default;
};

/// What Cost Explorer said of one day or month, or the part of a month that was asked for.
struct UsagePeriod
{
    QDate start; ///< UTC
    QDate end; ///< the day after the last
    bool estimated = false; ///< AWS still revises it
    QString unit; ///< ISO 4217 of money; of usage what it is counted in; empty: nothing was used
    QDateTime asOf; ///< UTC: when AWS said so
    QList<UsageGroup> groups;

    /// Never asked for again: it was over, with its month, when AWS said so, and not called estimated. AWS finishes
    /// the bill of a month in its successor's first days, and calls the month estimated until then. Later corrections
    /// are charges of the month in which they are made.
    bool isClosed() const
    {
        const QDate said = asOf.toUTC().date();
        return !estimated && said.isValid() && end <= QDate(said.year(), said.month(), 1);
    }

    friend bool operator==(const UsagePeriod &, const UsagePeriod &) = default;
};

} // namespace sm::costs
