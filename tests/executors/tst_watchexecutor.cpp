// SPDX-License-Identifier: GPL-3.0-or-later
#include "executorbench.h"

#include <executors/watchexecutor.h>
#include <executors/watchplanner.h>
#include <support/hostilevalues.h>

#include <QQueue>

using namespace sm;
using namespace sm::test;
using namespace std::chrono_literals;
using operations::Applied;

namespace {

/// Reads a signal whose value follows a script: the state of each minute, or an error.
class Signal final : public operations::Executor
{
public:
    explicit Signal(MockClock &clock)
        : m_clock(clock)
        , m_start(clock.steady())
    {
    }
    QString kind() const override { return u"signal"_s; }
    QCoro::Task<Result<Applied>> apply(WritePermit, Step step, CancelToken) override
    {
        tiers << step.tier;
        with << step.operation.with;
        const auto minute = std::chrono::duration_cast<std::chrono::minutes>(m_clock.steady() - m_start).count();
        const QString state = script.value(static_cast<int>(minute), script.last());
        if (state == "down"_L1)
            co_return Error(Error::Kind::Network, u"No connection."_s);
        if (state == "throttled"_L1)
            co_return Error(Error::Kind::Throttled, u"Slow down."_s);
        if (state == "denied"_L1)
            co_return Error(Error::Kind::Denied, u"Expired."_s).withCode(u"ExpiredToken"_s);
        co_return Applied{{{u"state"_s, state}}, {}, {}};
    }

    QStringList script{u"good"_s};
    QList<Tier> tiers;
    QList<QJsonObject> with;

private:
    MockClock &m_clock;
    std::chrono::steady_clock::time_point m_start;
};

class SignalPlanner final : public operations::KindPlanner
{
public:
    QString kind() const override { return u"signal"_s; }
    Result<Step> planned(Step step, const SystemInfo &, QSet<QString> &) const override
    {
        step.tier = step.operation.uses == "signal:get"_L1 ? Tier::Read : Tier::Reversible;
        return step;
    }
};

struct Bench
{
    explicit Bench(const QStringList &script = {u"good"_s}) { signal.script = script; }

    const Knowledge &known = everything();
    MockClock clock;
    InstantSleeper sleeper{clock};
    Signal signal{clock};
    QStringList lines;
    SignalPlanner signalPlanner;
    executors::WatchExecutor executor{
        operations::Executors({&signal}), sleeper, clock, [this](const Step &, const QString &line) { lines << line; }};
    executors::WatchPlanner planner{operations::Planner(known.catalog, known.models, {&signalPlanner})};
    ExecutorBench all{known, {&executor, &signal}, {&planner, &signalPlanner}, sleeper};
};

Step watch(const QString &holds, const QJsonObject &more = {})
{
    QJsonObject with{
        {u"read"_s, QJsonObject{{u"uses"_s, u"signal:get"_s}, {u"with"_s, QJsonObject{{u"name"_s, u"a"_s}}}}},
        {u"holds"_s, holds}, {u"for"_s, u"5m"_s}, {u"every"_s, u"1m"_s}, {u"within"_s, u"30m"_s}};
    for (auto it = more.begin(); it != more.end(); ++it)
        with.insert(it.key(), it.value());
    return stepOf(u"watch"_s, with);
}

const QString isGood = u"output.state == 'good'"_s;

QString problemOf(const Step &step)
{
    const Bench bench;
    const Result<Plan> plan = bench.all.plan({step});
    return plan ? QString() : plan.error().message();
}

} // namespace

class TestWatchExecutor : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void watch_holdsFromTheStart_isDoneAfterThatTime()
    {
        Bench bench;

        const auto event = bench.all.runStep(watch(isGood));

        QCOMPARE(event.state, StepState::Done);
        QCOMPARE(event.output.value(u"output"_s), QJsonValue(QJsonObject{{u"state"_s, u"good"_s}}));
        QCOMPARE(event.output.value(u"looks"_s), QJsonValue(6));
        QCOMPARE(event.output.value(u"breaks"_s), QJsonValue(0));
        QVERIFY(bench.sleeper.total() == 5min);
        QVERIFY(bench.lines.isEmpty());
    }

    void watch_breaks_beginAnew()
    {
        Bench bench({u"bad"_s, u"good"_s, u"good"_s, u"bad"_s, u"good"_s});

        const auto event = bench.all.runStep(watch(isGood));

        QCOMPARE(event.state, StepState::Done);
        QCOMPARE(event.output.value(u"breaks"_s), QJsonValue(1));
        QVERIFY(bench.sleeper.total() == 9min);
        QCOMPARE(bench.lines, QStringList{u"The condition does not hold any more. It had held for 2m."_s});
    }

    void watch_failedLook_breaksAndIsTold()
    {
        Bench bench({u"good"_s, u"good"_s, u"down"_s, u"good"_s});

        const auto event = bench.all.runStep(watch(isGood));

        QCOMPARE(event.output.value(u"breaks"_s), QJsonValue(1));
        QVERIFY(bench.sleeper.total() == 8min);
        QCOMPARE(bench.lines, QStringList{u"The look failed: No connection. It had held for 2m."_s});
    }

    void watch_throttledLook_breaksNothing()
    {
        Bench bench({u"good"_s, u"good"_s, u"throttled"_s, u"good"_s});

        const auto event = bench.all.runStep(watch(isGood));

        QCOMPARE(event.output.value(u"breaks"_s), QJsonValue(0));
        QVERIFY(bench.sleeper.total() == 5min);
    }

    void watch_throttledAtTheEnd_looksOnceMore()
    {
        Bench bench({u"good"_s, u"good"_s, u"good"_s, u"good"_s, u"good"_s, u"throttled"_s, u"bad"_s});

        const auto event = bench.all.runStep(watch(isGood, {{u"within"_s, u"7m"_s}}));

        QCOMPARE(event.error->code(), u"WatchBroken"_s);
    }

    void watch_notInTime_failsWithTheLastAnswer()
    {
        Bench bench({u"bad"_s});

        const auto event = bench.all.runStep(watch(isGood));

        QCOMPARE(event.state, StepState::Failed);
        QCOMPARE(event.error->kind(), Error::Kind::Conflict);
        QCOMPARE(event.error->code(), u"WatchBroken"_s);
        QVERIFY2(event.error->message().contains("{\"state\":\"bad\"}"_L1), qPrintable(event.error->message()));
        QVERIFY(bench.sleeper.total() == 30min);
    }

    void watch_longestWait_endsExactlyThen()
    {
        Bench bench({u"bad"_s});

        bench.all.runStep(watch(isGood, {{u"every"_s, u"7m"_s}}));

        QVERIFY(bench.sleeper.total() == 30min);
    }

    void watch_denied_endsAtOnce()
    {
        Bench bench({u"good"_s, u"denied"_s});

        const auto event = bench.all.runStep(watch(isGood));

        QCOMPARE(event.error->code(), u"ExpiredToken"_s);
        QVERIFY(bench.sleeper.total() == 1min);
    }

    void watch_noTimeToHold_isDoneAtTheFirstGoodLook()
    {
        Bench bench({u"bad"_s, u"bad"_s, u"good"_s});

        const auto event = bench.all.runStep(watch(isGood, {{u"for"_s, 0}}));

        QCOMPARE(event.output.value(u"looks"_s), QJsonValue(3));
    }

    void watch_scope_isSeenByTheCondition()
    {
        Bench bench;

        const auto event = bench.all.runStep(watch(u"output.state == parameters.wanted"_s,
            {{u"scope"_s, QJsonObject{{u"parameters"_s, QJsonObject{{u"wanted"_s, u"good"_s}}}}}}));

        QCOMPARE(event.state, StepState::Done);
    }

    void watch_scopeOfTheStep_isSeenByTheCondition()
    {
        Bench bench;
        Step first = stepOf(u"signal:get"_s, {{u"name"_s, u"a"_s}});
        first.id = u"before"_s;
        Step step = watch(u"output.state == steps.before.output.state && item == parameters.wanted"_s);
        step.scope = {{u"item"_s, u"good"_s}, {u"parameters"_s, QJsonObject{{u"wanted"_s, u"good"_s}}}};

        const auto report = bench.all.run(*bench.all.plan({first, step}));

        QVERIFY(report->succeeded());
    }

    void watch_looks_areReads()
    {
        Bench bench;

        bench.all.runStep(watch(isGood));

        QCOMPARE(bench.signal.tiers.count(Tier::Read), bench.signal.tiers.size());
        QCOMPARE(bench.signal.with.first(), (QJsonObject{{u"name"_s, u"a"_s}}));
    }

    void plan_ofAWatch_isARead()
    {
        const Bench bench;

        const Step step = bench.all.plan({watch(isGood)})->steps.first();

        QCOMPARE(step.tier, Tier::Read);
        QVERIFY(step.notes.contains(u"Looks every 1m, for 30m at most."_s));
        QVERIFY(step.cli.endsWith(u"# every 1m, until this has held for 5m: "_s + isGood));
    }

    void plan_ofAWrite_isRefused()
    {
        const Bench bench;
        const QJsonObject write{{u"uses"_s, u"signal:set"_s}, {u"with"_s, QJsonObject{{u"name"_s, u"a"_s}}}};

        const Result<Plan> plan = bench.all.plan({watch(isGood, {{u"read"_s, write}})});

        QCOMPARE(plan.error().code(), u"NotARead"_s);
    }

    void input_wrong_isRefused()
    {
        QVERIFY(problemOf(watch(isGood, {{u"hold"_s, 1}})).contains(u"did you mean “holds”?"_s));
        QVERIFY(problemOf(watch(u"output.["_s)).contains("no condition"_L1));
        QVERIFY(problemOf(watch(isGood, {{u"for"_s, u"1h"_s}})).contains(u"longer than “within”"_s));
        QVERIFY(problemOf(watch(isGood, {{u"every"_s, u"10ms"_s}})).contains("a second at least"_L1));
        QVERIFY(problemOf(watch(isGood, {{u"within"_s, u"soon"_s}})).contains("duration"_L1));
        for (const QString &uses : {u"watch"_s, u"wait:lambda:function-updated"_s, u"manual"_s})
            QVERIFY(problemOf(watch(isGood, {{u"read"_s, QJsonObject{{u"uses"_s, uses}}}})).contains("at once"_L1));
        QVERIFY(!problemOf(watch(isGood, {{u"read"_s, QJsonObject{{u"uses"_s, u"none:x"_s}}}})).isEmpty());
    }

    void hostileValues_stayValues()
    {
        for (const QString &value : hostileValues().mid(0, 100)) {
            Bench bench({u"bad"_s});
            const QJsonObject read{{u"uses"_s, u"signal:get"_s}, {u"with"_s, QJsonObject{{u"name"_s, value}}}};
            const QJsonObject scope{{u"wanted"_s, value}};

            const auto event = bench.all.runStep(watch(u"output.state == wanted"_s,
                {{u"read"_s, read}, {u"scope"_s, scope}, {u"for"_s, 0}, {u"within"_s, 60}}));

            QCOMPARE(event.error->code(), u"WatchBroken"_s);
            QCOMPARE(bench.signal.with.first(), (QJsonObject{{u"name"_s, value}}));
        }
    }
};

QTEST_GUILESS_MAIN(TestWatchExecutor)
#include "tst_watchexecutor.moc"
