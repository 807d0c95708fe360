// SPDX-License-Identifier: GPL-3.0-or-later
#include <health/healthverdict.h>

#include <QTest>

using namespace sm;
using namespace sm::deployments;
using namespace std::chrono_literals;
using namespace Qt::Literals::StringLiterals;
using Role = MetricQuery::Role;
using Verdict = HealthRecord::Verdict;

namespace {

const QDateTime noon(QDate(2026, 8, 1), QTime(12, 0), Qt::UTC);
const TimeSpan live{noon, noon.addSecs(7200)};

Measured measured(double requests, double errors, double latency = 0)
{
    Measured made;
    const auto add = [&made](Role role, double value) {
        MetricQuery query;
        query.role = role;
        made.query.metrics << query;
        MetricSeries series{query, {}};
        if (value > 0)
            series.points << MetricPoint{noon.addSecs(600), value};
        made.series << series;
    };
    add(Role::Requests, requests);
    add(Role::Errors, errors);
    add(Role::Latency, latency);
    return made;
}

HealthRecord judged(const Measured &given, const DeploymentPlaces &places = {})
{
    return verdictOf(given, live, places);
}

} // namespace

class TestHealthVerdict : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void fewErrors_areHealthy()
    {
        const HealthRecord record = judged(measured(1000, 10, 250));

        QCOMPARE(record.verdict, Verdict::Healthy);
        QCOMPARE(record.requests.value(), 1000.0);
        QCOMPARE(record.errors.value(), 10.0);
        QCOMPARE(record.latency.value(), 250.0);
        QCOMPARE(record.errorRate().value(), 1.0);
        QVERIFY(record.observed == 2h);
        QVERIFY(record.why.isEmpty());
    }

    void moreErrorsThanAllowed_areUnhealthy()
    {
        const HealthRecord record = judged(measured(1000, 11));

        QCOMPARE(record.verdict, Verdict::Unhealthy);
        QCOMPARE(record.why, u"1.1 % of the requests failed; 1 % are allowed."_s);
    }

    void noTraffic_isNeitherWellNorNot() { QCOMPARE(judged(measured(0, 0)).verdict, Verdict::NoTraffic); }

    void errorsWithoutRequests_areUnhealthy()
    {
        const HealthRecord record = judged(measured(0, 3));

        QCOMPARE(record.verdict, Verdict::Unhealthy);
        QCOMPARE(record.why, u"3 errors were counted, but no request."_s);
    }

    void latency_countsWhereTheSystemSaysHowMuch()
    {
        DeploymentPlaces places;
        QCOMPARE(judged(measured(1000, 0, 5000), places).verdict, Verdict::Healthy);
        places.latency = 800ms;

        QCOMPARE(judged(measured(1000, 0, 5000), places).verdict, Verdict::Unhealthy);
        QCOMPARE(judged(measured(1000, 0, 800), places).verdict, Verdict::Healthy);
    }

    void alarmThatBeganMeanwhile_isUnhealthy()
    {
        Measured given = measured(1000, 0);
        given.rings = {{u"errors"_s, noon.addSecs(60), noon.addSecs(120)}};

        const HealthRecord record = judged(given);

        QCOMPARE(record.verdict, Verdict::Unhealthy);
        QCOMPARE(record.alarms, QStringList{u"errors"_s});
        QVERIFY(record.inAlarm == 60s);
        QCOMPARE(record.why, u"Alarms rang: errors."_s);
    }

    void alarmOfTheOneBefore_thatSoonEnds_isForgiven()
    {
        Measured given = measured(1000, 0);
        given.rings = {{u"errors"_s, noon.addSecs(-600), noon.addSecs(300)}};
        QCOMPARE(judged(given).verdict, Verdict::Healthy);
        QCOMPARE(judged(given).alarms, QStringList{u"errors"_s});

        given.rings = {{u"errors"_s, noon.addSecs(-600), noon.addSecs(900)}};
        QCOMPARE(judged(given).verdict, Verdict::Unhealthy);
    }

    void periodsOfOthers_areLeftOut()
    {
        Measured given = measured(1000, 0);
        given.series[1].points << MetricPoint{live.to.addSecs(-30), 500}; // half of it is the next one's
        const TimeSpan odd{live.from, live.to.addSecs(-10)};

        QCOMPARE(verdictOf(given, odd, {}).verdict, Verdict::Healthy);
    }

    void shorterThanAPeriod_isUnknown()
    {
        Measured given = measured(1000, 0);
        given.period = 3600;

        const HealthRecord record = verdictOf(given, {noon.addSecs(600), noon.addSecs(1800)}, {});

        QCOMPARE(record.verdict, Verdict::Unknown);
        QCOMPARE(record.why, u"It was live for less than the 1h that CloudWatch still counts at once."_s);
        QVERIFY(!record.requests);
    }

    void nothingMeasuresIt_isUnknown_withTheReason()
    {
        Measured given;
        given.query.why = u"A stack serves nobody."_s;

        const HealthRecord record = judged(given);

        QCOMPARE(record.verdict, Verdict::Unknown);
        QCOMPARE(record.why, u"A stack serves nobody."_s);
    }

    void nothingMeasuresIt_butAnAlarmRang_isUnhealthy()
    {
        Measured given;
        given.rings = {{u"down"_s, noon.addSecs(60), {}}};

        QCOMPARE(judged(given).verdict, Verdict::Unhealthy);
    }
};

QTEST_GUILESS_MAIN(TestHealthVerdict)
#include "tst_healthverdict.moc"
