// SPDX-License-Identifier: GPL-3.0-or-later
#include <costexplorer/dayevents.h>

#include <core/json.h>
#include <support/await.h>
#include <support/fakecaller.h>
#include <support/instantsleeper.h>

#include <QJsonArray>
#include <QTest>

using namespace sm;
using namespace sm::costs;
using namespace sm::test;
using namespace Qt::Literals::StringLiterals;

namespace {

const QString Operation = u"LookupEvents"_s;
const QDate Day(2026, 7, 20);

QJsonObject happened(const QString &time, const QString &name, const QJsonObject &record = {})
{
    return {{u"EventTime"_s, time}, {u"EventName"_s, name}, {u"Username"_s, u"ada"_s},
        {u"Resources"_s,
            QJsonArray{QJsonObject{{u"ResourceName"_s, u"rtb-1"_s}}, QJsonObject{{u"ResourceName"_s, u"vpc-1"_s}}}},
        {u"CloudTrailEvent"_s, QString::fromUtf8(toCompactJson(record))}};
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
    MockClock clock;
    InstantSleeper sleeper{clock};
    DayEvents events{caller, models, clock, sleeper};

    Result<QList<CostDayEvent>> changes(const QDate &day = Day)
    {
        return await(events.changesOn(day, {})).value_or(Error(Error::Kind::Timeout, u"no answer"_s));
    }
};

} // namespace

class TestDayEvents : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void changes_request_isExact();
    void changes_ofAllPages_areNewestFirst();
    void changes_ofRole_nameSessionAndRole();
    void changes_refusedAttempts_areLeftOut();
    void changes_manyPages_keepPaceAndEnd();
    void changes_dayOutsideHistory_isRefused();
    void changes_denied_namesAction();
    void changes_damagedRecord_isShownWithoutIt();
    void changes_cancelled_isSilent();
};

void TestDayEvents::changes_request_isExact()
{
    Bench bench;
    bench.caller.answer(Operation, page({}));

    QVERIFY(bench.changes());

    QCOMPARE(bench.caller.operations(), QStringList{u"cloudtrail:LookupEvents"_s});
    QCOMPARE(toCompactJson(bench.caller.inputs(Operation).first()),
        QByteArray(R"({"EndTime":"2026-07-20T23:59:59Z","LookupAttributes":[{"AttributeKey":"ReadOnly",)"
                   R"("AttributeValue":"false"}],"MaxResults":50,"StartTime":"2026-07-20T00:00:00Z"})"));
}

void TestDayEvents::changes_ofAllPages_areNewestFirst()
{
    Bench bench;
    bench.caller.answer(Operation, page({happened(u"2026-07-20T10:00:00+02:00"_s, u"ReplaceRoute"_s)}, u"t"_s));
    bench.caller.answer(
        Operation, page({happened(u"2026-07-20T09:00:00Z"_s, u"RunInstances"_s, {{u"awsRegion"_s, u"eu-west-1"_s}})}));

    const Result<QList<CostDayEvent>> changes = bench.changes();

    QVERIFY(changes);
    QCOMPARE(changes->size(), 2);
    QCOMPARE(changes->first().what, u"RunInstances"_s);
    QCOMPARE(changes->first().region, u"eu-west-1"_s);
    QCOMPARE(changes->last().at, QDateTime(Day, QTime(8, 0), Qt::UTC));
    QCOMPARE(changes->last().who, u"ada"_s);
    QCOMPARE(changes->last().resource, u"rtb-1, vpc-1"_s);
    QCOMPARE(bench.caller.inputs(Operation).last().value(u"NextToken"_s).toString(), u"t"_s);
}

void TestDayEvents::changes_ofRole_nameSessionAndRole()
{
    Bench bench;
    const QJsonObject record{{u"userIdentity"_s,
        QJsonObject{
            {u"sessionContext"_s, QJsonObject{{u"sessionIssuer"_s, QJsonObject{{u"userName"_s, u"Deploy"_s}}}}}}}};
    bench.caller.answer(Operation, page({happened(u"2026-07-20T09:00:00Z"_s, u"UpdateService"_s, record)}));

    QCOMPARE(bench.changes()->first().who, u"Deploy/ada"_s);
}

void TestDayEvents::changes_refusedAttempts_areLeftOut()
{
    Bench bench;
    bench.caller.answer(Operation,
        page({happened(u"2026-07-20T09:00:00Z"_s, u"RunInstances"_s, {{u"errorCode"_s, u"AccessDenied"_s}})}));

    QVERIFY(bench.changes()->isEmpty());
}

void TestDayEvents::changes_manyPages_keepPaceAndEnd()
{
    Bench bench;
    QJsonArray fifty;
    for (int i = 0; i < 50; ++i)
        fifty << happened(u"2026-07-20T09:00:00Z"_s, u"RunInstances"_s);
    for (int i = 0; i < 30; ++i)
        bench.caller.answer(Operation, page(fifty, QString::number(i)));

    const Result<QList<CostDayEvent>> changes = bench.changes();

    QVERIFY(changes);
    QCOMPARE(changes->size(), 1000);
    QCOMPARE(bench.caller.calls().size(), 20);
    QVERIFY2(bench.sleeper.total() >= std::chrono::milliseconds(9400),
        qPrintable(QString::number(bench.sleeper.total().count())));
}

void TestDayEvents::changes_dayOutsideHistory_isRefused()
{
    Bench bench;
    for (const QDate &day : {QDate(2026, 5, 2), QDate(2026, 8, 2), QDate()}) {
        const Result<QList<CostDayEvent>> changes = bench.changes(day);
        QVERIFY(!changes);
        QCOMPARE(changes.error().kind(), Error::Kind::Invalid);
        QVERIFY2(changes.error().message().contains(u"2026-05-03"_s), qPrintable(changes.error().message()));
    }
    QVERIFY(bench.caller.calls().isEmpty());
}

void TestDayEvents::changes_denied_namesAction()
{
    Bench bench;
    bench.caller.fail(Operation, Error(Error::Kind::Denied, u"no"_s).withCode(u"AccessDeniedException"_s));

    const Result<QList<CostDayEvent>> changes = bench.changes();

    QVERIFY(!changes);
    QCOMPARE(changes.error().kind(), Error::Kind::Denied);
    QVERIFY2(changes.error().message().contains(u"cloudtrail:LookupEvents"_s), qPrintable(changes.error().message()));
}

void TestDayEvents::changes_damagedRecord_isShownWithoutIt()
{
    Bench bench;
    QJsonObject damaged = happened(u"2026-07-20T09:00:00Z"_s, u"RunInstances"_s);
    damaged.insert(u"CloudTrailEvent"_s, u"{\"awsRegion\":"_s);
    bench.caller.answer(Operation, page({damaged}));

    const Result<QList<CostDayEvent>> changes = bench.changes();

    QVERIFY(changes);
    QCOMPARE(changes->first().what, u"RunInstances"_s);
    QCOMPARE(changes->first().region, QString());
}

void TestDayEvents::changes_cancelled_isSilent()
{
    Bench bench;
    CancelSource cancel;
    auto task = bench.events.changesOn(Day, cancel.token());
    cancel.cancel();

    const auto changes = await(std::move(task));

    QVERIFY(changes && !*changes);
    QCOMPARE(changes->error().kind(), Error::Kind::Cancelled);
}

QTEST_GUILESS_MAIN(TestDayEvents)
#include "tst_dayevents.moc"
