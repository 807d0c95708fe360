// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <charts/chartdata.h>

#include <cmath>

namespace sm::test {

inline Decimal cents(qint64 count) { return Decimal::fromScaled(count, 2); }

/// \p periods days from 1 Nov 2026 of \p series; the amounts differ, and are the same each time.
inline charts::ChartData plainChart(int series, int periods)
{
    charts::ChartData data;
    data.currency = QStringLiteral("USD");
    data.title = QStringLiteral("Costs by service");
    for (int day = 0; day < periods; ++day)
        data.periods.append(QDate(2026, 11, 1).addDays(day));
    for (int each = 0; each < series; ++each) {
        charts::ChartSeries one;
        one.key = one.name = QStringLiteral("Service %1").arg(each + 1);
        for (int day = 0; day < periods; ++day)
            one.amounts.append(cents(10'000 / (each + 1) + (day * 37 + each * 91) % 400));
        data.series.append(one);
    }
    return data;
}

/// The last day is not complete, the two before are estimated; the forecast goes to the month's end.
inline void addForecast(charts::ChartData &data)
{
    data.states = QList<charts::PeriodState>(20, charts::PeriodState::Final);
    data.states[18] = charts::PeriodState::Estimated;
    data.states[17] = charts::PeriodState::Estimated;
    data.states[19] = charts::PeriodState::Incomplete;
    for (int day = 19; day < 30; ++day) {
        const double mean = QDate(2026, 11, 1 + day).dayOfWeek() >= 6 ? 157 : 190 + (day * 7) % 9;
        const double wide = 4 + 2.2 * (day - 18);
        data.forecast.append(
            {QDate(2026, 11, 1 + day), mean, mean - wide, mean + wide, mean - 1.6 * wide, mean + 1.6 * wide});
    }
}

/// What a manager sees on 20 November: seven services, an anomaly, today not complete, a forecast to the month's end.
inline charts::ChartData novemberChart()
{
    static const struct
    {
        const char *name;
        int base; ///< cents a day
        const char *change;
    } services[]
        = {{"EC2", 6200, "+2.1 %"}, {"RDS", 3700, "\u22120.4 %"}, {"Lambda", 2500, "+38.0 %"}, {"S3", 1700, "+1.0 %"},
            {"CloudWatch", 1400, "+3.2 %"}, {"ElastiCache", 1080, "\u22125.9 %"}, {"12 others", 2100, "+0.8 %"}};
    charts::ChartData data = plainChart(0, 20);
    data.subject = QStringLiteral("By service, to 20 Nov");
    data.definition = QStringLiteral("Unblended: what was charged on the day of the usage.");
    data.query
        = QStringLiteral("stationmaster costs --system production --metric unblended --from 2026-11-01 --to 2026-11-21 "
                         "--granularity day --group-by service");
    data.asOf = QDateTime(QDate(2026, 11, 20), QTime(9, 14), Qt::UTC);
    for (const auto &service : services) {
        charts::ChartSeries series;
        series.key = series.name = QString::fromUtf8(service.name);
        series.change = QString::fromUtf8(service.change);
        series.other = series.key.contains(QStringLiteral("others"));
        for (int day = 0; day < 20; ++day) {
            const bool weekend = data.periods[day].dayOfWeek() >= 6;
            const int lambdaSpike = day == 17 && series.key == QStringLiteral("Lambda") ? 4810 : 0;
            series.amounts.append(cents(qint64(service.base * (weekend ? 0.82 : 1.0) * (day == 19 ? 0.83 : 1.0))
                + (day * 37) % 150 + lambdaSpike));
        }
        data.series.append(series);
    }
    addForecast(data);
    data.anomalies.append(
        {QDate(2026, 11, 18), QStringLiteral("Lambda"), QStringLiteral("Lambda"), QStringLiteral("+$48.10")});
    return data;
}

/// Thirteen months with credits, the last one not complete, a forecast of two months and the year before.
inline charts::ChartData yearChart()
{
    charts::ChartData data = novemberChart();
    data.length = charts::PeriodLength::Month;
    data.subject = QStringLiteral("By service, 13 months");
    data.periods.clear();
    data.anomalies.clear();
    data.forecast.clear();
    for (int month = 0; month < 13; ++month)
        data.periods.append(QDate(2025, 11, 1).addMonths(month));
    for (charts::ChartSeries &series : data.series) {
        const Decimal day = series.amounts.first();
        series.amounts.clear();
        for (int month = 0; month < 13; ++month)
            series.amounts.append(cents(qint64(day.toDouble() * 100 * (24 + month * 0.5 + month % 3))));
    }
    charts::ChartSeries credits;
    credits.key = credits.name = QStringLiteral("Credits");
    for (int month = 0; month < 13; ++month)
        credits.amounts.append(-cents(month % 4 == 1 ? 120'000 : 15'000));
    data.series.append(credits);
    data.states = QList<charts::PeriodState>(13, charts::PeriodState::Final);
    data.states.last() = charts::PeriodState::Incomplete;
    data.forecast
        = {{QDate(2026, 12, 1), 6400, 6100, 6700, 5900, 6900}, {QDate(2027, 1, 1), 6500, 6000, 7000, 5700, 7300}};
    charts::ChartComparison before{QStringLiteral("a year before"), {}};
    for (int month = 0; month < 13; ++month)
        before.totals.append(cents(420'000 + month * 9'000));
    data.comparison = before;
    return data;
}

} // namespace sm::test
