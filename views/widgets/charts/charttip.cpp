// SPDX-License-Identifier: GPL-3.0-or-later
#include "charttip.h"

#include "amounttext.h"

#include <QCoreApplication>

#include <cmath>

namespace sm::charts {

using namespace Qt::Literals::StringLiterals;

namespace {

QString tr(const char *text) { return QCoreApplication::translate("sm::charts::ChartTip", text); }

Decimal amountOf(const ChartData &data, int slot, int series)
{
    const QList<Decimal> &amounts = data.series[series].amounts;
    return slot < amounts.size() ? amounts[slot] : Decimal();
}

QString previousName(PeriodLength length)
{
    return length == PeriodLength::Month ? tr("Against the month before") : tr("Against the day before");
}

QString changeWords(const ChartData &data, const Decimal &now, const Decimal &before)
{
    const QString words = changeText(now.toDouble(), before.toDouble());
    return now == before ? words : tr("%1 (%2)").arg(words, signedMoneyText(now - before, data.currency));
}

TipLine titleOf(const ChartData &data, const Stacks &stacks, int slot)
{
    const QDate day = stacks.days()[slot];
    return {TipLine::Kind::Title, data.length == PeriodLength::Month ? monthText(day) : dayText(day, true), {}};
}

void addSeries(QList<TipLine> &lines, const ChartData &data, const Stacks &stacks, const Hit &hit)
{
    const Decimal amount = amountOf(data, hit.slot, hit.series);
    lines.append({TipLine::Kind::Series, data.series[hit.series].name, moneyText(amount, data.currency), hit.series});
    const QString exact = exactText(amount, data.currency);
    if (!exact.isEmpty())
        lines.append({TipLine::Kind::Note, tr("Exactly"), exact});
    const Decimal total = stacks.total(hit.slot);
    lines.append(
        {TipLine::Kind::Plain, data.length == PeriodLength::Month ? tr("Share of the month") : tr("Share of the day"),
            shareText(total > Decimal() ? amount.toDouble() / total.toDouble() : qQNaN())});
    if (hit.slot > 0)
        lines.append({TipLine::Kind::Plain, previousName(data.length),
            changeWords(data, amount, amountOf(data, hit.slot - 1, hit.series))});
}

void addTotal(QList<TipLine> &lines, const ChartData &data, const Stacks &stacks, const Hit &hit)
{
    const Decimal total = stacks.total(hit.slot);
    lines.append({TipLine::Kind::Series, tr("Total"), moneyText(total, data.currency)});
    if (hit.slot > 0 && hit.series < 0)
        lines.append(
            {TipLine::Kind::Plain, previousName(data.length), changeWords(data, total, stacks.total(hit.slot - 1))});
    if (!data.comparison || hit.slot >= data.comparison->totals.size() || !stacks.showsTotals())
        return;
    const Decimal other = data.comparison->totals[hit.slot];
    lines.append({TipLine::Kind::Plain, data.comparison->name, moneyText(other, data.currency)});
    lines.append({TipLine::Kind::Plain, tr("Against %1").arg(data.comparison->name), changeWords(data, total, other)});
}

void addState(QList<TipLine> &lines, const Stacks &stacks, int slot)
{
    if (stacks.state(slot) == PeriodState::Estimated)
        lines.append({TipLine::Kind::Note, tr("Estimated: still revised by the provider."), {}});
    if (stacks.state(slot) == PeriodState::Incomplete)
        lines.append({TipLine::Kind::Note, tr("Not complete: more will come."), {}});
}

void addForecast(QList<TipLine> &lines, const ChartData &data, const Stacks &stacks, int slot)
{
    for (int index = 0; stacks.showsTotals() && index < data.forecast.size(); ++index) {
        if (stacks.forecastSlot(index) != slot)
            continue;
        const ForecastPoint &point = data.forecast[index];
        const auto range = [&](double low, double high) {
            return tr("%1 to %2").arg(moneyText(low, data.currency), moneyText(high, data.currency));
        };
        const QString title = data.forecaster.isEmpty() ? tr("Forecast of the total")
                                                        : tr("Forecast of the total by %1").arg(data.forecaster);
        lines.append({TipLine::Kind::Series, title, moneyText(point.mean, data.currency)});
        lines.append({TipLine::Kind::Plain, tr("80 % band"), range(point.low80, point.high80)});
        if (data.forecaster.isEmpty())
            lines.append({TipLine::Kind::Plain, tr("95 % band"), range(point.low95, point.high95)});
    }
}

void addAnomalies(QList<TipLine> &lines, const ChartData &data, const QDate &day)
{
    for (const ChartAnomaly &anomaly : data.anomalies)
        if (anomaly.period == day)
            lines.append({TipLine::Kind::Anomaly, tr("Unusual: %1").arg(anomaly.label), anomaly.impact});
}

} // namespace

QList<TipLine> tipLines(const ChartData &data, const Stacks &stacks, const Hit &hit)
{
    QList<TipLine> lines;
    if (hit.slot < 0 || hit.slot >= stacks.slotCount())
        return lines;
    lines.append(titleOf(data, stacks, hit.slot));
    if (hit.slot < stacks.periodCount()) {
        if (hit.series >= 0 && hit.series < data.series.size())
            addSeries(lines, data, stacks, hit);
        addTotal(lines, data, stacks, hit);
        addState(lines, stacks, hit.slot);
    }
    addForecast(lines, data, stacks, hit.slot);
    addAnomalies(lines, data, stacks.days()[hit.slot]);
    return lines;
}

QString tipText(const QList<TipLine> &lines)
{
    QStringList words;
    for (const TipLine &line : lines)
        words.append(line.value.isEmpty() ? line.label : line.label + u": "_s + line.value);
    return words.join(u"; "_s);
}

} // namespace sm::charts
