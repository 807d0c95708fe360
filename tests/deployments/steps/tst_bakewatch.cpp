// SPDX-License-Identifier: GPL-3.0-or-later
#include <steps/bakewatch.h>

#include <QTest>

using namespace sm;
using namespace sm::deployments;
using namespace std::chrono_literals;
using namespace Qt::Literals::StringLiterals;
using Role = MetricQuery::Role;

namespace {

const QDateTime begin(QDate(2026, 8, 1), QTime(12, 0), Qt::UTC);

MetricSeries seriesOf(Role role, const QDateTime &from, const QList<double> &perMinute)
{
    MetricSeries series;
    series.query.role = role;
    for (qsizetype i = 0; i < perMinute.size(); ++i) {
        if (perMinute.at(i) >= 0) // a gap
            series.points << MetricPoint{from.addSecs(60 * i), perMinute.at(i)};
    }
    return series;
}

/// A minute each.
struct Minutes
{
    QList<double> requests;
    QList<double> errors;
    QList<double> latency = {};
};

BakeReading readingOf(const Minutes &minutes)
{
    BakeReading reading;
    const QDateTime hourBefore = begin.addSecs(-3600);
    reading.before = {seriesOf(Role::Requests, hourBefore, QList<double>(60, 100)),
        seriesOf(Role::Errors, hourBefore, QList<double>(60, 0)),
        seriesOf(Role::Latency, hourBefore, QList<double>(60, 200))};
    reading.after = {seriesOf(Role::Requests, begin, minutes.requests), seriesOf(Role::Errors, begin, minutes.errors),
        seriesOf(Role::Latency, begin, minutes.latency)};
    return reading;
}

BakeInput inputOf(std::chrono::milliseconds holdsFor)
{
    BakeInput input;
    input.unit = u"chat:live"_s;
    input.holdsFor = holdsFor;
    input.every = 60s;
    input.errorRate = 1;
    return input;
}

QString verdictOf(const BakeWatch &watch) { return watch.output().value(u"verdict"_s).toString(); }

/// Judged at once, after all of it.
BakeWatch judged(const BakeReading &reading, const BakeInput &input = inputOf(5min))
{
    BakeWatch watch(input, begin);
    watch.look(reading, begin.addSecs(3600));
    return watch;
}

const QList<double> busy(5, 100);
const QList<double> none(5, 0);

} // namespace

class TestBakeWatch : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void looks_comeWhenTheMinuteWasCounted()
    {
        BakeWatch watch(inputOf(2min), begin);

        QCOMPARE(watch.nextAt(), begin.addSecs(120));
        watch.look(readingOf({busy, none}), begin.addSecs(119));
        QCOMPARE(watch.output().value(u"looks"_s).toInt(), 0);
        watch.look(readingOf({busy, none}), begin.addSecs(120));
        QCOMPARE(watch.output().value(u"looks"_s).toInt(), 1);
        QVERIFY(!watch.isOver());
        watch.look(readingOf({busy, none}), begin.addSecs(180));
        QVERIFY(watch.isOver());
    }

    void begin_insideAMinute_isJudgedFromTheNext()
    {
        const BakeWatch watch(inputOf(1min), begin.addSecs(37));

        QCOMPARE(watch.baselineTo(), begin);
        QCOMPARE(watch.readsFrom(), begin.addSecs(-3600));
        QCOMPARE(watch.nextAt(), begin.addSecs(180));
    }

    void well_afterTheWholeTime_saysWhatWas()
    {
        const BakeWatch watch = judged(readingOf({busy, none, QList<double>(5, 210)}));

        QCOMPARE(verdictOf(watch), u"well"_s);
        const QJsonObject output = watch.output();
        QCOMPARE(output.value(u"now"_s)[u"requests"].toDouble(), 500.0);
        QCOMPARE(output.value(u"before"_s)[u"requests"].toDouble(), 6000.0);
        QCOMPARE(output.value(u"before"_s)[u"latency"].toDouble(), 200.0);
        QCOMPARE(output.value(u"looks"_s).toInt(), 5);
        QVERIFY2(output.value(u"why"_s).toString().contains("500 requests"_L1),
            qPrintable(output.value(u"why"_s).toString()));
    }

    void oneBadMinute_isNotEnough()
    {
        const BakeWatch watch = judged(readingOf({busy, {0, 50, 0, 50, 0}}));

        QCOMPARE(verdictOf(watch), u"well"_s);
    }

    void twoBadMinutes_cross_atOnce()
    {
        BakeWatch watch(inputOf(30min), begin);
        const BakeReading reading = readingOf({QList<double>(30, 100), {0, 2, 3}});

        const QStringList news = watch.look(reading, begin.addSecs(3600));

        QVERIFY(watch.isOver());
        QCOMPARE(verdictOf(watch), u"crossed"_s);
        QCOMPARE(watch.output().value(u"looks"_s).toInt(), 3);
        QCOMPARE(watch.output().value(u"now"_s)[u"errors"].toDouble(), 5.0); // of the two
        QCOMPARE(watch.output().value(u"now"_s)[u"errorRate"].toDouble(), 2.5);
        QCOMPARE(news.size(), 2);
    }

    void errorRate_exactlyAsMuchAsIsAllowed_isWell()
    {
        QCOMPARE(verdictOf(judged(readingOf({busy, {1, 1, 1, 1, 1}}))), u"well"_s);
    }

    void quietMinuteBetweenBadOnes_isPassedOver()
    {
        const BakeWatch watch = judged(readingOf({{100, 100, -1, 100, 100}, {0, 9, -1, 9, 0}}));

        QCOMPARE(verdictOf(watch), u"crossed"_s);
        QCOMPARE(watch.output().value(u"quietLooks"_s).toInt(), 1);
    }

    void errorsWithoutRequests_cross() { QCOMPARE(verdictOf(judged(readingOf({{}, {3, 3, 3, 3, 3}}))), u"crossed"_s); }

    void noTraffic_isNeverWell()
    {
        const BakeWatch watch = judged(readingOf({{}, {}}));

        QCOMPARE(verdictOf(watch), u"unknown"_s);
        QVERIFY(watch.output().value(u"why"_s).toString().contains("Nobody asked"_L1));
        QCOMPARE(watch.output().value(u"quietLooks"_s).toInt(), 5);
    }

    void latency_halfMoreThanBefore_crosses()
    {
        QCOMPARE(verdictOf(judged(readingOf({busy, none, QList<double>(5, 299)}))), u"well"_s);
        QCOMPARE(verdictOf(judged(readingOf({busy, none, QList<double>(5, 301)}))), u"crossed"_s);
    }

    void latency_thatIsGiven_replacesTheHourBefore()
    {
        BakeInput input = inputOf(5min);
        input.latency = 1000ms;

        QCOMPARE(verdictOf(judged(readingOf({busy, none, QList<double>(5, 900)}), input)), u"well"_s);
        QCOMPARE(verdictOf(judged(readingOf({busy, none, QList<double>(5, 1001)}), input)), u"crossed"_s);
    }

    void latency_nothingToCompareWith_isSaid()
    {
        BakeReading reading = readingOf({busy, none, QList<double>(5, 9000)});
        reading.before.clear();

        const BakeWatch watch = judged(reading);

        QCOMPARE(verdictOf(watch), u"well"_s);
        QVERIFY(watch.output().value(u"why"_s).toString().contains("not judged"_L1));
    }

    void alarm_newlyRinging_crosses()
    {
        BakeReading reading = readingOf({busy, none});
        reading.alarms = {u"chat-errors"_s};
        reading.rings = {{u"chat-errors"_s, begin.addSecs(100), {}}};

        const BakeWatch watch = judged(reading);

        QCOMPARE(verdictOf(watch), u"crossed"_s);
        QVERIFY(watch.output().value(u"why"_s).toString().contains("chat-errors"_L1));
        QCOMPARE(watch.output().value(u"now"_s)[u"alarms"].toArray(), QJsonArray{u"chat-errors"_s});
    }

    void alarm_thatRangBefore_isNotOfIt()
    {
        BakeReading reading = readingOf({busy, none});
        reading.rings = {{u"chat-errors"_s, begin.addSecs(-300), {}}};

        QCOMPARE(verdictOf(judged(reading)), u"well"_s);
    }

    void alarm_countsWithoutTraffic()
    {
        BakeReading reading = readingOf({{}, {}});
        reading.rings = {{u"down"_s, begin.addSecs(60), {}}};

        QCOMPARE(verdictOf(judged(reading)), u"crossed"_s);
    }

    void nothingMeasures_isUnknownAtOnce()
    {
        BakeWatch watch(inputOf(30min), begin);

        watch.look({}, begin);

        QVERIFY(watch.isOver());
        QCOMPARE(verdictOf(watch), u"unknown"_s);
        QVERIFY(watch.output().value(u"why"_s).toString().contains("Nothing measures chat:live"_L1));
    }

    void alarmsAlone_areWatchedForTheWholeTime()
    {
        BakeReading reading;
        reading.alarms = {u"a"_s, u"b"_s};

        const BakeWatch watch = judged(reading);

        QCOMPARE(verdictOf(watch), u"well"_s);
        QCOMPARE(watch.output().value(u"looks"_s).toInt(), 5);
    }
};

QTEST_GUILESS_MAIN(TestBakeWatch)
#include "tst_bakewatch.moc"
