// SPDX-License-Identifier: GPL-3.0-or-later
#include <instances/instanceexecutor.h>
#include <instances/instanceplanner.h>
#include <operations/planner.h>
#include <operations/runner.h>
#include <support/await.h>
#include <support/fakecaller.h>
#include <support/instantsleeper.h>

#include <QJsonArray>
#include <QTemporaryDir>
#include <QTest>

using namespace sm;
using namespace sm::test;
using namespace Qt::Literals::StringLiterals;

namespace {

QJsonObject instances(const QString &restoredFrom, const QString &status = u"available"_s, bool isProtected = false)
{
    QJsonArray tags{QJsonObject{{u"Key"_s, u"team"_s}, {u"Value"_s, u"data"_s}}};
    if (!restoredFrom.isEmpty())
        tags << QJsonObject{{u"Key"_s, u"stationmaster:restored-from"_s}, {u"Value"_s, restoredFrom}};
    return {{u"DBInstances"_s,
        QJsonArray{QJsonObject{{u"DBInstanceIdentifier"_s, u"shop-drill"_s}, {u"DBInstanceStatus"_s, status},
            {u"DeletionProtection"_s, isProtected}, {u"TagList"_s, tags}}}}};
}

Error noSuchInstance() { return Error(Error::Kind::NotFound, u"No."_s).withCode(u"DBInstanceNotFound"_s); }

std::unique_ptr<operations::Journal> openedIn(const QTemporaryDir &folder)
{
    auto opened = await(operations::Journal::open(folder.filePath(u"journal.sqlite"_s)));
    return opened && *opened ? std::move(**opened) : nullptr;
}

struct Bench
{
    Result<Plan> plan(const QString &name = u"shop-drill"_s, const QString &source = u"shop"_s)
    {
        Step step;
        step.title = u"Delete it"_s;
        step.operation = {u"instance:delete-restored"_s, {{u"instance"_s, name}, {u"source"_s, source}}, {}};
        SystemInfo system;
        system.id = {u"demo"_s};
        system.environment = Environment::Development;
        return planner.plan(u"Clean up"_s, system, {step});
    }
    operations::StepEvent run(const QString &source = u"shop"_s)
    {
        const Result<Plan> made = plan(u"shop-drill"_s, source);
        if (!made)
            return {0, StepState::Failed, made.error(), {}, 0};
        operations::Runner runner(operations::Guard(false), journal.get(), {&executor}, sleeper);
        const auto report = await(runner.run(*made, {{}, true, false}, {}, {}, {}));
        if (!report || !*report)
            return {0, StepState::Failed, Error(Error::Kind::Internal, u"no report"_s), {}, 0};
        return (*report)->steps.first();
    }

    QTemporaryDir folder;
    std::unique_ptr<operations::Journal> journal = openedIn(folder);
    aws::Models models;
    operations::Catalog catalog = operations::Catalog::load().value();
    FakeCaller caller;
    InstantSleeper sleeper;
    backups::InstanceExecutor executor{caller};
    backups::InstancePlanner instance{catalog, models};
    operations::Planner planner{catalog, models, {&instance}};
};

} // namespace

class TestInstanceExecutor : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void plan_isNoWriteOfTierThree()
    {
        const Result<Plan> plan = Bench().plan();

        QVERIFY2(plan, qPrintable(plan ? QString() : plan.error().message()));
        const Step step = plan->steps.first();
        QCOMPARE(step.tier, Tier::Disruptive);
        QCOMPARE(step.mark.kind, Mark::Kind::Never);
        QCOMPARE(step.resource, u"shop-drill"_s);
        QVERIFY2(step.cli.startsWith(u"aws rds delete-db-instance"_s), qPrintable(step.cli));
        QVERIFY2(step.cli.endsWith(u"# if it was restored from shop"_s), qPrintable(step.cli));
    }

    void restoredInstance_isDeleted()
    {
        Bench bench;
        bench.caller.answer(u"DescribeDBInstances"_s, instances(u"shop"_s));
        bench.caller.answer(u"DescribeDBInstances"_s, instances(u"shop"_s));
        bench.caller.answer(u"DeleteDBInstance"_s, {});
        bench.caller.answer(u"DescribeDBInstances"_s, instances(u"shop"_s, u"deleting"_s));

        const auto event = bench.run();

        QVERIFY2(event.state == StepState::Done, qPrintable(event.error ? event.error->message() : QString()));
        QCOMPARE(bench.caller.inputs(u"DeleteDBInstance"_s),
            (QList<QJsonObject>{{{u"DBInstanceIdentifier"_s, u"shop-drill"_s}, {u"SkipFinalSnapshot"_s, true},
                {u"DeleteAutomatedBackups"_s, true}}}));
        QCOMPARE(bench.caller.permits().size(), 1);
    }

    void otherInstance_isRefusedAndNothingIsSent_data()
    {
        QTest::addColumn<QJsonObject>("seen");
        QTest::addColumn<QString>("source");
        QTest::addColumn<QString>("code");
        QTest::newRow("nobody restored it") << instances({}) << u"shop"_s << u"NotRestored"_s;
        QTest::newRow("restored from another") << instances(u"other"_s) << u"shop"_s << u"NotRestored"_s;
        QTest::newRow("the source itself") << instances(u"shop-drill"_s) << u"shop-drill"_s << u"NotRestored"_s;
        QTest::newRow("the source in capitals") << instances(u"shop-drill"_s) << u"SHOP-drill"_s << u"NotRestored"_s;
        QTest::newRow("protected") << instances(u"shop"_s, u"available"_s, true) << u"shop"_s
                                   << u"DeletionProtection"_s;
    }
    void otherInstance_isRefusedAndNothingIsSent()
    {
        QFETCH(QJsonObject, seen);
        QFETCH(QString, source);
        QFETCH(QString, code);
        Bench bench;
        for (int look = 0; look < 3; ++look)
            bench.caller.answer(u"DescribeDBInstances"_s, seen);

        const auto event = bench.run(source);

        QCOMPARE(event.state, StepState::Failed);
        QCOMPARE(event.error->code(), code);
        QVERIFY(!bench.caller.operations().contains(u"rds:DeleteDBInstance"_s));
    }

    void instanceThatIsGone_isDone()
    {
        Bench bench;
        for (int look = 0; look < 3; ++look)
            bench.caller.fail(u"DescribeDBInstances"_s, noSuchInstance());

        const auto event = bench.run();

        QVERIFY2(event.state == StepState::Done, qPrintable(event.error ? event.error->message() : QString()));
        QCOMPARE(event.output.value(u"deleted"_s), QJsonValue(false));
    }

    void reconcile_afterACrash_looks()
    {
        Bench bench;
        const Step step = bench.plan()->steps.first();
        using Kind = operations::Verdict::Kind;

        QCOMPARE(bench.executor.reconcile(step, {QJsonValue(), QJsonValue(), {}, {}}).kind, Kind::Done);
        QCOMPARE(
            bench.executor.reconcile(step, {QJsonValue(), QJsonObject{{u"isGoing"_s, true}}, {}, {}}).kind, Kind::Done);
        QCOMPARE(bench.executor.reconcile(step, {QJsonValue(), QJsonObject{{u"isGoing"_s, false}}, {}, {}}).kind,
            Kind::NotDone);
    }

    void input_wrong_isRefused()
    {
        QVERIFY(Bench().plan(QString()).error().message().contains(u"instance"_s));
        QVERIFY(Bench().plan(u"x"_s, QString()).error().message().contains(u"source"_s));
    }
};

QTEST_GUILESS_MAIN(TestInstanceExecutor)
#include "tst_instanceexecutor.moc"
