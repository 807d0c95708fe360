// SPDX-License-Identifier: GPL-3.0-or-later
#include "world.h"

using namespace sm;
using namespace Qt::Literals::StringLiterals;
using test::await;
using test::human;
using test::ScriptedAttendant;
using test::setting;
using test::WorldBench;

namespace {

Error lostAnswer()
{
    return Error(Error::Kind::Network, u"The connection broke."_s).withChanged(Error::Changed::Unknown);
}

Error expired() { return Error(Error::Kind::Denied, u"The token has expired."_s).withCode(u"ExpiredToken"_s); }

/// While somebody waits, what was sent before the crash arrives.
class ArrivingSleeper final : public net::Sleeper
{
public:
    explicit ArrivingSleeper(std::function<void()> arrive)
        : m_arrive(std::move(arrive))
    {
    }
    QCoro::Task<Result<void>> sleep(std::chrono::milliseconds, CancelToken) override
    {
        m_arrive();
        co_return ok();
    }

private:
    std::function<void()> m_arrive;
};

QList<Step> three() { return {setting(u"a"_s, 1), setting(u"b"_s, 1), setting(u"c"_s, 1)}; }

/// Fails \p name once with \p error.
auto once(const QString &name, const Error &error)
{
    return [name, error, spent = std::make_shared<bool>(false)](const Step &step) -> std::optional<Error> {
        if (*spent || test::WorldExecutor::nameOf(step) != name)
            return std::nullopt;
        *spent = true;
        return error;
    };
}

/// \p step as one turn of a loop.
Step inTurn(Step step, const QString &id, int turn)
{
    step.id = id;
    step.scope.insert(u"index"_s, turn);
    return step;
}

/// A step whose answer is lost though it was done, and one that needs what the answer said.
QList<Step> makingAndUsing(test::WorldExecutor &world)
{
    world.after = once(u"made"_s, lostAnswer());
    Step making = setting(u"made"_s, u"arn:made"_s);
    making.id = u"make"_s;
    Step use = setting(u"used"_s, QJsonValue());
    use.deferred << Deferred{u"/value"_s, {{u"steps.make.output.value"_s, true, Deferred::Form::AsIs}}};
    return {making, use};
}

} // namespace

class TestResume : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void resume_afterAFailedStep_beginsThereAndRepeatsNothing()
    {
        WorldBench bench;
        bench.world.before = once(u"b"_s, Error(Error::Kind::Throttled, u"Later."_s));
        const auto first = bench.run(bench.plan(three()));
        QCOMPARE(first->failed(), 1);
        bench.restart();
        bench.world.applied.clear();

        const auto second = bench.resume(first->run);

        QVERIFY2(second, qPrintable(second ? QString() : second.error().message()));
        QVERIFY(second->succeeded());
        QCOMPARE(bench.world.applied, (QStringList{u"b"_s, u"c"_s}));
    }

    void resume_turnOfAnotherStep_isOfTheSameTurn()
    {
        WorldBench bench;
        QList<Step> steps;
        for (int turn = 0; turn < 3; ++turn)
            steps << inTurn(setting(u"first%1"_s.arg(turn), u"value%1"_s.arg(turn)), u"first"_s, turn);
        for (int turn = 0; turn < 3; ++turn) {
            Step second = inTurn(setting(u"second%1"_s.arg(turn), QJsonValue()), u"second"_s, turn);
            second.deferred << Deferred{u"/value"_s, {{u"turn.first.output.value"_s, true, Deferred::Form::AsIs}}};
            second.expect << Expectation{
                u"turn.first.state == 'done' && output.value == turn.first.output.value"_s, {}};
            steps << second;
        }
        Step last = setting(u"last"_s, QJsonValue());
        last.deferred << Deferred{u"/value"_s, {{u"steps.first.output.value"_s, true, Deferred::Form::AsIs}}};
        steps << last;
        bench.world.before = once(u"second1"_s, Error(Error::Kind::Throttled, u"Later."_s));
        const auto first = bench.run(bench.plan(steps));
        QCOMPARE(first->failed(), 1);
        bench.restart();

        const auto second = bench.resume(first->run);

        QVERIFY2(second, qPrintable(second ? QString() : second.error().message()));
        QVERIFY(second->succeeded());
        QCOMPARE(bench.world.values.value(u"second0"_s), QJsonValue(u"value0"_s));
        QCOMPARE(bench.world.values.value(u"second1"_s), QJsonValue(u"value1"_s));
        QCOMPARE(bench.world.values.value(u"second2"_s), QJsonValue(u"value2"_s));
        QCOMPARE(bench.world.values.value(u"last"_s), QJsonValue(u"value2"_s));
    }

    void run_turnThatWasLeftOut_givesNothing()
    {
        WorldBench bench;
        Step second = inTurn(setting(u"second"_s, QJsonValue()), u"second"_s, 0);
        second.deferred << Deferred{u"/value"_s, {{u"turn.first.output.value"_s, true, Deferred::Form::AsIs}}};

        const auto report
            = bench.run(bench.plan({inTurn(setting(u"first"_s, u"of the second turn"_s), u"first"_s, 1), second}));

        QCOMPARE(report->failed(), 1);
        QCOMPARE(report->steps.last().error->code(), u"NoSuchOutput"_s);
        QCOMPARE(bench.world.applied, QStringList{u"first"_s});
    }

    void resume_stepInDoubtThatArrived_isSettledByLooking()
    {
        WorldBench bench;
        bench.world.after = once(u"b"_s, lostAnswer());
        const auto first = bench.run(bench.plan(three()));
        QCOMPARE(first->inDoubt(), 1);
        bench.restart();
        bench.world.applied.clear();

        const auto second = bench.resume(first->run);

        QVERIFY(second->succeeded());
        QCOMPARE(bench.world.applied, QStringList{u"c"_s});
        const auto entry = await(bench.journal->entry(first->steps[1].journalEntry));
        QCOMPARE((*entry)->state, StepState::Done);
        QVERIFY(!(*entry)->evidence.isEmpty());
    }

    void resume_stepFoundDone_givesLaterStepsItsOutput()
    {
        WorldBench bench;
        const auto first = bench.run(bench.plan(makingAndUsing(bench.world)));
        QCOMPARE(first->inDoubt(), 1);
        bench.restart();

        const auto second = bench.resume(first->run);

        QVERIFY2(second, qPrintable(second ? QString() : second.error().message()));
        QVERIFY(second->succeeded());
        QCOMPARE(bench.world.values.value(u"used"_s), QJsonValue(u"arn:made"_s));
        QCOMPARE(second->steps.first().output, (QJsonObject{{u"name"_s, u"made"_s}, {u"value"_s, u"arn:made"_s}}));
    }

    void resume_ofAResumedRun_stillHasWhatWasFound()
    {
        WorldBench bench;
        const auto first = bench.run(bench.plan(makingAndUsing(bench.world)));
        bench.restart();
        bench.world.before = once(u"used"_s, Error(Error::Kind::Throttled, u"Later."_s));
        const auto second = bench.resume(first->run);
        QCOMPARE(second->failed(), 1);
        bench.restart();

        const auto third = bench.resume(second->run);

        QVERIFY2(third, qPrintable(third ? QString() : third.error().message()));
        QVERIFY(third->succeeded());
        QCOMPARE(bench.world.values.value(u"used"_s), QJsonValue(u"arn:made"_s));
        const auto entry = await(bench.journal->entry(first->steps.first().journalEntry));
        QCOMPARE((*entry)->output.value(u"value"_s), QJsonValue(u"arn:made"_s));
    }

    void resume_afterSomebodyLooked_hasWhatWasFound()
    {
        WorldBench bench;
        const auto first = bench.run(bench.plan(makingAndUsing(bench.world)));
        const auto verdict = await(bench.runner->reconcile(first->steps.first().journalEntry, {}, {}));
        QCOMPARE((*verdict)->kind, operations::Verdict::Kind::Done);

        const auto second = bench.resume(first->run);

        QVERIFY2(second, qPrintable(second ? QString() : second.error().message()));
        QVERIFY(second->succeeded());
        QCOMPARE(bench.world.values.value(u"used"_s), QJsonValue(u"arn:made"_s));
    }

    void resume_stepInDoubt_isLookedAtWithItsSecrets()
    {
        WorldBench bench;
        Step step = setting(u"a"_s, 1);
        step.operation.secrets.insert(u"PASSWORD"_s, Secret(u"canary"_s));
        bench.world.after = once(u"a"_s, lostAnswer());
        const auto first = bench.run(bench.plan({step}));
        bench.restart();
        bench.secrets = {{u"PASSWORD"_s, Secret(u"canary"_s)}, {u"OTHER"_s, Secret(u"of another step"_s)}};
        bench.world.shown.clear();

        const auto second = bench.resume(first->run);

        QVERIFY(second && second->succeeded());
        QCOMPARE(bench.world.shown, QList<Secret>{Secret(u"canary"_s)});
    }

    void resume_stepThatArrivesAfterTheRestart_isNotSentAgain()
    {
        WorldBench bench;
        bench.world.before = once(u"b"_s, lostAnswer());
        const auto first = bench.run(bench.plan(three()));
        bench.restart();
        bench.world.applied.clear();
        ArrivingSleeper sleeper([&bench] { bench.world.set(u"b"_s, 1); });
        operations::Runner runner(operations::Guard(false), bench.journal.get(), {&bench.world}, sleeper);

        const auto second = await(runner.resume(first->run, {}, {}, {}, {}));

        QVERIFY(second && *second && (*second)->succeeded());
        QCOMPARE(bench.world.applied, QStringList{u"c"_s});
        const auto entry = await(bench.journal->entry(first->steps[1].journalEntry));
        QCOMPARE((*entry)->state, StepState::Done);
    }

    void resume_stepInDoubtThatDidNotArrive_isSentAgain()
    {
        WorldBench bench;
        bench.world.before = once(u"b"_s, lostAnswer());
        const auto first = bench.run(bench.plan(three()));
        bench.restart();
        bench.world.applied.clear();

        const auto second = bench.resume(first->run);

        QVERIFY(second->succeeded());
        QCOMPARE(bench.world.applied, (QStringList{u"b"_s, u"c"_s}));
        const auto entry = await(bench.journal->entry(first->steps[1].journalEntry));
        QCOMPARE((*entry)->state, StepState::Failed);
    }

    void resume_stepInDoubtThatNothingShows_asksAndDoesAsTold()
    {
        WorldBench bench;
        bench.world.before = once(u"b"_s, lostAnswer());
        const auto first = bench.run(bench.plan(three()));
        bench.world.values.insert(u"b"_s, u"theirs"_s);
        bench.restart();
        bench.world.applied.clear();
        ScriptedAttendant person;
        person.answers = {{u"done"_s, u"I looked."_s}};

        const auto second = bench.resume(first->run, &person);

        QVERIFY(second->succeeded());
        QCOMPARE(person.questions.size(), 1);
        QCOMPARE(person.questions[0].kind, Question::Kind::InDoubt);
        QCOMPARE(bench.world.applied, QStringList{u"c"_s});
        const auto entry = await(bench.journal->entry(first->steps[1].journalEntry));
        QCOMPARE((*entry)->evidence.value(u"why"_s).toString(), u"I looked."_s);
    }

    void run_stepInDoubtThatIsToBeGonePast_isGonePast()
    {
        WorldBench bench;
        bench.world.after = once(u"b"_s, lostAnswer());
        QList<Step> steps = three();
        steps[1].onFailure = OnFailure::Continue;

        const auto report = bench.run(bench.plan(steps));

        QCOMPARE(report->steps[1].state, StepState::InDoubt);
        QCOMPARE(report->steps[2].state, StepState::Done);
    }

    void resume_stepInDoubtThatIsToBeGonePast_doesNotWaitForAPerson()
    {
        WorldBench bench;
        QList<Step> steps = three();
        steps[1].onFailure = OnFailure::Continue;
        bench.world.after = once(u"b"_s, lostAnswer());
        bench.world.before = once(u"c"_s, Error(Error::Kind::Network, u"The line is away."_s));
        const auto first = bench.run(bench.plan(steps));
        QCOMPARE(first->steps[2].state, StepState::Failed);
        bench.world.values[u"b"_s] = u"something else"_s; // so that looking does not tell
        bench.restart();

        const auto second = bench.resume(first->run);

        QVERIFY(second && !second->paused);
        QCOMPARE(second->steps[1].state, StepState::InDoubt);
        QCOMPARE(second->steps[2].state, StepState::Done);
        QCOMPARE(bench.world.applied, (QStringList{u"a"_s, u"b"_s, u"c"_s, u"c"_s}));
    }

    void resume_stepInDoubtWithNobodyToAsk_waits()
    {
        WorldBench bench;
        bench.world.before = once(u"b"_s, lostAnswer());
        const auto first = bench.run(bench.plan(three()));
        bench.world.values.insert(u"b"_s, u"theirs"_s);
        bench.restart();
        bench.world.applied.clear();

        const auto second = bench.resume(first->run);

        QVERIFY(second && second->paused);
        QCOMPARE(second->steps[1].state, StepState::InDoubt);
        QCOMPARE(second->steps[2].state, StepState::Waiting);
        QVERIFY(bench.world.applied.isEmpty());
    }

    void resume_twice_isRefused()
    {
        WorldBench bench;
        bench.world.before = once(u"b"_s, Error(Error::Kind::Throttled, u"Later."_s));
        const auto first = bench.run(bench.plan(three()));
        bench.restart();
        QVERIFY(bench.resume(first->run));

        const auto again = bench.resume(first->run);

        QVERIFY(!again);
        QCOMPARE(again.error().code(), u"RunTakenUp"_s);
    }

    void resume_ofARunThatTookUpAnother_repeatsNothingOfEither()
    {
        WorldBench bench;
        const auto first = bench.run(bench.plan({setting(u"a"_s, 1), human(u"manual"_s, u"Call them."_s)}));
        bench.restart();
        const auto second = bench.resume(first->run); // there is still nobody
        QVERIFY(second && second->paused);
        bench.restart();
        bench.world.applied.clear();
        ScriptedAttendant person;
        person.answers = {{u"done"_s, {}}};

        const auto third = bench.resume(second->run, &person);

        QVERIFY2(third, qPrintable(third ? QString() : third.error().message()));
        QVERIFY(third->succeeded());
        QVERIFY(bench.world.applied.isEmpty());
    }

    void resume_valueFromAnEarlierStep_isThereAgain()
    {
        WorldBench bench;
        Step make = setting(u"made"_s, u"arn:1"_s);
        make.id = u"make"_s;
        Step use = setting(u"used"_s, QString());
        use.deferred = {{u"/value"_s, {{u"steps.make.output.value"_s, true, Deferred::Form::AsIs}}}};
        bench.world.before = once(u"used"_s, Error(Error::Kind::Throttled, u"Later."_s));
        const auto first = bench.run(bench.plan({make, use}));
        bench.restart();

        const auto second = bench.resume(first->run);

        QVERIFY(second->succeeded());
        QCOMPARE(bench.world.values.value(u"used"_s).toString(), u"arn:1"_s);
    }

    void run_expiredCredentials_asksAndGoesOn()
    {
        WorldBench bench;
        bench.world.before = once(u"b"_s, expired());
        ScriptedAttendant person;
        person.answers = {{u"go on"_s, {}}};

        const auto report = bench.run(bench.plan(three()), &person);

        QVERIFY(report->succeeded());
        QCOMPARE(person.questions[0].kind, Question::Kind::SignIn);
        QCOMPARE(bench.world.applied, (QStringList{u"a"_s, u"b"_s, u"b"_s, u"c"_s}));
    }

    void run_expiredCredentialsWithNobodyToAsk_pausesAndGoesOnLater()
    {
        WorldBench bench;
        bench.world.before = once(u"b"_s, expired());
        const auto first = bench.run(bench.plan(three()));
        QVERIFY(first && first->paused);
        QCOMPARE(first->steps[2].state, StepState::Waiting);
        bench.restart();

        const auto second = bench.resume(first->run);

        QVERIFY(second->succeeded());
    }

    void run_decision_isAskedAndKnownToLaterSteps()
    {
        WorldBench bench;
        Step decide = human(u"decide"_s, u"Which?"_s, {u"left"_s, u"right"_s});
        decide.id = u"way"_s;
        Step left = setting(u"left"_s, 1);
        left.when = u"steps.way.output.choice == 'left'"_s;
        Step right = setting(u"right"_s, 1);
        right.when = u"steps.way.output.choice == 'right'"_s;
        ScriptedAttendant person;
        person.answers = {{u"right"_s, u"It is shorter."_s}};

        const auto report = bench.run(bench.plan({decide, left, right}), &person);

        QCOMPARE(bench.world.applied, QStringList{u"right"_s});
        QCOMPARE(report->steps[1].state, StepState::Skipped);
        QCOMPARE(person.questions[0].options, (QStringList{u"left"_s, u"right"_s}));
    }

    void run_questionWithAValueOfAnEarlierStep_namesIt()
    {
        WorldBench bench;
        Step make = setting(u"made"_s, u"arn:1"_s);
        make.id = u"make"_s;
        Step agree = human(u"approve"_s, QString());
        agree.title = u"Agree"_s;
        agree.deferred = {{u"/question"_s,
            {{u"Keep "_s, false, Deferred::Form::AsIs}, {u"steps.make.output.value"_s, true, Deferred::Form::AsIs},
                {u"?"_s, false, Deferred::Form::AsIs}}}};
        ScriptedAttendant person;
        person.answers = {{u"yes"_s, {}}};

        const auto report = bench.run(bench.plan({make, agree}), &person);

        QVERIFY(report && report->succeeded());
        QCOMPARE(person.questions[0].text, u"Keep arn:1?"_s);
        const auto entry = await(bench.journal->entry(report->steps[1].journalEntry));
        QCOMPARE((*entry)->input.value(u"question"_s).toString(), u"Keep arn:1?"_s);
    }

    void run_approvalRefused_stopsThere()
    {
        WorldBench bench;
        ScriptedAttendant person;
        person.answers = {{u"no"_s, u"Not today."_s}};

        const auto report = bench.run(bench.plan({human(u"approve"_s, u"May it?"_s), setting(u"a"_s, 1)}), &person);

        QCOMPARE(report->steps[0].error->code(), u"NotApproved"_s);
        QVERIFY(bench.world.applied.isEmpty());
    }

    void run_humanStepWithNobodyThere_waitsAndIsAskedOnResume()
    {
        WorldBench bench;
        const auto first = bench.run(bench.plan({human(u"manual"_s, u"Call them."_s), setting(u"a"_s, 1)}));
        QVERIFY(first && first->paused);
        bench.restart();
        ScriptedAttendant person;
        person.answers = {{u"done"_s, {}}};

        const auto second = bench.resume(first->run, &person);

        QVERIFY(second->succeeded());
        QCOMPARE(bench.world.applied, QStringList{u"a"_s});
    }

    void run_failedStepThatAsks_isRetriedOrLeftOutAsTold()
    {
        WorldBench bench;
        QList<Step> steps = three();
        steps[1].onFailure = OnFailure::Ask;
        bench.world.before = [](const Step &step) -> std::optional<Error> {
            if (test::WorldExecutor::nameOf(step) == u"b")
                return Error(Error::Kind::Throttled, u"Later."_s);
            return std::nullopt;
        };
        ScriptedAttendant person;
        person.answers = {{u"retry"_s, {}}, {u"skip"_s, u"Not needed."_s}};

        const auto report = bench.run(bench.plan(steps), &person);

        QCOMPARE(bench.world.applied, (QStringList{u"a"_s, u"b"_s, u"b"_s, u"c"_s}));
        QCOMPARE(report->steps[1].state, StepState::Skipped);
        QCOMPARE(report->done(), 2);
    }

    void run_expectationNotMet_failsTheStepThatWasDone()
    {
        WorldBench bench;
        Step step = setting(u"a"_s, 1);
        step.expect = {{u"output.value == `2`"_s, {}}};

        const auto report = bench.run(bench.plan({step, setting(u"b"_s, 1)}));

        QCOMPARE(report->steps[0].error->code(), u"NotExpected"_s);
        QCOMPARE(report->steps[0].error->changed(), Error::Changed::Yes);
        QCOMPARE(report->steps[1].state, StepState::Skipped);
    }

    void run_deferredValueThatNobodyGave_sendsNothing()
    {
        WorldBench bench;
        Step use = setting(u"used"_s, QString());
        use.deferred = {{u"/value"_s, {{u"steps.never.output.value"_s, true, Deferred::Form::AsIs}}}};

        const auto report = bench.run(bench.plan({use}));

        QCOMPARE(report->steps[0].error->code(), u"NoSuchOutput"_s);
        QVERIFY(bench.world.applied.isEmpty());
    }

    void run_fiveHundredPlansOvertakenByOthers_areAllRefused()
    {
        WorldBench bench;
        operations::Executors executors({&bench.world});
        int refused = 0;
        for (int i = 0; i < 500; ++i) {
            const QString name = u"key%1"_s.arg(i);
            bench.world.values.insert(name, i % 3 == 0 ? QJsonValue(i) : QJsonValue(QJsonObject{{u"deep"_s, i}}));
            const auto plan = await(operations::observed(bench.plan({setting(name, u"ours"_s)}), executors, {}));
            QVERIFY(plan && *plan);
            bench.world.set(name, i % 2 == 0 ? QJsonValue() : QJsonValue(u"theirs"_s));

            const auto report = bench.run(**plan);

            refused += report && report->steps[0].error && report->steps[0].error->code() == u"PlanStale";
        }
        QCOMPARE(refused, 500);
        QVERIFY(bench.world.applied.isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestResume)
#include "tst_resume.moc"
