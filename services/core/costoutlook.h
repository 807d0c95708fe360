// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cost.h"

#include <optional>

/// Where costs are going and what was unusual: estimates beside a CostAnswer, never part of its sums.
namespace sm {

/// An expected amount and the bands that hold the actual one in 80 % and 95 % of cases, in the answer's currency.
struct CostBand
{
    double mean = 0;
    double low80 = 0;
    double high80 = 0;
    double low95 = 0;
    double high95 = 0;
};

struct CostForecastDay
{
    QDate day;
    CostBand band;
};

struct CostOutlook
{
    int historyDays = 0; ///< complete days that it stands on
    int neededDays = 30; ///< with fewer there is no forecast
    bool byAws = false; ///< the forecast is AWS's: one band, and none of the month
    QString method; ///< "Holt-Winters", "a combination of methods"; empty: no forecast
    std::optional<double> errorPercent; ///< of the back-test on this very history: sum of errors by sum of amounts
    QList<CostForecastDay> days; ///< from the first day that is not complete; ascending
    QDate month; ///< first day of the month that \c monthTotal is of
    std::optional<CostBand> monthTotal; ///< what was charged already and what is expected to come
    QList<CostAnomaly> anomalies; ///< newest first

    bool isTooShort() const { return historyDays < neededDays; }
};

/// What AWS itself expects, day by day from today (UTC) on. It gives one band, of 80 %; that of 95 % is the
/// same.
struct CostAwsForecast
{
    QString currency;
    QList<CostForecastDay> days;
    QDateTime asOf; ///< UTC
};

/// Somebody changed something in the account: of a day that stands out.
struct CostDayEvent
{
    QDateTime at; ///< UTC
    QString what; ///< "RunInstances"
    QString who;
    QString resource;
    QString region;
};

} // namespace sm
