// SPDX-License-Identifier: GPL-3.0-or-later
#include "chartwords.h"

#include "amounttext.h"

#include <QCoreApplication>

namespace sm::charts {

using namespace Qt::Literals::StringLiterals;

namespace {

QString tr(const char *text) { return QCoreApplication::translate("sm::charts::CostChart", text); }

QString kindText(ChartKind kind, int series)
{
    switch (kind) {
    case ChartKind::StackedBars:
        return series == 1 ? tr("Bars of one series") : tr("Stacked bars of %1 series").arg(series);
    case ChartKind::StackedArea:
        return series == 1 ? tr("Area of one series") : tr("Stacked areas of %1 series").arg(series);
    case ChartKind::Lines:
        return series == 1 ? tr("One line") : tr("%1 lines").arg(series);
    case ChartKind::Share:
        break;
    }
    return tr("Shares of %1 series").arg(series);
}

bool hasState(const ChartData &data, const Stacks &stacks, PeriodState state)
{
    for (int slot = 0; slot < int(data.periods.size()); ++slot)
        if (stacks.state(slot) == state)
            return true;
    return false;
}

} // namespace

Decimal totalOf(const ChartSeries &series)
{
    Decimal total;
    for (const Decimal &amount : series.amounts)
        total += amount;
    return total;
}

QString rangeText(const ChartData &data)
{
    if (data.periods.isEmpty())
        return {};
    const auto text
        = [&](const QDate &day) { return data.length == PeriodLength::Month ? monthText(day) : dayText(day); };
    return data.periods.size() == 1 ? text(data.periods.first())
                                    : tr("%1 to %2").arg(text(data.periods.first()), text(data.periods.last()));
}

QString chartSummary(const ChartData &data, const Stacks &stacks)
{
    if (data.isEmpty())
        return tr("No costs in this range.");
    Decimal total;
    for (int slot = 0; slot < stacks.periodCount(); ++slot)
        total += stacks.total(slot);
    int shown = 0;
    std::pair<Decimal, QString> largest;
    for (int series = 0; series < stacks.seriesCount(); ++series) {
        if (!stacks.isVisible(series))
            continue;
        const std::pair each(totalOf(data.series[series]), data.series[series].name);
        largest = shown++ == 0 || each.first > largest.first ? each : largest;
    }
    QStringList parts{
        tr("%1, %2: total %3").arg(kindText(data.kind, shown), rangeText(data), moneyText(total, data.currency))};
    if (shown > 0)
        parts.append(tr("most for %1, %2").arg(largest.second, moneyText(largest.first, data.currency)));
    if (!data.anomalies.isEmpty())
        parts.append(data.anomalies.size() == 1 ? tr("one anomaly") : tr("%1 anomalies").arg(data.anomalies.size()));
    if (!data.forecast.isEmpty() && stacks.showsTotals())
        parts.append(
            data.forecaster.isEmpty() ? tr("with a forecast") : tr("with a forecast by %1").arg(data.forecaster));
    return parts.join(u"; "_s) + u'.';
}

QStringList chartKey(const ChartData &data, const Stacks &stacks)
{
    QStringList key;
    const bool totals = !data.forecast.isEmpty() || data.comparison;
    if (!data.forecast.isEmpty() && stacks.showsTotals())
        key.append(data.forecaster.isEmpty() ? tr("Dashed: forecast, with 80 and 95 % bands.")
                                             : tr("Dashed: forecast by %1, with its 80 % band.").arg(data.forecaster));
    if (data.comparison && stacks.showsTotals())
        key.append(tr("Thin line: %1.").arg(data.comparison->name));
    if (totals && !stacks.showsTotals())
        key.append(tr("Forecast and comparison are of the total: not drawn here."));
    if (hasState(data, stacks, PeriodState::Incomplete))
        key.append(data.length == PeriodLength::Month ? tr("Pale, hatched: month not complete.")
                                                      : tr("Pale, hatched: day not complete."));
    if (hasState(data, stacks, PeriodState::Estimated))
        key.append(tr("Dots below the axis: estimated, still revised."));
    return key;
}

} // namespace sm::charts
