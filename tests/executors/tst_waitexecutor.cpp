// SPDX-License-Identifier: GPL-3.0-or-later
#include "executorbench.h"

#include <core/json.h>
#include <executors/waitexecutor.h>
#include <executors/waitplanner.h>
#include <support/fakecaller.h>
#include <support/hostilevalues.h>

#include <QTimer>

using namespace sm;
using namespace sm::test;

namespace {

struct Bench
{
    const Knowledge &known = everything();
    MockClock clock;
    InstantSleeper sleeper{clock};
    FakeCaller caller;
    QStringList lines;
    executors::WaitExecutor executor{
        caller, known.models, sleeper, [this](const Step &, const QString &line) { lines << line; }};
    executors::WaitPlanner planner{known.catalog, known.models};
    ExecutorBench all{known, {&executor}, {&planner}, sleeper};
};

Step updated() { return stepOf(u"wait:lambda:function-updated"_s, {{u"FunctionName"_s, u"shop"_s}}); }

Step restored() { return stepOf(u"wait:dynamodb:table-restored"_s, {{u"TableName"_s, u"orders"_s}}); }

QString problemOf(const Step &step)
{
    const Bench bench;
    const Result<Plan> plan = bench.all.plan({step});
    return plan ? QString() : plan.error().message();
}

} // namespace

class TestWaitExecutor : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void wait_plan_isARead()
    {
        const Bench bench;

        const Step step = bench.all.plan({updated()})->steps.first();

        QCOMPARE(step.tier, Tier::Read);
        QCOMPARE(step.iamAction, u"lambda:GetFunctionConfiguration"_s);
        QCOMPARE(step.cli, u"aws lambda wait function-updated --function-name shop"_s);
        QCOMPARE(step.notes, QStringList{u"Waits for 5m at most."_s});
    }

    void wait_ownWaiter_hasALineThatLooksOnce()
    {
        const Bench bench;

        const Step step = bench.all.plan({restored()})->steps.first();

        QCOMPARE(
            step.cli, u"aws dynamodb describe-table --table-name orders # again and again, until table-restored"_s);
        QVERIFY(step.notes.first().contains("as long as it takes"_L1));
    }

    void wait_accepted_givesTheAnswer()
    {
        Bench bench;
        bench.caller.answer(u"GetFunctionConfiguration"_s, {{u"LastUpdateStatus"_s, u"InProgress"_s}});
        bench.caller.answer(
            u"GetFunctionConfiguration"_s, {{u"LastUpdateStatus"_s, u"Successful"_s}, {u"CodeSha256"_s, u"abc"_s}});

        const auto event = bench.all.runStep(updated());

        QCOMPARE(event.state, StepState::Done);
        QCOMPARE(event.output.value(u"CodeSha256"_s), QJsonValue(u"abc"_s));
        QCOMPARE(bench.caller.calls().size(), 2);
    }

    void wait_otherForm_isTheSame()
    {
        Bench bench;
        bench.caller.answer(u"GetFunctionConfiguration"_s, {{u"LastUpdateStatus"_s, u"Successful"_s}});

        const auto event = bench.all.runStep(stepOf(u"wait"_s,
            {{u"waiter"_s, u"lambda:FunctionUpdated"_s}, {u"with"_s, QJsonObject{{u"FunctionName"_s, u"shop"_s}}}}));

        QCOMPARE(event.state, StepState::Done);
        QCOMPARE(bench.caller.calls().first().input, (QJsonObject{{u"FunctionName"_s, u"shop"_s}}));
    }

    void wait_failure_isTold()
    {
        Bench bench;
        bench.caller.answer(u"GetFunctionConfiguration"_s, {{u"LastUpdateStatus"_s, u"Failed"_s}});

        const auto event = bench.all.runStep(updated());

        QCOMPARE(event.state, StepState::Failed);
        QCOMPARE(event.error->code(), u"WaiterFailure"_s);
        QCOMPARE(event.error->changed(), Error::Changed::No);
    }

    void wait_parameter_isNoneOfTheInput()
    {
        Bench bench;
        bench.caller.answer(
            u"GetFunctionConfiguration"_s, {{u"LastUpdateStatus"_s, u"Successful"_s}, {u"CodeSha256"_s, u"old"_s}});
        bench.caller.answer(
            u"GetFunctionConfiguration"_s, {{u"LastUpdateStatus"_s, u"Successful"_s}, {u"CodeSha256"_s, u"new"_s}});

        const auto event = bench.all.runStep(stepOf(
            u"wait:lambda:function-code-updated"_s, {{u"FunctionName"_s, u"shop"_s}, {u"codeSha256"_s, u"new"_s}}));

        QCOMPARE(event.output.value(u"CodeSha256"_s), QJsonValue(u"new"_s));
        QCOMPARE(bench.caller.calls().first().input, (QJsonObject{{u"FunctionName"_s, u"shop"_s}}));
    }

    void answer_sensitiveByItsModel_isNotKept()
    {
        Bench bench;
        const QJsonObject variables{{u"API_KEY"_s, u"canary-of-the-environment"_s}};
        bench.caller.answer(u"GetFunctionConfiguration"_s,
            {{u"LastUpdateStatus"_s, u"Successful"_s}, {u"CodeSha256"_s, u"kept"_s},
                {u"Environment"_s, QJsonObject{{u"Variables"_s, variables}}}});

        const auto event = bench.all.runStep(updated());

        QCOMPARE(event.state, StepState::Done);
        const QString kept = QString::fromUtf8(toCompactJson(bench.all.entry(event.journalEntry).output));
        QVERIFY(kept.contains(u"kept"_s));
        QVERIFY2(!kept.contains(u"canary"_s), qPrintable(kept));
    }

    void wait_withoutEnd_goesOnAndTellsOfTheStallOnce()
    {
        Bench bench;
        for (int poll = 0; poll < 300; ++poll)
            bench.caller.answer(u"DescribeTable"_s, {{u"Table"_s, QJsonObject{{u"TableStatus"_s, u"CREATING"_s}}}});
        bench.caller.fail(u"DescribeTable"_s, Error(Error::Kind::Throttled, u"Slow down."_s));
        bench.caller.answer(u"DescribeTable"_s, {{u"Table"_s, QJsonObject{{u"TableStatus"_s, u"ACTIVE"_s}}}});

        const auto event = bench.all.runStep(restored());

        QCOMPARE(event.state, StepState::Done);
        QVERIFY(bench.sleeper.total() > std::chrono::hours(1));
        QCOMPARE(bench.lines.size(), 2);
        QVERIFY(bench.lines.at(0).contains("Nothing has changed for 10m"_L1));
        QVERIFY(bench.lines.at(1).contains("Slow down."_L1));
    }

    void wait_cancelled_isLeftOut()
    {
        Bench bench;
        CancelSource source;
        QTimer::singleShot(20, [&source] { source.cancel(); });

        const auto event = bench.all.runStep(updated(), source.token()); // nothing answers

        QCOMPARE(event.state, StepState::Skipped);
    }

    void input_wrong_isRefused()
    {
        QVERIFY(
            problemOf(stepOf(u"wait:lambda:function-updatet"_s, {})).contains(u"did you mean “function-updated”?"_s));
        QVERIFY(problemOf(stepOf(u"wait:lambda:function-updated"_s, {{u"FunctionNam"_s, u"x"_s}}))
                .contains("FunctionNam"_L1));
        QVERIFY(problemOf(stepOf(u"wait:lambda:function-updated"_s, {})).contains("FunctionName"_L1));
        QVERIFY(problemOf(stepOf(u"wait:lambda:function-code-updated"_s, {{u"FunctionName"_s, u"x"_s}}))
                .contains("codeSha256"_L1));
        QVERIFY(problemOf(stepOf(u"wait"_s, {{u"with"_s, QJsonObject()}})).contains(u"“waiter” is missing"_s));
        QVERIFY(!problemOf(stepOf(u"wait:no-such-service:x"_s, {})).isEmpty());
        QVERIFY(problemOf(stepOf(u"wait:sts:x"_s, {})).contains("watch"_L1));
    }

    void hostileValues_stayValues()
    {
        const Bench bench;
        for (const QString &value : hostileValues()) {
            if (value.isEmpty())
                continue;
            const QJsonObject with{{u"FunctionName"_s, u"shop"_s}, {u"codeSha256"_s, value}};
            const Result<Plan> plan = bench.all.plan({stepOf(u"wait:lambda:function-code-updated"_s, with)});
            QVERIFY2(plan, qPrintable(value));
            QCOMPARE(plan->steps.first().operation.with, with);
            QCOMPARE(plan->steps.first().cli,
                u"aws lambda get-function-configuration --function-name shop # again and again, until "
                u"function-code-updated"_s);
        }
    }

    void hostileCondition_neverAccepts()
    {
        for (const QString &value : {u"' || `true` || '"_s, u"`true`"_s, u"x' == 'x"_s}) {
            Bench bench;
            bench.caller.answer(
                u"GetFunctionConfiguration"_s, {{u"LastUpdateStatus"_s, u"Successful"_s}, {u"CodeSha256"_s, u"old"_s}});
            bench.caller.answer(
                u"GetFunctionConfiguration"_s, {{u"LastUpdateStatus"_s, u"Successful"_s}, {u"CodeSha256"_s, value}});

            const auto event = bench.all.runStep(stepOf(
                u"wait:lambda:function-code-updated"_s, {{u"FunctionName"_s, u"shop"_s}, {u"codeSha256"_s, value}}));

            QCOMPARE(event.output.value(u"CodeSha256"_s), QJsonValue(value));
        }
    }
};

QTEST_GUILESS_MAIN(TestWaitExecutor)
#include "tst_waitexecutor.moc"
