// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/cost.h>

#include <optional>

namespace sm::controllers {

/// Days from \c from to the one before \c to, UTC.
struct CostsRange
{
    QDate from;
    QDate to;

    int days() const { return static_cast<int>(from.daysTo(to)); }
    friend bool operator==(const CostsRange &, const CostsRange &) = default;
};

/// Ranges that count back from the last day with charges: a bill of last year has a "month to date", too.
enum class CostsPreset {
    Last7Days,
    MonthToDate,
    OneMonth, ///< back to the same day of the month before
    ThreeMonths, ///< whole months, the last of which is the current one; so are those below
    SixMonths,
    TwelveMonths,
    ThirteenMonths,
    Custom,
};

enum class CostsComparison { None, PreviousPeriod, PreviousYear };

/// One level that was drilled into: \c value of \c dimension.
struct CostsLevel
{
    QString dimension;
    QString value;

    friend bool operator==(const CostsLevel &, const CostsLevel &) = default;
};

/// What the page asks, whatever the answer: all that its controls say, as a value.
struct CostsQuestion
{
    static constexpr int UsualTop = 10;

    CostSource source = CostSource::CurBills;
    CostMetric metric = CostMetric::Unblended;
    CostGranularity granularity = CostGranularity::Day;
    QString groupBy = costdimension::Service;
    QList<CostFilter> filters; ///< those of the chips
    QList<CostsLevel> path; ///< outermost first
    CostsPreset preset = CostsPreset::MonthToDate;
    CostsRange custom; ///< with CostsPreset::Custom
    CostsComparison comparison = CostsComparison::PreviousPeriod;
    int top = UsualTop; ///< groups with a name of their own; 0: all
    QString words; ///< groups whose names hold all of them

    /// \p last: the last day with charges.
    CostsRange range(const QDate &last) const;
    /// What \p range is compared with; nothing when it is not.
    std::optional<CostsRange> comparedRange(const CostsRange &range) const;
    CostQuery query(const CostsRange &range) const;
    /// The filters and what was drilled into.
    QList<CostFilter> allFilters() const;

    friend bool operator==(const CostsQuestion &, const CostsQuestion &) = default;
};

/// The dimension that says most about \p question's groups, one level deeper; empty: there is none left.
QString deeperDimension(const CostsQuestion &question, const QStringList &available);

QByteArray toJson(const CostsQuestion &question);
/// Nothing when \p json is not of a question.
std::optional<CostsQuestion> costsQuestionFrom(const QByteArray &json);

} // namespace sm::controllers
