// SPDX-License-Identifier: GPL-3.0-or-later
#include <board/sourceinputs.h>

#include <support/await.h>
#include <support/fakecaller.h>
#include <support/instantsleeper.h>

#include <QTemporaryDir>

#include <QTest>

using namespace sm;
using namespace sm::deployments;
using namespace sm::test;
using namespace Qt::Literals::StringLiterals;

namespace {

struct Bench
{
    QJsonObject event(const QString &service, const QString &name, const QJsonObject &asked, const QJsonObject &answer)
    {
        const QJsonObject record{{u"requestParameters"_s, asked}, {u"responseElements"_s, answer}};
        return {{u"EventName"_s, name}, {u"EventSource"_s, service + u".amazonaws.com"_s}, {u"Username"_s, u"ada"_s},
            {u"EventTime"_s, clock.nowUtc().addSecs(-60).toString(Qt::ISODate)},
            {u"CloudTrailEvent"_s, QString::fromUtf8(toCompactJson(record))}};
    }

    aws::Models models;
    MockClock clock;
    InstantSleeper sleeper{clock};
    FakeCaller caller;
    AwsReads reads{caller, models};
    std::shared_ptr<AccountChanges> changes
        = std::make_shared<AccountChanges>(reads, clock, sleeper, nullptr, SystemId{u"demo"_s});
    QDateTime since = clock.nowUtc().addDays(-1);
};

} // namespace

class TestSourceInputs : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void changesOfFunctions_haveRequestAndAnswer()
    {
        Bench bench;
        const QJsonObject asked{{u"functionName"_s, u"chat"_s}, {u"functionVersion"_s, u"16"_s}};
        bench.caller.answer(u"LookupEvents"_s,
            {{u"Events"_s,
                QJsonArray{bench.event(u"lambda"_s, u"UpdateAlias20150331"_s, asked, {{u"name"_s, u"live"_s}})}}});

        const auto all = await(functionChanges(bench.changes)(bench.since, {}));

        QVERIFY(all && *all);
        QCOMPARE((*all)->size(), 1);
        const FunctionChange change = (*all)->first();
        QCOMPARE(change.operation(), u"UpdateAlias"_s);
        QCOMPARE(change.function(), u"chat"_s);
        QCOMPARE(change.parameter(u"functionVersion"_s), QJsonValue(u"16"_s));
        QCOMPARE(change.answered(u"name"_s), QJsonValue(u"live"_s));
        QCOMPARE(change.by, u"ada"_s);
    }

    void changesOfServices_haveTheRequest()
    {
        Bench bench;
        const QJsonObject asked{{u"service"_s, u"web"_s}, {u"taskDefinition"_s, u"web:7"_s}};
        bench.caller.answer(
            u"LookupEvents"_s, {{u"Events"_s, QJsonArray{bench.event(u"ecs"_s, u"UpdateService"_s, asked, {})}}});

        const auto all = await(serviceChanges(bench.changes)(bench.since, {}));

        QVERIFY(all && *all);
        QCOMPARE((*all)->first().event, u"UpdateService"_s);
        QCOMPARE((*all)->first().parameters, asked);
    }

    void trailThatMayNotBeRead_isTheError()
    {
        Bench bench;
        bench.caller.fail(u"LookupEvents"_s, Error(Error::Kind::Denied, u"No."_s));

        const auto all = await(functionChanges(bench.changes)(bench.since, {}));

        QVERIFY(all && !*all);
    }

    void keptFunctions_areThoseOfTheVault()
    {
        Bench bench;
        QTemporaryDir folder;
        const backups::Vault vault(folder.path());

        const auto kept = await(keptFunctions(vault)(u"chat"_s, {}));

        QVERIFY(kept && *kept);
        QVERIFY((*kept)->isEmpty());
    }

    void measures_ofAFunction_areThoseOfItsName()
    {
        Bench bench;

        const auto query = await(unitMeasures(bench.reads)(DeploymentKind::Lambda, u"chat:live"_s, u"16"_s, {}));

        QVERIFY(query);
        QCOMPARE(query->metrics.size(), 3);
        QCOMPARE(query->metrics.first().dimensions.value(u"ExecutedVersion"_s), QJsonValue(u"16"_s));
        QVERIFY(bench.caller.calls().isEmpty());
    }

    void measures_ofAServiceThatCanNotBeRead_areItsAlarms()
    {
        Bench bench;
        bench.caller.fail(u"DescribeServices"_s, Error(Error::Kind::Denied, u"No."_s));

        const auto query = await(unitMeasures(bench.reads)(DeploymentKind::Ecs, u"prod/web"_s, {}, {}));

        QVERIFY(query);
        QVERIFY(query->metrics.isEmpty());
        QCOMPARE(query->alarmDimensions.value(u"ServiceName"_s), QJsonValue(u"web"_s));
    }
};

QTEST_GUILESS_MAIN(TestSourceInputs)
#include "tst_sourceinputs.moc"
