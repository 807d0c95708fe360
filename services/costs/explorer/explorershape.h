// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/cost.h>
#include <core/result.h>

#include <QJsonObject>

namespace sm::costs {

/// Days from \c from on, up to but without \c to; UTC.
struct ExplorerSpan
{
    QDate from;
    QDate to;

    friend bool operator==(const ExplorerSpan &, const ExplorerSpan &) = default;
};

/// What Cost Explorer is asked, but for when: periods of one shape complete each other.
struct ExplorerShape
{
    CostMetric metric = CostMetric::Unblended;
    CostGranularity granularity = CostGranularity::Day; ///< Day or Month
    QStringList groupBy; ///< two at most
    QList<CostFilter> filters;

    friend bool operator==(const ExplorerShape &, const ExplorerShape &) = default;
};

/// The metrics that it has, the usual one first.
QList<CostMetric> explorerMetrics();
/// The dimensions that it has beside tags and cost categories.
QStringList explorerDimensions();
/// "SERVICE" for "service"; empty for a tag, a cost category, and what Cost Explorer does not have.
QString explorerDimension(const QString &dimension);
/// A value of "REGION" and its kin as bills have it: "" where Cost Explorer writes "NoRegion".
QString explorerKey(const QString &key, const QString &value);
/// "UnblendedCost"; empty for a metric that it does not have.
QString explorerMetric(CostMetric metric);

/// Which days \p query means, today being \p today: an open beginning is that of the month 12 months ago, an open or
/// later end is tomorrow, for there is nothing after it.
/// \error Kind::Invalid it is empty, or begins in the future
Result<ExplorerSpan> explorerRange(const CostQuery &query, const QDate &today);

/// What to ask for \p query over \p range. A total is asked by month where the range begins with one: the answer is
/// short, and its months can be kept; otherwise by day.
/// \error Kind::Invalid a metric or dimension that Cost Explorer does not have, more than two dimensions, a filter
///        without values, or days that it no longer has; says what to do
Result<ExplorerShape> explorerShape(const CostQuery &query, const ExplorerSpan &range, const QDate &today);

/// The days or months, or their parts, of \p range.
QList<ExplorerSpan> periodsOf(CostGranularity granularity, const ExplorerSpan &range);

/// The input of GetCostAndUsage.
QJsonObject explorerRequest(const ExplorerShape &shape, const ExplorerSpan &range);
/// The Expression of \p filters; empty without any.
QJsonObject explorerExpression(const QList<CostFilter> &filters);

/// A name for all that is asked by \p shape: the same for the same, another for another.
QString explorerName(const ExplorerShape &shape);

} // namespace sm::costs
