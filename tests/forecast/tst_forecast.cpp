// SPDX-License-Identifier: GPL-3.0-or-later
#include "samples.h"

#include <forecast/forecast.h>

#include <QTest>

#include <cmath>
#include <limits>
#include <numbers>

using namespace sm::forecast;
using sm::test::daily;
using sm::test::noise;

namespace {

constexpr double NaN = std::numeric_limits<double>::quiet_NaN();

Forecast certain(const Series &series, int horizon)
{
    const auto answer = forecast(series, horizon);
    return answer ? *answer : Forecast();
}

/// The first thing that is wrong with a band, or nothing.
QString fault(const Band &band)
{
    for (const double value : {band.low95, band.low80, band.mean, band.high80, band.high95}) {
        if (!std::isfinite(value))
            return QStringLiteral("not finite");
    }
    const bool isOrdered
        = band.low95 <= band.low80 && band.low80 <= band.mean && band.mean <= band.high80 && band.high80 <= band.high95;
    return isOrdered ? QString() : QStringLiteral("not in order");
}

bool isNear(double value, double wanted, double room)
{
    if (std::abs(value - wanted) <= room)
        return true;
    qWarning("%g is not within %g of %g", value, room, wanted);
    return false;
}

double weekly(int day) { return 100 + (day % 7 >= 5 ? -40 : 10 * (day % 7)); }

} // namespace

class TestForecast : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void history_29Days_isRefusedWithTheirNumber()
    {
        const auto answer = forecast(daily(29, weekly), 7);

        QVERIFY(!answer);
        QCOMPARE(answer.error().days, 29);
    }

    void history_30Days_isForecast()
    {
        const auto answer = forecast(daily(30, weekly), 7);

        QVERIFY(answer);
        QCOMPARE(answer->days.size(), std::size_t(7));
        QVERIFY(answer->origins > 0);
    }

    void history_gapsDoNotCount()
    {
        const auto answer = forecast(daily(39, [](int day) { return day % 4 == 0 ? NaN : 5.0; }), 7);

        QVERIFY(!answer);
        QCOMPARE(answer.error().days, 29);
    }

    void history_empty_isRefused()
    {
        QCOMPARE(forecast(Series(), 7).error().days, 0);
        QCOMPARE(forecast(daily(500, [](int) { return NaN; }), 7).error().days, 0);
    }

    void constant_staysWithoutWidth()
    {
        const Forecast answer = certain(daily(60, [](int) { return 12.5; }), 10);

        for (const Band &day : answer.days) {
            QVERIFY(isNear(day.mean, 12.5, 1e-6));
            QVERIFY(isNear(day.high95 - day.low95, 0, 1e-6));
        }
        QVERIFY(isNear(answer.mase, 0, 1e-6));
        QVERIFY(isNear(answer.wape, 0, 1e-6));
    }

    void linear_goesOn()
    {
        const Forecast answer = certain(daily(120, [](int day) { return 50 + 2.0 * day; }), 7);

        QVERIFY(isNear(answer.days.front().mean, 50 + 2 * 120, 3));
        QVERIFY(isNear(answer.days.back().mean, 50 + 2 * 126, 6));
    }

    void week_isFollowed()
    {
        const Forecast answer = certain(daily(90, [](int day) { return weekly(day) + noise(day); }), 14);

        for (int step = 0; step < 14; ++step)
            QVERIFY(isNear(answer.days[static_cast<std::size_t>(step)].mean, weekly(90 + step), 3));
        QVERIFY(answer.mase < 1);
    }

    void year_isFollowed()
    {
        const auto value
            = [](int day) { return 100 + 40 * std::sin(2 * std::numbers::pi * day / 365.25) + noise(day); };
        const Forecast answer = certain(daily(3 * 365, value), 60);

        for (const int step : {10, 30, 59})
            QVERIFY(isNear(answer.days[static_cast<std::size_t>(step)].mean, value(3 * 365 + step), 8));
    }

    void monthlyFee_isExpectedOnItsDay()
    {
        const auto value
            = [](int day) { return 10 + 0.2 * noise(day) + (sm::test::Start.addDays(day).day() == 1 ? 50 : 0); };
        const int days = static_cast<int>(sm::test::Start.daysTo(QDate(2025, 12, 29)));
        const Forecast answer = certain(daily(days, value), 6); // up to January 3

        QVERIFY(isNear(answer.days[3].mean, 60, 12));
        QVERIFY(isNear(answer.days[1].mean, 10, 3));
    }

    void lastDayOfMonth_isExpected()
    {
        const auto value = [](int day) {
            const QDate date = sm::test::Start.addDays(day);
            return 10 + 0.2 * noise(day) + (date.day() == date.daysInMonth() ? 50 : 0);
        };
        const int days = static_cast<int>(sm::test::Start.daysTo(QDate(2026, 2, 26)));
        const Forecast answer = certain(daily(days, value), 4); // February 28 is the third

        QVERIFY(isNear(answer.days[2].mean, 60, 15));
        QVERIFY(isNear(answer.days[0].mean, 10, 3));
    }

    void gaps_areBridged()
    {
        const auto value = [](int day) { return day % 5 == 2 || (day > 40 && day < 52) ? NaN : weekly(day); };
        const Forecast answer = certain(daily(120, value), 14);

        for (int step = 0; step < 14; ++step) {
            QCOMPARE(fault(answer.days[static_cast<std::size_t>(step)]), QString());
            QVERIFY(isNear(answer.days[static_cast<std::size_t>(step)].mean, weekly(120 + step), 8));
        }
    }

    void lastDaysUnknown_horizonStillFollowsTheSeries()
    {
        const auto value = [](int day) { return day >= 87 ? NaN : weekly(day); };
        const Forecast answer = certain(daily(90, value), 7);

        QVERIFY(isNear(answer.days.front().mean, weekly(90), 8));
    }

    void zeros_stayZero()
    {
        const Forecast answer = certain(daily(90, [](int) { return 0.0; }), 30);

        QCOMPARE(answer.days.back().mean, 0.0);
        QCOMPARE(answer.days.back().high95, 0.0);
        QCOMPARE(answer.wape, 0.0);
        QCOMPARE(answer.sum(0, 30).mean, 0.0);
    }

    void monthOfZeros_isNoEnd()
    {
        const auto value = [](int day) { return day >= 60 && day < 90 ? 0.0 : 20.0 + noise(day); };
        const Forecast answer = certain(daily(150, value), 14);

        QVERIFY(isNear(answer.days.back().mean, 20, 3));
    }

    void credits_stayNegative()
    {
        const Forecast answer = certain(daily(90, [](int day) { return -8 + noise(day); }), 7);

        QVERIFY(isNear(answer.days.front().mean, -8, 1.5));
        QVERIFY(answer.days.front().low95 < -8);
    }

    void neverNegative_bandEndsAtZero()
    {
        const Forecast answer
            = certain(daily(90, [](int day) { return day % 9 == 0 ? 30.0 : std::abs(noise(day)); }), 14);

        for (const Band &day : answer.days)
            QVERIFY(day.low95 >= 0);
        QVERIFY(answer.sum(0, 14).low95 >= 0);
    }

    void spike_doesNotCarryTheForecastAway()
    {
        const auto value = [](int day) { return day == 88 ? 5000.0 : 20.0 + noise(day); };
        const Forecast answer = certain(daily(90, value), 14);

        for (const Band &day : answer.days)
            QVERIFY(isNear(day.mean, 20, 6));
    }

    void lastDay_aSpike_doesNotCarryTheForecastAway()
    {
        const auto value = [](int day) { return day == 89 ? 5000.0 : 20.0 + noise(day); };
        const Forecast answer = certain(daily(90, value), 14);

        QVERIFY(isNear(answer.days.back().mean, 20, 10));
    }

    void step_newLevelIsTaken()
    {
        const auto value = [](int day) { return (day < 70 ? 20.0 : 60.0) + noise(day); };
        const Forecast answer = certain(daily(100, value), 7);

        QVERIFY(isNear(answer.days.back().mean, 60, 6));
    }

    void sizes_data()
    {
        QTest::addColumn<double>("factor");
        QTest::newRow("huge") << 1e15;
        QTest::newRow("largest") << 1e306;
        QTest::newRow("tiny") << 1e-15;
        QTest::newRow("smallest") << 1e-300;
    }

    void sizes()
    {
        QFETCH(double, factor);
        const Forecast answer = certain(daily(60, [factor](int day) { return weekly(day) * factor; }), 14);

        for (const Band &day : answer.days)
            QCOMPARE(fault(day), QString());
        QVERIFY(isNear(answer.days.front().mean / factor, weekly(60), 5));
        QCOMPARE(fault(answer.sum(0, 14)), QString());
    }

    void values_thatAreNone_areGaps()
    {
        const double infinity = std::numeric_limits<double>::infinity();
        const auto value = [infinity](int day) { return day == 50 ? infinity : day == 51 ? -infinity : 7.0; };
        const Forecast answer = certain(daily(60, value), 7);

        QVERIFY(isNear(answer.days.back().mean, 7, 1e-6));
    }

    void bands_areInOrderAndFinite()
    {
        for (const int days : {30, 45, 90, 400}) {
            const Forecast answer
                = certain(daily(days, [](int day) { return weekly(day) + 30 * noise(day) - 60; }), 60);
            QCOMPARE(answer.days.size(), std::size_t(60));
            for (const Band &day : answer.days)
                QCOMPARE(fault(day), QString());
        }
    }

    void same_seriesGivesTheSameAnswer()
    {
        const Series series = daily(200, [](int day) { return weekly(day) + 5 * noise(day); });
        const Forecast first = certain(series, 30);
        const Forecast second = certain(series, 30);

        QCOMPARE(first.mase, second.mase);
        for (std::size_t step = 0; step < 30; ++step) {
            QCOMPARE(first.days[step].mean, second.days[step].mean);
            QCOMPARE(first.days[step].high95, second.days[step].high95);
        }
    }

    void sum_meanIsTheSumOfMeans()
    {
        const Forecast answer = certain(daily(120, [](int day) { return weekly(day) + 8 * noise(day); }), 31);
        double mean = 0;
        double width = 0;
        for (int step = 4; step < 24; ++step) {
            const Band &day = answer.days[static_cast<std::size_t>(step)];
            mean += day.mean;
            width += day.high95 - day.mean;
        }

        const Band sum = answer.sum(4, 20);

        QCOMPARE(fault(sum), QString());
        QVERIFY(isNear(sum.mean, mean, 1e-9 * mean));
        QVERIFY(sum.high95 - sum.mean < width); // days do not all err in the same direction
        QVERIFY(sum.high95 - sum.mean > width / 20); // nor does everything cancel
    }

    void sum_ofOneDayIsTheDay()
    {
        const Forecast answer = certain(daily(120, [](int day) { return weekly(day) + 8 * noise(day); }), 31);

        QVERIFY(isNear(answer.sum(3, 1).high95, answer.days[3].high95, 1e-9));
        QVERIFY(isNear(answer.sum(3, 1).low80, answer.days[3].low80, 1e-9));
    }

    void sum_outsideTheHorizon_isLeftOut()
    {
        const Forecast answer = certain(daily(60, weekly), 7);

        QCOMPARE(answer.sum(7, 5).mean, 0.0);
        QCOMPARE(answer.sum(0, 1000).mean, answer.sum(0, 7).mean);
        QCOMPARE(answer.sum(-3, 4).mean, answer.sum(0, 1).mean);
        QCOMPARE(answer.sum(2, -1).mean, 0.0);
    }

    void sum_ofWhatOverflows_isInOrder()
    {
        const auto value = [](int day) { return noise(day) * (day % 11 == 3 ? 1.7e308 : 1e300); };
        const Forecast answer = certain(daily(100, value), 30);

        QCOMPARE(fault(answer.sum(0, 30)), QString());
        QCOMPARE(fault(answer.sum(20, 10)), QString());
    }

    void horizon_zeroOrLess_isNoDays()
    {
        QVERIFY(certain(daily(60, weekly), 0).days.empty());
        QVERIFY(certain(daily(60, weekly), -5).days.empty());
    }

    void noDate_isForecastWithoutTheCalendar()
    {
        Series series = daily(200, weekly);
        series.start = QDate();

        QVERIFY(isNear(certain(series, 7).days.front().mean, weekly(200), 5));
    }

    void steps_data()
    {
        QTest::addColumn<Step>("step");
        QTest::newRow("week") << Step::Week;
        QTest::newRow("hour") << Step::Hour;
        QTest::newRow("any") << Step::Any;
    }

    void steps()
    {
        QFETCH(Step, step);
        for (const int size : {30, 60, 120, 400}) {
            Series series = daily(size, [](int day) { return 50 + 20 * std::sin(day * 0.2618) + noise(day); });
            series.step = step;
            const Forecast answer = certain(series, 48);
            QCOMPARE(answer.days.size(), std::size_t(48));
            for (const Band &band : answer.days)
                QCOMPARE(fault(band), QString());
        }
    }
};

QTEST_APPLESS_MAIN(TestForecast)
#include "tst_forecast.moc"
