// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "explorershape.h"
#include "paidanswers.h"

namespace sm::costs {

struct ExplorerForecastQuery
{
    CostMetric metric = CostMetric::Unblended;
    CostGranularity granularity = CostGranularity::Day; ///< Day or Month
    QDate from; ///< today (UTC) or later
    QDate to; ///< the day after the last: up to 3 months ahead by day, 12 by month
    int level = 80; ///< per cent of cases that the band holds: 51 to 99
    QList<CostFilter> filters;
};

/// What AWS expects to charge, by its own forecast; never mixed with the one that is computed here.
struct ExplorerForecast
{
    struct Point
    {
        ExplorerSpan span;
        Decimal mean;
        std::optional<Decimal> low; ///< nothing where AWS gives no band
        std::optional<Decimal> high;
    };

    QString currency;
    Decimal total; ///< of the means, as AWS says it
    int level = 80;
    QList<Point> points; ///< ascending
    QDateTime asOf; ///< UTC
};

/// GetCostForecast: $0.01 a question, kept as long as answers about costs.
///
/// \error Kind::Invalid  a range, level, metric or filter that Cost Explorer does not take; says which it does
/// \error Kind::Internal code "DataUnavailableException": too little history
/// \error as PaidCaller::read()
QCoro::Task<Result<ExplorerForecast>> explorerForecast(
    PaidAnswers *answers, const Clock *clock, ExplorerForecastQuery query, CancelToken token);

} // namespace sm::costs
