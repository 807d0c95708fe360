// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/decimal.h>

#include <QDate>
#include <QDateTime>
#include <QList>
#include <QString>
#include <QStringList>

#include <optional>

/// What a chart of costs shows, as plain values. Amounts are exact; only pixels and percentages are doubles.
namespace sm::charts {

enum class ChartKind {
    StackedBars,
    StackedArea,
    Lines,
    Share, ///< bars of 100 %: each series' part of the period's charges; credits stand below zero
};

enum class PeriodLength { Day, Month };

enum class PeriodState {
    Final,
    Estimated, ///< complete, but the provider still revises it: dots below the axis
    Incomplete, ///< not all of it has been seen: pale and hatched
};

struct ChartSeries
{
    QString key; ///< unique; what drillRequested() names
    QString name; ///< shown
    QString colourKey; ///< two series of one colour key look alike everywhere; empty: the key
    bool other = false; ///< all that has no series of its own: always grey
    QList<Decimal> amounts; ///< one for each period; those missing are zero
    QString change; ///< against what is compared ("+2.1 %"), for the legend; may be empty
};

/// What is expected of the total of one period, in the currency of the chart.
struct ForecastPoint
{
    QDate start;
    double mean = 0;
    double low80 = 0;
    double high80 = 0;
    double low95 = 0;
    double high95 = 0;
};

struct ChartAnomaly
{
    QDate period;
    QString series; ///< its key; empty: the total
    QString label; ///< what it is about: "Lambda"
    QString impact; ///< "+$48.10"
};

/// The totals of another time, one for each period of the chart (and of the forecast, as far as there are any).
struct ChartComparison
{
    QString name; ///< "October"
    QList<Decimal> totals;
};

struct ChartData
{
    ChartKind kind = ChartKind::StackedBars;
    PeriodLength length = PeriodLength::Day;
    QString title; ///< for exports and screen readers: "Costs by service"
    QString subject; ///< above the legend: "By service, to 20 Nov"
    QString currency; ///< ISO 4217, or the unit of what is no money
    QString definition; ///< what the amounts are: "Unblended: what was charged on the day of the usage."
    QString query; ///< how to ask for the same again; exports name it
    QDateTime asOf; ///< UTC: when the source said so
    QList<QDate> periods; ///< their first days (UTC), ascending, without gaps
    QList<PeriodState> states; ///< one for each period; those missing are final
    QList<ChartSeries> series; ///< from the axis outwards
    QList<ForecastPoint> forecast; ///< ascending; never stands for an actual amount
    QString forecaster; ///< somebody else who gives an 80 % band alone, twice: "AWS"; empty: it is computed here
    QList<ChartAnomaly> anomalies;
    std::optional<ChartComparison> comparison;

    bool isEmpty() const { return periods.isEmpty() || series.isEmpty(); }
};

/// What of the data is on the screen.
struct ChartView
{
    QStringList hidden; ///< keys of series
    double first = 0; ///< in periods from the left end
    double last = 0; ///< not beyond first: everything is shown

    friend bool operator==(const ChartView &, const ChartView &) = default;
};

} // namespace sm::charts
