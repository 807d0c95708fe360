// SPDX-License-Identifier: GPL-3.0-or-later
#include <deployments/scriptedcloudwatch.h>
#include <executors/executorbench.h>
#include <steps/deploymentexecutor.h>
#include <steps/deploymentplanner.h>
#include <steps/rollbackmarks.h>

#include <QTest>

using namespace sm;
using namespace sm::test;
using namespace std::chrono_literals;
using deployments::DeploymentExecutor;

namespace {

/// The journal writes by the real clock.
QDateTime wholeMinute()
{
    const qint64 now = QDateTime::currentSecsSinceEpoch();
    return QDateTime::fromSecsSinceEpoch(now / 60 * 60 - 60, Qt::UTC);
}

SystemInfo demoSystem()
{
    SystemInfo system;
    system.id = {u"demo"_s};
    system.environment = Environment::Development;
    return system;
}

/// The journal, the planner and the Runner over a scripted CloudWatch; restart() is what a crash and a new start are.
struct Bench
{
    explicit Bench(const QDateTime &now = wholeMinute())
        : clock(now)
        , start(now)
    {
        restart();
    }

    void restart()
    {
        runner.reset();
        journal.reset();
        journal = file.open();
        executor = std::make_unique<DeploymentExecutor>(
            DeploymentExecutor::Parts{demoSystem(), {cloud, known.models}, sleeper, clock, journal.get()},
            [this](const Step &, const QString &line) { lines << line; });
        runner = std::make_unique<operations::Runner>(
            operations::Guard(false), journal.get(), std::vector<operations::Executor *>{executor.get()}, sleeper);
    }
    Result<Plan> plan(const Step &step) const { return planner.plan(u"Watch it"_s, demoSystem(), {step}); }
    Result<operations::RunReport> run(const Plan &plan, CancelToken token = {})
    {
        Confirmation confirmation;
        confirmation.deliberate = true;
        return await(runner->run(plan, confirmation, {}, {}, token, {}), 60s).value_or(Error::cancelled());
    }
    operations::StepEvent runStep(const Step &step, CancelToken token = {})
    {
        const Result<Plan> made = plan(step);
        if (!made)
            return {0, StepState::Failed, made.error(), {}, 0};
        const Result<operations::RunReport> report = run(*made, token);
        return report ? report->steps.value(0) : operations::StepEvent{0, StepState::Failed, report.error(), {}, 0};
    }
    operations::StepEvent resume(qint64 id)
    {
        const auto report = await(runner->resume(id, {}, {}, {}, {}, {}), 60s).value_or(Error::cancelled());
        return report ? report->steps.value(0) : operations::StepEvent{0, StepState::Failed, report.error(), {}, 0};
    }
    Result<operations::UndoPlan> undo(qint64 id)
    {
        operations::Undo undo(*journal, planner, known.catalog, runner->executors());
        return await(undo.entry(id, {}), 60s).value_or(Error::cancelled());
    }
    /// Begins \p step, and is killed before it ends. The run.
    qint64 killedIn(const Step &step)
    {
        const Result<Plan> made = plan(step);
        const auto run = await(journal->beginRun(*made, u"ada"_s, {}));
        const auto entry
            = await(journal->begin({**run, 0, made->steps.first(), u"ada"_s, QJsonValue::Undefined, false, 1, 0, {}}));
        restart();
        return entry && *entry ? **run : 0;
    }
    /// A hundred requests a minute, all of them quick; of each minute since the start so many failed.
    void serve(const std::function<double(int minute)> &errors)
    {
        cloud.value = [this, errors](const QString &metric, const QDateTime &at) -> std::optional<double> {
            const int minute = static_cast<int>(start.secsTo(at) / 60);
            if (metric == "Errors"_L1)
                return at < start ? 0 : errors(minute);
            return metric == "Invocations"_L1 ? 100 : 200;
        };
    }

    const Knowledge &known = everything();
    MockClock clock;
    QDateTime start;
    InstantSleeper sleeper{clock};
    ScriptedCloudWatch cloud{clock};
    QStringList lines;
    deployments::DeploymentPlanner kindPlanner{known.catalog};
    operations::Planner planner{known.catalog, known.models, {&kindPlanner}};
    JournalFile file;
    std::unique_ptr<operations::Journal> journal;
    std::unique_ptr<DeploymentExecutor> executor;
    std::unique_ptr<operations::Runner> runner;
};

Step bake(const QJsonObject &more = {})
{
    QJsonObject with{{u"kind"_s, u"lambda"_s}, {u"unit"_s, u"chat:live"_s}, {u"for"_s, u"5m"_s}};
    for (auto it = more.begin(); it != more.end(); ++it)
        with.insert(it.key(), it.value());
    return stepOf(u"deployment:bake"_s, with);
}

QJsonObject markWith(const QString &reason = u"Half of the answers failed."_s)
{
    return {{u"kind"_s, u"lambda"_s}, {u"unit"_s, u"chat:live"_s}, {u"from"_s, u"17"_s}, {u"to"_s, u"16"_s},
        {u"reason"_s, reason}};
}

QString problemOf(const Step &step)
{
    Bench bench;
    const Result<Plan> plan = bench.plan(step);
    return plan ? QString() : plan.error().message();
}

QString verdictOf(const operations::StepEvent &event) { return event.output.value(u"verdict"_s).toString(); }

QList<RollbackMark> marksOf(operations::Journal &journal)
{
    const auto marks = await(deployments::rollbackMarks(&journal, {u"demo"_s}, {}));
    return marks && *marks ? **marks : QList<RollbackMark>();
}

Error throttled() { return Error(Error::Kind::Throttled, u"Slow down."_s); }

} // namespace

class TestDeploymentSteps : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void bake_plan_isARead();
    void bake_wrongInput_isRefused_data();
    void bake_wrongInput_isRefused();
    void bake_well_takesTheWholeTime();
    void bake_crossed_endsEarly_andDoesNotFail();
    void bake_asksForBeforeAndAfter_inOneCall();
    void bake_version_isWatchedAlone_againstAll();
    void bake_metricsThatAreGiven_replaceItsOwn();
    void bake_throttledLooks_loseNothing();
    void bake_blind_failsAfterTenLooks();
    void bake_denied_failsAtOnce();
    void bake_cancelled_ends();
    void bake_alarmsByBeginning_areWatched();
    void bake_nothingMeasures_watchesAllAlarms();
    void bake_nothingAtAll_isUnknownAtOnce();
    void bake_killed_goesOnWithTheTimeLeft();
    void bake_killedForLong_isJudgedInHindsight();
    void mark_plan_isReversible_andShowsWhy();
    void mark_wrongInput_isRefused_data();
    void mark_wrongInput_isRefused();
    void mark_run_standsInTheJournal_untilUndone();
    void unmark_takesItOff_andBack();
    void mark_inDoubt_isDone();
};

void TestDeploymentSteps::bake_plan_isARead()
{
    Bench bench;

    const Result<Plan> plan = bench.plan(bake());

    QVERIFY2(plan, qPrintable(plan ? QString() : plan.error().message()));
    const Step step = plan->steps.first();
    QCOMPARE(step.tier, Tier::Read);
    QCOMPARE(step.resource, u"chat:live"_s);
    QVERIFY(step.iamAction.contains("cloudwatch:GetMetricData"_L1));
    QCOMPARE(step.cli, u"# Watches chat:live for 5m"_s);
    QCOMPARE(step.notes, QStringList{u"Looks every 1m for 5m, and compares with the hour before."_s});
}

void TestDeploymentSteps::bake_wrongInput_isRefused_data()
{
    QTest::addColumn<QJsonObject>("more");
    QTest::addColumn<QString>("says");
    const auto row
        = [](const char *name, const QJsonObject &more, const QString &says) { QTest::newRow(name) << more << says; };
    row("kind", {{u"kind"_s, u"vercel"_s}}, u"“kind” is none of cloudformation, lambda"_s);
    row("unit", {{u"unit"_s, u""_s}}, u"“unit” is missing"_s);
    row("for", {{u"for"_s, u"soon"_s}}, u"“for” has to be a duration"_s);
    row("short", {{u"for"_s, u"30s"_s}}, u"“for” has to be from a minute"_s);
    row("every", {{u"every"_s, u"5s"_s}}, u"“every” has to be a minute at least"_s);
    row("rate", {{u"errorRate"_s, 101}}, u"“errorRate” has to be a number of percent"_s);
    row("latency", {{u"latency"_s, u"fast"_s}}, u"“latency” has to be a number of milliseconds"_s);
    row("member", {{u"errorrate"_s, 1}}, u"did you mean “errorRate”"_s);
    row("metrics", {{u"metrics"_s, QJsonArray{QJsonObject{{u"role"_s, u"load"_s}}}}}, u"“metrics” needs of each"_s);
}

void TestDeploymentSteps::bake_wrongInput_isRefused()
{
    QFETCH(QJsonObject, more);
    QFETCH(QString, says);

    const QString problem = problemOf(bake(more));

    QVERIFY2(problem.contains(says), qPrintable(problem));
}

void TestDeploymentSteps::bake_well_takesTheWholeTime()
{
    Bench bench;
    bench.serve([](int) { return 0; });

    const auto event = bench.runStep(bake());

    QCOMPARE(event.state, StepState::Done);
    QCOMPARE(verdictOf(event), u"well"_s);
    QCOMPARE(event.output.value(u"looks"_s).toInt(), 5);
    QCOMPARE(event.output.value(u"now"_s)[u"requests"].toDouble(), 500.0);
    QCOMPARE(event.output.value(u"before"_s)[u"requests"].toDouble(), 6000.0);
    QVERIFY(bench.sleeper.total() == 6min); // CloudWatch needs a minute to count the last one
}

void TestDeploymentSteps::bake_crossed_endsEarly_andDoesNotFail()
{
    Bench bench;
    bench.serve([](int minute) { return minute < 2 ? 0 : 20; });

    const auto event = bench.runStep(bake({{u"for"_s, u"60m"_s}}));

    QCOMPARE(event.state, StepState::Done);
    QCOMPARE(verdictOf(event), u"crossed"_s);
    QVERIFY(event.output.value(u"why"_s).toString().contains("20 % of the requests failed; 1 % are allowed."_L1));
    QVERIFY(bench.sleeper.total() == 5min);
    QVERIFY(bench.lines.size() >= 2);
}

void TestDeploymentSteps::bake_asksForBeforeAndAfter_inOneCall()
{
    Bench bench;
    bench.serve([](int) { return 0; });

    bench.runStep(bake());

    const QJsonObject input = bench.cloud.calls.constFirst().input;
    QCOMPARE(input.value(u"StartTime"_s).toString(), bench.start.addSecs(-3600).toString(Qt::ISODate));
    QCOMPARE(input.value(u"MetricDataQueries"_s).toArray().size(), 6);
    const QJsonValue first = input.value(u"MetricDataQueries"_s).toArray().first();
    QCOMPARE(first[u"MetricStat"][u"Metric"][u"Dimensions"].toArray(),
        (QJsonArray{QJsonObject{{u"Name"_s, u"FunctionName"_s}, {u"Value"_s, u"chat"_s}},
            QJsonObject{{u"Name"_s, u"Resource"_s}, {u"Value"_s, u"chat:live"_s}}}));
}

void TestDeploymentSteps::bake_version_isWatchedAlone_againstAll()
{
    Bench bench;
    bench.serve([](int) { return 0; });

    bench.runStep(bake({{u"version"_s, u"17"_s}}));

    const QJsonArray queries = bench.cloud.calls.constFirst().input.value(u"MetricDataQueries"_s).toArray();
    QCOMPARE(queries.at(0)[u"MetricStat"][u"Metric"][u"Dimensions"].toArray().size(), 2);
    QVERIFY(queries.at(3)[u"MetricStat"][u"Metric"][u"Dimensions"].toArray().contains(
        QJsonObject{{u"Name"_s, u"ExecutedVersion"_s}, {u"Value"_s, u"17"_s}}));
}

void TestDeploymentSteps::bake_metricsThatAreGiven_replaceItsOwn()
{
    Bench bench;
    bench.cloud.value = [&bench](const QString &metric, const QDateTime &at) -> std::optional<double> {
        if (metric == "TargetResponseTime"_L1)
            return at < bench.start ? 0.2 : 0.5; // seconds
        return metric == "RequestCount"_L1 ? std::optional(10.0) : std::nullopt;
    };
    const auto metric = [](const QString &role, const QString &name, double factor) {
        return QJsonObject{{u"role"_s, role}, {u"namespace"_s, u"AWS/ApplicationELB"_s}, {u"name"_s, name},
            {u"dimensions"_s, QJsonObject{{u"LoadBalancer"_s, u"app/web/1"_s}}}, {u"factor"_s, factor}};
    };
    const QJsonArray metrics{
        metric(u"requests"_s, u"RequestCount"_s, 1), metric(u"latency"_s, u"TargetResponseTime"_s, 1000)};

    const auto event
        = bench.runStep(bake({{u"kind"_s, u"ecs"_s}, {u"unit"_s, u"prod/web"_s}, {u"metrics"_s, metrics}}));

    QCOMPARE(verdictOf(event), u"crossed"_s);
    QCOMPARE(event.output.value(u"now"_s)[u"latency"].toDouble(), 500.0);
    QCOMPARE(event.output.value(u"before"_s)[u"latency"].toDouble(), 200.0);
}

void TestDeploymentSteps::bake_throttledLooks_loseNothing()
{
    Bench bench;
    bench.serve([](int minute) { return minute == 1 || minute == 2 ? 50 : 0; });
    for (int look = 2; look < 5; ++look)
        bench.cloud.failures.insert(look, throttled());

    const auto event = bench.runStep(bake({{u"for"_s, u"10m"_s}}));

    QCOMPARE(verdictOf(event), u"crossed"_s);
    QVERIFY(bench.lines.contains(u"The look failed: Slow down."_s));
}

void TestDeploymentSteps::bake_blind_failsAfterTenLooks()
{
    Bench bench;
    for (int look = 0; look < 100; ++look)
        bench.cloud.failures.insert(look, Error(Error::Kind::Network, u"No connection."_s));

    const auto event = bench.runStep(bake({{u"for"_s, u"60m"_s}}));

    QCOMPARE(event.state, StepState::Failed);
    QCOMPARE(event.error->kind(), Error::Kind::Network);
    QCOMPARE(event.error->code(), u"BakeBlind"_s);
    QCOMPARE(bench.cloud.looks, 10);
}

void TestDeploymentSteps::bake_denied_failsAtOnce()
{
    Bench bench;
    bench.cloud.failures.insert(0, Error(Error::Kind::Denied, u"Not allowed."_s));

    const auto event = bench.runStep(bake());

    QCOMPARE(event.state, StepState::Failed);
    QCOMPARE(bench.cloud.looks, 1);
}

void TestDeploymentSteps::bake_cancelled_ends()
{
    Bench bench;
    bench.serve([](int) { return 0; });
    CancelSource source;
    bench.cloud.onLook = [&bench, &source] {
        if (bench.cloud.looks == 2)
            source.cancel();
    };

    bench.runStep(bake({{u"for"_s, u"60m"_s}}), source.token());

    QCOMPARE(bench.cloud.looks, 2);
}

void TestDeploymentSteps::bake_alarmsByBeginning_areWatched()
{
    Bench bench;
    bench.serve([](int) { return 0; });
    const auto alarm = [&bench](const QString &name) {
        return QJsonObject{{u"AlarmName"_s, name}, {u"StateValue"_s, u"ALARM"_s},
            {u"StateTransitionedTimestamp"_s, bench.start.addSecs(30).toString(Qt::ISODate)}};
    };
    bench.cloud.alarms = {alarm(u"other"_s), alarm(u"chat-errors"_s)};

    const auto event = bench.runStep(bake({{u"alarms"_s, QJsonArray{u"chat-*"_s}}}));

    QCOMPARE(verdictOf(event), u"crossed"_s);
    QCOMPARE(event.output.value(u"now"_s)[u"alarms"].toArray(), QJsonArray{u"chat-errors"_s});
}

void TestDeploymentSteps::bake_nothingMeasures_watchesAllAlarms()
{
    Bench bench;
    bench.cloud.alarms = {QJsonObject{{u"AlarmName"_s, u"any"_s}, {u"StateValue"_s, u"OK"_s},
        {u"StateTransitionedTimestamp"_s, bench.start.addDays(-3).toString(Qt::ISODate)}}};

    const auto event = bench.runStep(bake({{u"kind"_s, u"cloudformation"_s}, {u"unit"_s, u"shop"_s}}));

    QCOMPARE(verdictOf(event), u"well"_s);
    QVERIFY(event.output.value(u"why"_s).toString().contains("of 1 that were watched"_L1));
}

void TestDeploymentSteps::bake_nothingAtAll_isUnknownAtOnce()
{
    Bench bench;

    const auto event = bench.runStep(bake({{u"kind"_s, u"secrets"_s}, {u"unit"_s, u"shop/key"_s}}));

    QCOMPARE(event.state, StepState::Done);
    QCOMPARE(verdictOf(event), u"unknown"_s);
    QVERIFY(bench.sleeper.total() == 0min);
}

void TestDeploymentSteps::bake_killed_goesOnWithTheTimeLeft()
{
    Bench bench;
    bench.serve([](int) { return 0; });
    const qint64 run = bench.killedIn(bake({{u"for"_s, u"30m"_s}}));
    bench.clock.advance(20min);

    const auto event = bench.resume(run);

    QCOMPARE(verdictOf(event), u"well"_s);
    QCOMPARE(event.output.value(u"looks"_s).toInt(), 30); // those that were missed, too
    QVERIFY2(bench.sleeper.total() <= 14min, qPrintable(QString::number(bench.sleeper.total().count())));
    QVERIFY(bench.sleeper.total() >= 9min);
    QVERIFY2(bench.lines.first().startsWith("It began "_L1), qPrintable(bench.lines.first()));
}

void TestDeploymentSteps::bake_killedForLong_isJudgedInHindsight()
{
    Bench bench;
    bench.serve([](int minute) { return minute >= 10 && minute < 15 ? 30 : 0; });
    const qint64 run = bench.killedIn(bake({{u"for"_s, u"30m"_s}}));
    bench.clock.advance(5h);

    const auto event = bench.resume(run);

    QCOMPARE(verdictOf(event), u"crossed"_s);
    QVERIFY(bench.sleeper.total() == 0min);
    QCOMPARE(bench.cloud.looks, 1);
}

void TestDeploymentSteps::mark_plan_isReversible_andShowsWhy()
{
    Bench bench;

    const Result<Plan> plan = bench.plan(stepOf(u"deployment:mark"_s, markWith()));

    QVERIFY2(plan, qPrintable(plan ? QString() : plan.error().message()));
    const Step step = plan->steps.first();
    QCOMPARE(step.tier, Tier::Reversible);
    QCOMPARE(step.mark.kind, Mark::Kind::Reversible);
    QCOMPARE(step.changes.first().to, u"rolled back from 17 to 16: Half of the answers failed."_s);
    QVERIFY(step.iamAction.isEmpty());
}

void TestDeploymentSteps::mark_wrongInput_isRefused_data()
{
    QTest::addColumn<QString>("member");
    QTest::addColumn<QString>("value");
    QTest::addColumn<QString>("says");
    for (const char *member : {"kind", "unit", "from", "to", "reason"})
        QTest::newRow(member) << QString::fromLatin1(member) << QString()
                              << u"“%1” is missing"_s.arg(QLatin1String(member));
    QTest::newRow("blank reason") << u"reason"_s << u" \n\t"_s << u"“reason” is blank"_s;
    QTest::newRow("unknown") << u"because"_s << u"x"_s << u"“because” is not known"_s;
}

void TestDeploymentSteps::mark_wrongInput_isRefused()
{
    QFETCH(QString, member);
    QFETCH(QString, value);
    QFETCH(QString, says);
    QJsonObject with = markWith();
    with.insert(member, value);

    const QString problem = problemOf(stepOf(u"deployment:mark"_s, with));

    QVERIFY2(problem.contains(says), qPrintable(problem));
}

void TestDeploymentSteps::mark_run_standsInTheJournal_untilUndone()
{
    Bench bench;

    const auto event = bench.runStep(stepOf(u"deployment:mark"_s, markWith()));

    QCOMPARE(event.state, StepState::Done);
    QVERIFY(bench.cloud.calls.isEmpty());
    const QList<RollbackMark> marks = marksOf(*bench.journal);
    QCOMPARE(marks.size(), 1);
    QCOMPARE(marks.first().unit, u"chat:live"_s);
    QCOMPARE(marks.first().from, u"17"_s);
    QCOMPARE(marks.first().to, u"16"_s);
    QCOMPARE(marks.first().reason, u"Half of the answers failed."_s);
    QVERIFY(marks.first().run > 0);

    const Result<operations::UndoPlan> undo = bench.undo(event.journalEntry);
    QVERIFY2(undo, qPrintable(undo ? QString() : undo.error().message()));
    QCOMPARE(undo->plan.steps.first().operation.uses, u"deployment:unmark"_s);
    QVERIFY(bench.run(undo->plan));

    QVERIFY(marksOf(*bench.journal).isEmpty());
}

void TestDeploymentSteps::unmark_takesItOff_andBack()
{
    Bench bench;
    bench.runStep(stepOf(u"deployment:mark"_s, markWith()));

    const auto off = bench.runStep(stepOf(u"deployment:unmark"_s, markWith()));
    QVERIFY(marksOf(*bench.journal).isEmpty());

    const Result<operations::UndoPlan> undo = bench.undo(off.journalEntry);
    QVERIFY2(undo, qPrintable(undo ? QString() : undo.error().message()));
    QVERIFY(bench.run(undo->plan));
    QCOMPARE(marksOf(*bench.journal).size(), 1);
}

void TestDeploymentSteps::mark_inDoubt_isDone()
{
    const Bench bench;

    const auto verdict = bench.executor->reconcile(stepOf(u"deployment:mark"_s, markWith()), {});

    QCOMPARE(verdict.kind, operations::Verdict::Kind::Done);
}

QTEST_GUILESS_MAIN(TestDeploymentSteps)
#include "tst_deploymentsteps.moc"
