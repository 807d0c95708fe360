// SPDX-License-Identifier: GPL-3.0-or-later
#include <trail/trail.h>

#include <support/await.h>
#include <support/fakecaller.h>
#include <support/instantsleeper.h>

#include <QTest>

using namespace sm;
using namespace sm::deployments;
using namespace sm::test;
using namespace std::chrono_literals;
using namespace Qt::Literals::StringLiterals;

namespace {

const QString operation = u"LookupEvents"_s;

QJsonObject happened(const QString &time, const QString &name = u"UpdateService"_s, const QString &source = u"ecs"_s)
{
    return {{u"EventTime"_s, time}, {u"EventName"_s, name}, {u"EventSource"_s, source + u".amazonaws.com"_s},
        {u"Username"_s, u"ada"_s}, {u"CloudTrailEvent"_s, u"{}"_s}};
}

QJsonObject page(const QJsonArray &events, const QString &token = {})
{
    QJsonObject answer{{u"Events"_s, events}};
    if (!token.isEmpty())
        answer.insert(u"NextToken"_s, token);
    return answer;
}

struct Bench
{
    aws::Models models;
    FakeCaller caller;
    MockClock clock; // 2026-08-01 12:00
    InstantSleeper sleeper{clock};
    Trail trail{{caller, models}, clock, sleeper};
    QDateTime since = clock.nowUtc().addDays(-7);

    Result<QList<TrailChange>> changes(CancelToken token = {}) { return changesSince(since, token); }
    Result<QList<TrailChange>> changesSince(const QDateTime &from, CancelToken token = {})
    {
        return await(trail.changes(u"ecs"_s, from, token)).value_or(Error(Error::Kind::Timeout, u"no answer"_s));
    }
    QStringList asked() const
    {
        QStringList values;
        for (const QJsonObject &input : caller.inputs(operation))
            values << input.value(u"LookupAttributes"_s)[0][u"AttributeValue"].toString();
        return values;
    }
};

} // namespace

class TestTrail : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void request_isExact()
    {
        Bench bench;
        bench.caller.answer(operation, page({}));

        QVERIFY(bench.changes());

        QCOMPARE(toCompactJson(bench.caller.inputs(operation).first()),
            QByteArray(
                R"({"EndTime":"2026-08-01T12:00:00Z","LookupAttributes":[{"AttributeKey":"EventSource",)"
                R"("AttributeValue":"ecs.amazonaws.com"}],"MaxResults":50,"StartTime":"2026-07-25T12:00:00Z"})"));
    }

    void allPages_areNewestFirst_twiceASecond()
    {
        Bench bench;
        bench.caller.answer(operation, page({happened(u"2026-07-30T10:00:00Z"_s)}, u"a"_s));
        bench.caller.answer(operation, page({happened(u"2026-07-31T10:00:00Z"_s)}, u"b"_s));
        bench.caller.answer(operation, page({happened(u"2026-07-29T10:00:00Z"_s)}));

        const auto changes = bench.changes();

        QVERIFY(changes);
        QCOMPARE(changes->size(), 3);
        QCOMPARE(changes->first().at.date(), QDate(2026, 7, 31));
        QCOMPARE(changes->last().at.date(), QDate(2026, 7, 29));
        QCOMPARE(bench.caller.calls().size(), 3);
        QVERIFY(bench.sleeper.total() >= 1s);
    }

    void busyService_isLookedThroughByName()
    {
        Bench bench;
        for (int number = 0; number < 3; ++number)
            bench.caller.answer(
                operation, page({happened(u"2026-07-31T10:00:00Z"_s, u"DescribeServices"_s)}, u"more%1"_s.arg(number)));
        bench.caller.answer(operation,
            page({happened(u"2026-07-30T10:00:00Z"_s),
                happened(u"2026-07-30T11:00:00Z"_s, u"UpdateService"_s, u"other"_s)}));
        bench.caller.answer(operation, page({happened(u"2026-07-28T10:00:00Z"_s, u"CreateService"_s)}));

        const auto changes = bench.changes();

        QVERIFY(changes);
        QCOMPARE(changes->size(), 2); // what another service calls the same is not of it
        QCOMPARE(bench.asked().mid(3), (QStringList{u"UpdateService"_s, u"CreateService"_s}));
    }

    void whoAsksAgain_isToldWithoutACall_untilForgotten()
    {
        Bench bench;
        bench.caller.answer(
            operation, page({happened(u"2026-07-30T10:00:00Z"_s), happened(u"2026-07-26T10:00:00Z"_s)}));
        bench.caller.answer(operation, page({}));

        QCOMPARE(bench.changes()->size(), 2);
        QCOMPARE(bench.changesSince(bench.since.addDays(3))->size(), 1);
        QCOMPARE(bench.caller.calls().size(), 1);

        bench.trail.forget();
        QVERIFY(bench.changes()->isEmpty());
    }

    void olderThanTheHistory_asksForWhatThereIs()
    {
        Bench bench;
        bench.caller.answer(operation, page({}));

        QVERIFY(bench.changesSince(bench.clock.nowUtc().addDays(-400)));

        QCOMPARE(bench.caller.inputs(operation).first().value(u"StartTime"_s).toString(), u"2026-05-03T12:00:00Z"_s);
    }

    void denied_isTheError_andIsAskedAgain()
    {
        Bench bench;
        bench.caller.fail(operation, Error(Error::Kind::Denied, u"No."_s));
        bench.caller.answer(operation, page({}));

        QCOMPARE(bench.changes().error().kind(), Error::Kind::Denied);
        QVERIFY(bench.changes());
    }

    void cancelled_ends()
    {
        Bench bench;
        CancelSource source;
        source.cancel();

        QCOMPARE(bench.changes(source.token()).error().kind(), Error::Kind::Cancelled);
    }
};

QTEST_GUILESS_MAIN(TestTrail)
#include "tst_trail.moc"
