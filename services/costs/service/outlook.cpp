// SPDX-License-Identifier: GPL-3.0-or-later
#include "outlook.h"

#include <forecast/anomalies.h>
#include <forecast/forecast.h>

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace sm::costs {

using forecast::Band;
using forecast::Method;
using forecast::Reason;

namespace {

constexpr int Horizon = 31; ///< days, more where the month is not over by then
constexpr qsizetype GroupsSearched = 40; ///< the largest; what is smaller hardly matters
constexpr double WorthTelling = 0.01; ///< of an average day

QString tr(const char *text) { return QCoreApplication::translate("sm::costs::CostInsight", text); }

/// The days that are over, from the first charge on.
struct History
{
    QDate start;
    qsizetype first = 0; ///< period of the answer
    qsizetype count = 0;
};

History historyOf(const CostAnswer &daily, const QDate &last)
{
    const QDate asOf = daily.asOf.toUTC().date();
    const QDate end = asOf.isValid() && asOf <= last ? last : last.addDays(1);
    History history;
    const auto isCharged = [&daily](qsizetype period) {
        return std::any_of(daily.groups.begin(), daily.groups.end(),
            [period](const CostGroup &group) { return !group.amounts.value(period).isZero(); });
    };
    while (history.first < daily.periods.size() && !isCharged(history.first))
        ++history.first;
    if (history.first == daily.periods.size())
        return history;
    history.start = daily.periods.at(history.first);
    history.count = std::clamp<qsizetype>(history.start.daysTo(end), 0, daily.periods.size() - history.first);
    return history;
}

forecast::Series seriesOf(const QList<Decimal> &amounts, const History &history)
{
    forecast::Series series;
    series.start = history.start;
    for (const Decimal &amount : amounts.mid(history.first, history.count))
        series.values.push_back(amount.toDouble());
    return series;
}

QList<Decimal> totals(const CostAnswer &daily)
{
    QList<Decimal> sums(daily.periods.size());
    for (const CostGroup &group : daily.groups) {
        for (qsizetype period = 0; period < std::min(sums.size(), group.amounts.size()); ++period)
            sums[period] += group.amounts.at(period);
    }
    return sums;
}

CostBand bandOf(const Band &band) { return {band.mean, band.low80, band.high80, band.low95, band.high95}; }

QString nameOf(Method method)
{
    switch (method) {
    case Method::SeasonalNaive:
        return tr("the same weekday before");
    case Method::SeasonalMedian:
        return tr("the median of the same weekdays");
    case Method::Theta:
        return tr("the theta method");
    case Method::DampedTrend:
        return tr("a damped trend");
    case Method::HoltWinters:
        return tr("Holt-Winters");
    case Method::Calendar:
        return tr("a calendar regression");
    case Method::LogTrend:
        return tr("a logarithmic trend");
    case Method::Combination:
        return tr("a combination of methods");
    }
    Q_UNREACHABLE();
}

QString sentenceOf(Reason reason)
{
    switch (reason) {
    case Reason::Spike:
        return tr("Far above what was to be expected of that day.");
    case Reason::Drop:
        return tr("Far below what was to be expected of that day.");
    case Reason::LevelUp:
        return tr("From here on it costs more than before.");
    case Reason::LevelDown:
        return tr("From here on it costs less than before.");
    case Reason::SeasonBroken:
        return tr("Usual by its size, but not for this day of the week.");
    case Reason::NewCharge:
        return tr("A charge where there was none for two weeks or more.");
    case Reason::Stopped:
        return tr("No charge any more.");
    }
    Q_UNREACHABLE();
}

/// What was charged on the days that are over, and what is expected of the others.
void addMonth(CostOutlook &outlook, const forecast::Forecast &forecast, const QList<Decimal> &amounts,
    const History &history, const QList<QDate> &periods)
{
    const QDate next = history.start.addDays(history.count);
    const QDate end = outlook.month.addMonths(1);
    Decimal charged;
    for (qsizetype period = history.first; period < history.first + history.count; ++period) {
        if (periods.at(period) >= outlook.month)
            charged += amounts.at(period);
    }
    const double known = charged.toDouble();
    const Band rest = next < end ? forecast.sum(0, static_cast<int>(next.daysTo(end))) : Band();
    outlook.monthTotal
        = CostBand{known + rest.mean, known + rest.low80, known + rest.high80, known + rest.low95, known + rest.high95};
}

void addForecast(CostOutlook &outlook, const CostAnswer &daily, const QList<Decimal> &amounts, const History &history)
{
    const QDate next = history.start.addDays(history.count);
    const int toMonthsEnd = static_cast<int>(next.daysTo(outlook.month.addMonths(1)));
    const auto forecast = forecast::forecast(seriesOf(amounts, history), std::max(Horizon, toMonthsEnd));
    if (!forecast) {
        outlook.historyDays = forecast.error().days;
        return;
    }
    outlook.method = nameOf(forecast->method);
    if (forecast->origins > 0 && std::isfinite(forecast->wape))
        outlook.errorPercent = forecast->wape;
    for (std::size_t step = 0; step < forecast->days.size(); ++step)
        outlook.days.append({next.addDays(static_cast<qint64>(step)), bandOf(forecast->days[step])});
    addMonth(outlook, *forecast, amounts, history, daily.periods);
}

void addAnomalies(CostOutlook &outlook, const QStringList &key, const QList<Decimal> &amounts, const History &history,
    double averageDay)
{
    const std::vector<forecast::Anomaly> found = forecast::anomalies(seriesOf(amounts, history));
    for (const forecast::Anomaly &each : found) {
        if (std::abs(each.impact) < WorthTelling * averageDay)
            continue;
        CostAnomaly anomaly;
        anomaly.day = history.start.addDays(each.index);
        anomaly.key = key;
        anomaly.actual = amounts.at(history.first + each.index);
        anomaly.expected = each.expected;
        anomaly.impact = each.impact;
        anomaly.reason = sentenceOf(each.reason);
        outlook.anomalies.append(anomaly);
    }
}

} // namespace

CostOutlook outlookOf(const CostAnswer &daily, const QDate &last)
{
    CostOutlook outlook;
    outlook.neededDays = forecast::MinimumDays;
    outlook.month = QDate(last.year(), last.month(), 1);
    const History history = historyOf(daily, last);
    outlook.historyDays = static_cast<int>(history.count);
    if (history.count == 0)
        return outlook;
    const QList<Decimal> sums = totals(daily);
    addForecast(outlook, daily, sums, history);
    if (outlook.isTooShort())
        return outlook;

    const double averageDay = daily.total.toDouble() / static_cast<double>(history.count);
    for (const CostGroup &group : daily.groups.mid(0, GroupsSearched))
        addAnomalies(outlook, group.key, group.amounts, history, averageDay);
    if (daily.groups.size() > GroupsSearched)
        addAnomalies(outlook, {}, sums, history, averageDay);
    std::sort(
        outlook.anomalies.begin(), outlook.anomalies.end(), [](const CostAnomaly &left, const CostAnomaly &right) {
            return left.day != right.day ? left.day > right.day : std::abs(left.impact) > std::abs(right.impact);
        });
    return outlook;
}

} // namespace sm::costs
