// SPDX-License-Identifier: GPL-3.0-or-later
// From each status, each shipped way back against a stack that takes what AWS takes: what is offered is taken and ends
// as it should, what is not offered is refused by the runbook itself, before anything is sent.
#include "playedstack.h"

#include <executors/systembench.h>
#include <operations/awsexecutor.h>
#include <runbooks/runbooklibrary.h>
#include <runbooks/runbookplanner.h>
#include <stacks/stackexecutor.h>
#include <stacks/stackmoves.h>
#include <stacks/stackplanner.h>
#include <stacks/stackstatus.h>
#include <steps/deploymentexecutor.h>
#include <steps/deploymentplanner.h>

using namespace sm;
using namespace sm::test;

namespace {

const runbooks::RunbookLibrary &library()
{
    static const runbooks::RunbookLibrary all = runbooks::RunbookLibrary::load({});
    return all;
}

struct Bench
{
    explicit Bench(const QString &status, bool wasWhole = true)
        : stack(status, wasWhole)
    {
    }
    Result<operations::RunReport> run(const QString &name, const QJsonObject &values)
    {
        const auto runbook = library().runbook({u"common"_s}, name);
        if (!runbook)
            return runbook.error();
        runbooks::ParameterValues given;
        given.json = values;
        given.json.insert(u"stack"_s, u"shop"_s);
        given.json.insert(u"reason"_s, u"It is broken"_s);
        const auto checked = runbooks::checkValues(runbook->parameters, given).result();
        if (!checked)
            return checked.error();
        runbooks::RunFacts facts;
        facts.id = u"run1"_s;
        facts.started = StackEvents::at(100);
        const auto made = runbooks::RunbookPlanner(all.planner).plan(*runbook, *checked, all.system, facts);
        return made ? all.run(made->plan) : made.error();
    }

    PlayedStack stack;
    InstantSleeper sleeper;
    SystemClock clock;
    QTemporaryDir folder;
    store::CaptureStore captures{folder.filePath(u"captures"_s), captureSeal()};
    SystemInfo system;
    operations::AwsExecutor aws{stack, everything().catalog, everything().models};
    deployments::StackExecutor executor{system, {{stack, everything().models}, sleeper, captures}};
    deployments::StackPlanner planner{everything().catalog};
    deployments::DeploymentExecutor marks{{system, {stack, everything().models}, sleeper, clock, nullptr, {}}};
    deployments::DeploymentPlanner markPlanner{everything().catalog};
    SystemBench all{everything(), {&aws, &executor, &marks}, {&planner, &markPlanner}, sleeper};
};

/// The first error, or nothing where all steps were done or left out.
QString problemOf(const Result<operations::RunReport> &report)
{
    if (!report)
        return report.error().message();
    for (const operations::StepEvent &event : report->steps) {
        if (event.error)
            return u"step %1: %2"_s.arg(event.step).arg(why(event));
    }
    return {};
}

struct Way
{
    QString name;
    QStringList from; ///< statuses
    QString operation;
    QString end;
};

QList<Way> ways()
{
    return {
        {u"roll-back-stack"_s, {u"UPDATE_FAILED"_s, u"CREATE_FAILED"_s}, u"RollbackStack"_s,
            u"UPDATE_ROLLBACK_COMPLETE"_s},
        {u"continue-stack-rollback"_s, {u"UPDATE_ROLLBACK_FAILED"_s}, u"ContinueUpdateRollback"_s,
            u"UPDATE_ROLLBACK_COMPLETE"_s},
        {u"cancel-stack-update"_s, {u"UPDATE_IN_PROGRESS"_s}, u"CancelUpdateStack"_s, u"UPDATE_ROLLBACK_COMPLETE"_s},
    };
}

} // namespace

class TestStackWaysBack : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void way_isTaken_orRefusedBeforeAnythingIsSent_data()
    {
        QTest::addColumn<QString>("status");
        for (const QString &status : deployments::stackStatuses())
            QTest::newRow(qPrintable(status)) << status;
    }
    void way_isTaken_orRefusedBeforeAnythingIsSent()
    {
        QFETCH(QString, status);
        for (const Way &way : ways()) {
            Bench bench(status, status != "CREATE_FAILED"_L1);
            const bool deletes = status == "CREATE_FAILED"_L1;

            const auto report = bench.run(
                way.name, way.name == "roll-back-stack"_L1 ? QJsonObject{{u"deletes"_s, deletes}} : QJsonObject());

            const QString problem = problemOf(report);
            if (!way.from.contains(status)) {
                QVERIFY(!problem.isEmpty());
                QCOMPARE(bench.stack.writes(), QStringList());
                QCOMPARE(bench.stack.status(), status);
                continue;
            }
            QVERIFY2(problem.isEmpty(), qPrintable(way.name + u": "_s + problem));
            QCOMPARE(bench.stack.writes(), QStringList{way.operation});
            QCOMPARE(bench.stack.status(), deletes ? u"DELETE_COMPLETE"_s : way.end);
        }
    }

    void rollback_thatWouldDelete_isRefused_unlessItIsSaid()
    {
        for (const QString &status : {u"CREATE_FAILED"_s, u"UPDATE_FAILED"_s}) {
            Bench bench(status, false);

            const auto report = bench.run(u"roll-back-stack"_s, {});

            QVERIFY2(problemOf(report).contains(u"deleted"), qPrintable(problemOf(report)));
            QCOMPARE(bench.stack.writes(), QStringList());
        }
    }

    void continuation_skipsWhatItIsTold()
    {
        Bench bench(u"UPDATE_ROLLBACK_FAILED"_s);

        const auto report = bench.run(u"continue-stack-rollback"_s, {{u"skip"_s, QJsonArray{u"Table"_s}}});

        QVERIFY2(problemOf(report).isEmpty(), qPrintable(problemOf(report)));
        QCOMPARE(bench.stack.lastInput().value("ResourcesToSkip"_L1).toArray(), QJsonArray{u"Table"_s});
        QVERIFY(!bench.stack.lastInput().value("ClientRequestToken"_L1).toString().isEmpty());
    }

    void updateThatChangesNothing_isNoFailure()
    {
        Bench bench(u"UPDATE_COMPLETE"_s);

        const auto updated = bench.all.runStep(stepOf(u"aws:cloudformation:UpdateStack"_s,
            {{u"StackName"_s, u"shop"_s}, {u"TemplateBody"_s, u"{\"Resources\": {}}"_s}}));

        QVERIFY2(updated.state == StepState::Done, qPrintable(why(updated)));
        QCOMPARE(bench.stack.writes(), QStringList{u"UpdateStack"_s});
    }

    void wayBack_leavesAMarkWithItsReason()
    {
        Bench bench(u"UPDATE_FAILED"_s);

        const auto report = bench.run(u"roll-back-stack"_s, {});

        QVERIFY2(problemOf(report).isEmpty(), qPrintable(problemOf(report)));
        const JournalEntry mark = bench.all.entry(report->steps.last().journalEntry);
        QCOMPARE(mark.uses, u"deployment:mark"_s);
        QCOMPARE(mark.input.value("reason"_L1).toString(), u"It is broken"_s);
        QCOMPARE(mark.input.value("unit"_L1).toString(), u"shop"_s);
    }
};

QTEST_GUILESS_MAIN(TestStackWaysBack)
#include "tst_stackwaysback.moc"
