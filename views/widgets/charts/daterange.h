// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDate>
#include <QList>
#include <QMetaType>
#include <QString>

namespace sm::charts {

/// Days in UTC.
struct DateRange
{
    QDate from;
    QDate to; ///< the day after the last, as in CostQuery

    bool isValid() const { return from.isValid() && to.isValid() && from < to; }
    friend bool operator==(const DateRange &, const DateRange &) = default;
};

enum class RangePreset {
    Last7Days, ///< with today
    MonthToDate,
    OneMonth, ///< back to the same day of the month before
    ThreeMonths, ///< whole months, the last of which is the current one; so are those below
    SixMonths,
    TwelveMonths,
    ThirteenMonths, ///< with the same month of the year before
    Custom,
};

/// All but Custom, as they are offered.
QList<RangePreset> rangePresets();
QString presetText(RangePreset preset); ///< "Month to date"

/// \p today is in UTC. Not valid for Custom.
DateRange rangeOf(RangePreset preset, const QDate &today);

/// "1 Nov – 15 Nov 2026".
QString rangeText(const DateRange &range);

} // namespace sm::charts

Q_DECLARE_METATYPE(sm::charts::DateRange)
