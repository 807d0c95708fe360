// SPDX-License-Identifier: GPL-3.0-or-later
#include <health/metricseries.h>

#include <QTest>

using namespace sm;
using namespace sm::deployments;
using namespace Qt::Literals::StringLiterals;
using Role = MetricQuery::Role;

namespace {

const QDateTime noon(QDate(2026, 8, 1), QTime(12, 0), Qt::UTC);

QDateTime minute(int number) { return noon.addSecs(60LL * number); }

MetricSeries seriesOf(Role role, const QList<std::pair<int, double>> &points, double factor = 1)
{
    MetricSeries series;
    series.query.role = role;
    series.query.factor = factor;
    for (const auto &[at, value] : points)
        series.points << MetricPoint{minute(at), value};
    return series;
}

qint64 periodOf(qint64 daysAgo, qint64 daysLong, qsizetype metrics = 3)
{
    const QDateTime from = noon.addDays(-daysAgo);
    return periodFor(from, from.addDays(daysLong), noon, metrics);
}

} // namespace

class TestMetricSeries : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void numbers_areAddedUp_withinTheWindow()
    {
        const QList<MetricSeries> series{seriesOf(Role::Requests, {{-1, 100}, {0, 10}, {1, 20}, {2, 100}}),
            seriesOf(Role::Requests, {{1, 5}}), seriesOf(Role::Errors, {{1, 7}})};

        const WindowNumbers numbers = numbersIn(series, minute(0), minute(2));

        QCOMPARE(numbers.requests.value(), 35.0);
        QCOMPARE(numbers.errors.value(), 7.0);
        QCOMPARE(numbers.errorRate().value(), 20.0);
        QVERIFY(!numbers.latency);
        QVERIFY(numbers.hasTraffic());
    }

    void noPoints_areNoRequests_notUnknown()
    {
        const WindowNumbers numbers
            = numbersIn({seriesOf(Role::Requests, {}), seriesOf(Role::Errors, {})}, minute(0), minute(9));

        QCOMPARE(numbers.requests.value(), 0.0);
        QVERIFY(!numbers.errorRate());
        QVERIFY(!numbers.hasTraffic());
    }

    void nothingIsCounted_isUnknown()
    {
        const WindowNumbers numbers = numbersIn({}, minute(0), minute(9));

        QVERIFY(!numbers.requests);
        QVERIFY(!numbers.errors);
        QVERIFY(!numbers.hasTraffic());
    }

    void errorsWithoutRequests_areAll()
    {
        const WindowNumbers numbers
            = numbersIn({seriesOf(Role::Requests, {}), seriesOf(Role::Errors, {{0, 3}})}, minute(0), minute(9));

        QCOMPARE(numbers.errorRate().value(), 100.0);
    }

    void latency_isWeighedByRequests_andTheWorstCounts()
    {
        const QList<MetricSeries> series{seriesOf(Role::Requests, {{0, 900}, {1, 100}}),
            seriesOf(Role::Latency, {{0, 100}, {1, 600}}), seriesOf(Role::Latency, {{0, 0.02}}, 1000)};

        QCOMPARE(numbersIn(series, minute(0), minute(2)).latency.value(), 150.0);
        QCOMPARE(numbersIn(series.mid(2), minute(0), minute(2)).latency.value(), 20.0);
    }

    void latency_gaps_countNothing()
    {
        const QList<MetricSeries> series{seriesOf(Role::Latency, {{0, 100}, {50, 300}})};

        QCOMPARE(numbersIn(series, minute(0), minute(60)).latency.value(), 200.0);
        QVERIFY(!numbersIn(series, minute(1), minute(50)).latency);
    }

    void factor_makesRequestsOfIt()
    {
        QCOMPARE(numbersIn({seriesOf(Role::Requests, {{0, 3}}, 60)}, minute(0), minute(1)).requests.value(), 180.0);
    }

    void period_isWhatCloudWatchKeeps_data()
    {
        QTest::addColumn<int>("daysAgo");
        QTest::addColumn<int>("daysLong");
        QTest::addColumn<int>("period");
        QTest::newRow("today") << 1 << 1 << 60;
        QTest::newRow("15 days") << 15 << 1 << 60;
        QTest::newRow("16 days") << 16 << 1 << 300;
        QTest::newRow("63 days") << 63 << 10 << 300;
        QTest::newRow("64 days") << 64 << 10 << 3600;
        QTest::newRow("455 days") << 455 << 10 << 3600;
        QTest::newRow("gone") << 456 << 10 << 0;
    }
    void period_isWhatCloudWatchKeeps()
    {
        QFETCH(int, daysAgo);
        QFETCH(int, daysLong);
        QFETCH(int, period);

        QCOMPARE(periodOf(daysAgo, daysLong), period);
    }

    void period_growsUntilItFitsIntoOnePage()
    {
        const qint64 period = periodOf(15, 15, 30);

        QCOMPARE(period % 60, 0);
        QVERIFY2(15 * 86400 / period * 30 <= 100800, qPrintable(QString::number(period)));
        QCOMPARE(periodOf(15, 15, 4), 60);
    }
};

QTEST_GUILESS_MAIN(TestMetricSeries)
#include "tst_metricseries.moc"
