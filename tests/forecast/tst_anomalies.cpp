// SPDX-License-Identifier: GPL-3.0-or-later
#include "samples.h"

#include <forecast/anomalies.h>

#include <QTest>

#include <algorithm>
#include <cmath>
#include <limits>

using namespace sm::forecast;
using sm::test::daily;
using sm::test::noise;

namespace {

constexpr double NaN = std::numeric_limits<double>::quiet_NaN();

double weekly(int day) { return 100 + (day % 7 >= 5 ? -60 : 0) + 2 * noise(day); }

QList<int> indexes(const std::vector<Anomaly> &found)
{
    QList<int> result;
    for (const Anomaly &each : found)
        result.append(each.index);
    return result;
}

bool isNear(double value, double wanted, double room)
{
    if (std::abs(value - wanted) <= room)
        return true;
    qWarning("%g is not within %g of %g", value, room, wanted);
    return false;
}

} // namespace

class TestAnomalies : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void quiet_series_data()
    {
        QTest::addColumn<int>("shape");
        QTest::newRow("constant") << 0;
        QTest::newRow("zero") << 1;
        QTest::newRow("noise") << 2;
        QTest::newRow("week") << 3;
        QTest::newRow("growth") << 4;
        QTest::newRow("credits") << 5;
        QTest::newRow("constant but for the last digit") << 6;
    }

    void quiet_series()
    {
        QFETCH(int, shape);
        const Series series = daily(200, [shape](int day) {
            const double shapes[] = {42, 0, 50 + 5 * noise(day), weekly(day), 10 + 0.5 * day + noise(day),
                -20 + noise(day), 42 + 1e-9 * noise(day)};
            return shapes[shape];
        });

        QCOMPARE(indexes(anomalies(series)), QList<int>());
    }

    void short_history_isNeverReported()
    {
        QCOMPARE(indexes(anomalies(daily(30, [](int day) { return day == 29 ? 1e6 : 1.0; }))), QList<int>());
        QCOMPARE(indexes(anomalies(Series())), QList<int>());
    }

    void spike_isFoundWithItsNumbers()
    {
        const Series series = daily(120, [](int day) { return day == 90 ? 400.0 : weekly(day); });

        const std::vector<Anomaly> found = anomalies(series);

        QCOMPARE(indexes(found), QList<int>{90});
        QCOMPARE(found[0].reason, Reason::Spike);
        QCOMPARE(found[0].actual, 400.0);
        QVERIFY(isNear(found[0].expected, weekly(90 - 7), 5));
        QCOMPARE(found[0].impact, found[0].actual - found[0].expected);
        QVERIFY(found[0].score > DefaultThreshold && found[0].score <= 1);
    }

    void drop_isFound()
    {
        const Series series = daily(120, [](int day) { return day == 90 ? 30.0 : 100 + 2 * noise(day); });

        const std::vector<Anomaly> found = anomalies(series);

        QCOMPARE(indexes(found), QList<int>{90});
        QCOMPARE(found[0].reason, Reason::Drop);
        QVERIFY(found[0].impact < -60);
    }

    void workdayLikeASunday_isABrokenSeason()
    {
        const Series series = daily(140, [](int day) { return day == 100 ? 40 + 2 * noise(day) : weekly(day); });

        const std::vector<Anomaly> found = anomalies(series);

        QCOMPARE(indexes(found), QList<int>{100});
        QCOMPARE(found[0].reason, Reason::SeasonBroken);
    }

    void step_isReportedOnceAtItsStart()
    {
        const Series series = daily(150, [](int day) { return (day < 100 ? 100 : 180) + 2 * noise(day); });

        const std::vector<Anomaly> found = anomalies(series);

        QCOMPARE(indexes(found), QList<int>{100});
        QVERIFY(found[0].impact > 70);
    }

    void riseWithinTheNoise_isALevel()
    {
        const Series series = daily(150, [](int day) { return (day < 100 ? 100 : 140) + 30 * noise(day); });

        const std::vector<Anomaly> found = anomalies(series);

        QVERIFY(std::any_of(found.begin(), found.end(), [](const Anomaly &each) {
            return each.reason == Reason::LevelUp && each.index >= 100 && each.index < 115;
        }));
    }

    void trifle_isNotReported()
    {
        const Series series = daily(150, [](int day) { return 100 + (day == 120 ? 8 : 0) + 0.5 * noise(day); });

        QCOMPARE(indexes(anomalies(series)), QList<int>());
    }

    void chargeAfterZeros_isNew()
    {
        const Series series = daily(80, [](int day) { return day < 60 ? 0.0 : 3.0; });

        const std::vector<Anomaly> found = anomalies(series);

        QCOMPARE(indexes(found), QList<int>{60});
        QCOMPARE(found[0].reason, Reason::NewCharge);
        QCOMPARE(found[0].expected, 0.0);
        QCOMPARE(found[0].impact, 3.0);
    }

    void zeroAfterCharges_isStopped()
    {
        const Series series = daily(80, [](int day) { return day < 60 ? 50 + noise(day) : 0.0; });

        const std::vector<Anomaly> found = anomalies(series);

        QCOMPARE(indexes(found), QList<int>{60});
        QCOMPARE(found[0].reason, Reason::Stopped);
    }

    void monthlyFee_isReportedTheFirstTimeOnly()
    {
        const Series series = daily(200, [](int day) {
            const bool isFee = day > 60 && sm::test::Start.addDays(day).day() == 1;
            return isFee ? 90.0 : 20 + noise(day);
        });

        const std::vector<Anomaly> found = anomalies(series);

        QCOMPARE(found.size(), std::size_t(1));
        QCOMPARE(sm::test::Start.addDays(found[0].index), QDate(2025, 4, 1));
    }

    void feeOnTheLastDay_isReportedTheFirstTimeOnly()
    {
        const Series series = daily(250, [](int day) {
            const QDate date = sm::test::Start.addDays(day);
            return day > 60 && date.day() == date.daysInMonth() ? 90.0 : 20 + noise(day);
        });

        QCOMPARE(anomalies(series).size(), std::size_t(1));
    }

    void gaps_areNotReported()
    {
        const Series series
            = daily(120, [](int day) { return day % 6 == 1 || (day > 70 && day < 80) ? NaN : weekly(day); });

        QCOMPARE(indexes(anomalies(series)), QList<int>());
        QCOMPARE(anomalyScores(series)[73], 0.0);
    }

    void later_valuesChangeNothing()
    {
        const auto value = [](int day) { return day == 70 || day == 110 ? 300.0 : weekly(day); };
        const std::vector<double> all = anomalyScores(daily(140, value));
        const std::vector<double> some = anomalyScores(daily(90, value));

        for (std::size_t i = 0; i < some.size(); ++i)
            QCOMPARE(some[i], all[i]);
    }

    void scores_areThoseOfTheAnomalies()
    {
        const Series series = daily(140, [](int day) { return day == 70 || day == 110 ? 300.0 : weekly(day); });
        const std::vector<double> scores = anomalyScores(series);

        const std::vector<Anomaly> found = anomalies(series);

        QCOMPARE(indexes(found), (QList<int>{70, 110}));
        for (const Anomaly &each : found)
            QCOMPARE(each.score, scores[static_cast<std::size_t>(each.index)]);
        for (const double score : scores)
            QVERIFY(score >= 0 && score <= 1);
    }

    void threshold_moreFindsLess()
    {
        const Series series = daily(140, [](int day) { return weekly(day) + (day == 90 ? 40 : 0); });

        QCOMPARE(anomalies(series, {1.0, 0}).size(), std::size_t(0));
        QVERIFY(anomalies(series, {0.2, 0}).size() >= anomalies(series).size());
    }

    void sizes_data()
    {
        QTest::addColumn<double>("factor");
        QTest::newRow("huge") << 1e15;
        QTest::newRow("largest") << 1e305;
        QTest::newRow("tiny") << 1e-15;
        QTest::newRow("smallest") << 1e-300;
    }

    void sizes()
    {
        QFETCH(double, factor);
        const auto value = [factor](int day) { return (day == 90 ? 400 : weekly(day)) * factor; };

        const std::vector<Anomaly> found = anomalies(daily(120, value));

        if (factor < 1e300) // beyond, values are cut to what can be added up
            QCOMPARE(indexes(found), QList<int>{90});
        for (const Anomaly &each : found)
            QVERIFY(std::isfinite(each.impact) && std::isfinite(each.score));
    }

    void values_thatAreNone_areGaps()
    {
        const double infinity = std::numeric_limits<double>::infinity();
        const Series series = daily(100, [infinity](int day) { return day == 60 ? infinity : weekly(day); });

        QCOMPARE(indexes(anomalies(series)), QList<int>());
    }

    void fiveMinutes_knowTheirDay()
    {
        Series series = daily(288 * 8, [](int at) { return at % 288 < 100 ? 10 + noise(at) : 60 + 3 * noise(at); });
        series.step = Step::Any;
        for (std::size_t at = 288 * 6 + 30; at < 288 * 6 + 40; ++at)
            series.values[at] = 60; // a day's value by night

        const QList<int> found = indexes(anomalies(series, {DefaultThreshold, 288}));

        QVERIFY(found.contains(288 * 6 + 30));
        QCOMPARE(anomalies(series, {0.8, 288}).size(), std::size_t(2)); // and the first morning
    }
};

QTEST_APPLESS_MAIN(TestAnomalies)
#include "tst_anomalies.moc"
