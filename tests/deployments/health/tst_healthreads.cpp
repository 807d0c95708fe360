// SPDX-License-Identifier: GPL-3.0-or-later
#include <health/healthreads.h>

#include <deployments/scriptedcloudwatch.h>
#include <support/await.h>
#include <support/fakecaller.h>

#include <QTest>

using namespace sm;
using namespace sm::deployments;
using namespace sm::test;
using namespace Qt::Literals::StringLiterals;

namespace {

const QDateTime noon(QDate(2026, 8, 1), QTime(12, 0), Qt::UTC);

MetricQuery metric(const QString &name)
{
    return {MetricQuery::Role::Requests, u"AWS/Lambda"_s, name, {{u"FunctionName"_s, u"chat"_s}}, u"Sum"_s, 1};
}

QJsonObject part(
    const QString &id, const QJsonArray &times, const QJsonArray &values, const QString &status = u"Complete"_s)
{
    return {{u"Id"_s, id}, {u"Timestamps"_s, times}, {u"Values"_s, values}, {u"StatusCode"_s, status}};
}

struct Bench
{
    aws::Models models;
    FakeCaller caller;
    AwsReads reads{caller, models};

    Result<QList<MetricSeries>> series(const QList<MetricQuery> &metrics)
    {
        return await(metricSeries(&reads, metrics, {noon.addSecs(17), noon.addSecs(3599)}, 300, {}))
            .value_or(Error(Error::Kind::Timeout, u"no answer"_s));
    }
};

} // namespace

class TestHealthReads : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void request_isExact_andAligned()
    {
        Bench bench;
        bench.caller.answer(u"GetMetricData"_s, {{u"MetricDataResults"_s, QJsonArray()}});

        QVERIFY(bench.series({metric(u"Errors"_s)}));

        QCOMPARE(toCompactJson(bench.caller.inputs(u"GetMetricData"_s).first()),
            QByteArray(R"({"EndTime":"2026-08-01T13:00:00Z","MetricDataQueries":[{"Id":"m0","MetricStat":{"Metric":)"
                       R"({"Dimensions":[{"Name":"FunctionName","Value":"chat"}],"MetricName":"Errors","Namespace":)"
                       R"("AWS/Lambda"},"Period":300,"Stat":"Sum"},"ReturnData":true}],"ScanBy":"TimestampAscending",)"
                       R"("StartTime":"2026-08-01T12:00:00Z"})"));
    }

    void allPages_areOneSeries()
    {
        Bench bench;
        bench.caller.answer(u"GetMetricData"_s,
            {{u"MetricDataResults"_s, QJsonArray{part(u"m0"_s, {u"2026-08-01T12:05:00Z"_s}, {2.0}, u"PartialData"_s)}},
                {u"NextToken"_s, u"t"_s}});
        bench.caller.answer(u"GetMetricData"_s,
            {{u"MetricDataResults"_s,
                QJsonArray{part(u"m0"_s, {u"2026-08-01T12:00:00Z"_s}, {1.0}),
                    part(u"m1"_s, {u"2026-08-01T12:00:00Z"_s}, {7.0})}}});

        const auto series = bench.series({metric(u"Invocations"_s), metric(u"Errors"_s)});

        QVERIFY(series);
        QCOMPARE(series->size(), 2);
        QCOMPARE(series->at(0).points.size(), 2);
        QCOMPARE(series->at(0).points.first().at, noon);
        QCOMPARE(series->at(0).points.first().value, 1.0);
        QCOMPARE(series->at(1).points.first().value, 7.0);
        QCOMPARE(series->at(1).query.name, u"Errors"_s);
    }

    void moreThan500_areSeveralCalls()
    {
        Bench bench;
        for (int call = 0; call < 3; ++call)
            bench.caller.answer(u"GetMetricData"_s,
                {{u"MetricDataResults"_s, QJsonArray{part(u"m0"_s, {u"2026-08-01T12:00:00Z"_s}, {call})}}});

        const auto series = bench.series(QList<MetricQuery>(1001, metric(u"Errors"_s)));

        QVERIFY(series);
        QCOMPARE(series->size(), 1001);
        QCOMPARE(bench.caller.calls().size(), 3);
        QCOMPARE(series->at(500).points.first().value, 1.0);
        QCOMPARE(series->at(1000).points.first().value, 2.0);
    }

    void nothingToAsk_asksNothing()
    {
        Bench bench;

        QVERIFY(bench.series({}));

        QVERIFY(bench.caller.calls().isEmpty());
    }

    void whatCloudWatchCouldNotGive_isAnError()
    {
        Bench bench;
        bench.caller.answer(
            u"GetMetricData"_s, {{u"MetricDataResults"_s, QJsonArray{part(u"m0"_s, {}, {}, u"InternalError"_s)}}});

        const auto series = bench.series({metric(u"Errors"_s)});

        QVERIFY(!series);
        QCOMPARE(series.error().code(), u"PartialData"_s);
    }

    void alarms_thatHaveNotTurned_needNoHistory()
    {
        MockClock clock(noon.addSecs(3600));
        ScriptedCloudWatch cloud(clock);
        aws::Models models;
        const AwsReads reads{cloud, models};
        cloud.alarms = {QJsonObject{{u"AlarmName"_s, u"old"_s}, {u"StateValue"_s, u"ALARM"_s},
                            {u"StateTransitionedTimestamp"_s, u"2026-07-01T00:00:00Z"_s}},
            QJsonObject{{u"AlarmName"_s, u"other"_s}, {u"StateValue"_s, u"OK"_s}}};

        const auto reading = await(alarmRings(&reads, {{u"old"_s}, {}, false}, noon, {}));

        QVERIFY(reading && *reading);
        QCOMPARE((*reading)->alarms, QStringList{u"old"_s});
        QCOMPARE((*reading)->rings.size(), 1);
        QCOMPARE(cloud.calls.size(), 1);
    }

    void alarms_whoseHistoryMayNotBeRead_sayWhatTheyAre()
    {
        MockClock clock(noon.addSecs(3600));
        ScriptedCloudWatch cloud(clock);
        aws::Models models;
        const AwsReads reads{cloud, models};
        cloud.historyFailure = Error(Error::Kind::Denied, u"No."_s);
        cloud.alarms = {QJsonObject{{u"AlarmName"_s, u"new"_s}, {u"StateValue"_s, u"ALARM"_s},
            {u"StateTransitionedTimestamp"_s, u"2026-08-01T12:30:00Z"_s}}};

        const auto reading = await(alarmRings(&reads, {{}, {}, true}, noon, {}));

        QVERIFY(reading && *reading);
        QCOMPARE((*reading)->rings.first().from, noon.addSecs(1800));
    }

    void noChoice_asksNothing()
    {
        Bench bench;

        const auto alarms = await(chosenAlarms(&bench.reads, {}, {}));

        QVERIFY(alarms && *alarms);
        QVERIFY(bench.caller.calls().isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestHealthReads)
#include "tst_healthreads.moc"
