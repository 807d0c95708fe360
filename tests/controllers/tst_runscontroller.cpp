// SPDX-License-Identifier: GPL-3.0-or-later
#include <operations/preflight.h>
#include <support/bench.h>
#include <support/fakecaller.h>

#include <QSignalSpy>

using namespace sm;
using namespace sm::test;
using controllers::RunsController;
using controllers::ShownRun;

class TestRunsController : public QObject
{
    Q_OBJECT

private:
    const ShownRun &state(int id) const { return m_bench->runs.runs().at(id); }

    /// A decision, then a change.
    Plan asking() const
    {
        Step decide;
        decide.title = u"Decide"_s;
        decide.operation = {
            u"decide"_s, {{u"question"_s, u"Left or right?"_s}, {u"options"_s, QJsonArray{u"left"_s, u"right"_s}}}, {}};
        const QList<Step> steps{decide, m_bench->planDisable({u"ada"_s}).plan.steps.first()};
        return m_bench->planner.plan(u"Decide and disable"_s, m_bench->system, steps).value_or(Plan());
    }

    std::unique_ptr<Bench> m_bench;

private Q_SLOTS:
    void init()
    {
        m_bench = std::make_unique<Bench>();
        QVERIFY(m_bench->load());
    }
    void cleanup() { m_bench.reset(); }

    void run_success_tellsEachStepAndTheEnd()
    {
        QSignalSpy started(&m_bench->runs, &RunsController::runStarted);
        QSignalSpy steps(&m_bench->runs, &RunsController::stepChanged);
        QSignalSpy finished(&m_bench->runs, &RunsController::runFinished);

        const int id = m_bench->runs.run(m_bench->planDisable({u"ada"_s, u"bob"_s}).plan, {});

        QCOMPARE(started.size(), 1);
        QVERIFY(m_bench->runs.isBusy());
        QTRY_COMPARE(finished.size(), 1);
        QCOMPARE(finished.first().first().toInt(), id);
        QCOMPARE(steps.size(), 4); // running and done, of both
        QVERIFY(state(id).succeeded() && !m_bench->runs.isBusy());
        QVERIFY(state(id).lastJournalEntry > 0);
        QCOMPARE(m_bench->executor.gate.calls(), (QStringList{u"ada@example.com"_s, u"bob@example.com"_s}));
    }

    void permissions_thatIamWouldRefuse_areTold()
    {
        FakeCaller caller;
        caller.answer(u"SimulatePrincipalPolicy"_s,
            {{u"EvaluationResults"_s,
                QJsonArray{QJsonObject{{u"EvalActionName"_s, u"cognito-idp:AdminDisableUser"_s},
                    {u"EvalDecision"_s, u"explicitDeny"_s}}}}});
        caller.fail(u"SimulatePrincipalPolicy"_s, Error(Error::Kind::Denied, u"Not allowed to ask."_s));
        const aws::Models models;
        const operations::Preflight preflight(m_bench->catalog, models, caller);
        const Plan plan = m_bench->planDisable({u"ada"_s}).plan;
        QSignalSpy missing(&m_bench->runs, &RunsController::permissionsMissing);
        m_bench->runs.setIdentity({{u"111122223333"_s}, u"arn:aws:iam::111122223333:user/ada"_s, u"ada"_s, {}});

        m_bench->runs.lookAtPermissions(plan); // nobody to ask
        m_bench->runs.setPreflight(&preflight);
        m_bench->runs.lookAtPermissions(plan);

        QTRY_COMPARE(missing.size(), 1);
        QCOMPARE(missing.first().at(1).toStringList().size(), 1);
        QVERIFY(missing.first().at(1).toStringList().first().startsWith(u"cognito-idp:AdminDisableUser on "_s));
        m_bench->runs.lookAtPermissions(plan); // IAM does not say
        QTRY_COMPARE(caller.calls().size(), 2);
        QCoreApplication::processEvents();
        QCOMPARE(missing.size(), 1);
        m_bench->runs.setPreflight(nullptr);
    }

    void samePlan_startedTwice_runsOnce()
    {
        const Plan plan = m_bench->planDisable({u"ada"_s}).plan;
        m_bench->executor.gate.hold();
        QSignalSpy started(&m_bench->runs, &RunsController::runStarted);

        const int first = m_bench->runs.run(plan, {});
        const int second = m_bench->runs.run(plan, {});
        m_bench->executor.gate.open();

        QCOMPARE(first, second);
        QCOMPARE(started.size(), 1);
        QTRY_VERIFY(!m_bench->runs.isBusy());
        QCOMPARE(m_bench->executor.gate.calls().size(), 1);
        QVERIFY(m_bench->runs.run(plan, {}) != first); // once it has ended it may be meant again
    }

    void stepWhoseConditionDoesNotHold_isLeftOutOfASuccess()
    {
        QList<Step> steps = m_bench->planDisable({u"ada"_s, u"bob"_s}).plan.steps;
        steps[1].when = u"`false`"_s;
        const Plan plan = m_bench->planner.plan(u"Disable one"_s, m_bench->system, steps).value_or(Plan());

        const int id = m_bench->runs.run(plan, {});

        QTRY_VERIFY(state(id).finished);
        QCOMPARE(state(id).steps, (QList{StepState::Done, StepState::Skipped}));
        QCOMPARE(state(id).leftOut(), 1);
        QVERIFY(state(id).succeeded());
    }

    void cancel_stopsBeforeTheNextStep()
    {
        m_bench->executor.gate.hold();
        const int id = m_bench->runs.run(m_bench->planDisable({u"ada"_s, u"bob"_s}).plan, {});
        QTRY_COMPARE(m_bench->executor.gate.waiting(), 1);

        m_bench->runs.cancel(id);
        QVERIFY(state(id).cancelRequested && !state(id).finished);
        m_bench->executor.gate.open();

        QTRY_VERIFY(state(id).finished);
        QCOMPARE(state(id).steps, (QList{StepState::Done, StepState::Skipped}));
        QVERIFY(!state(id).succeeded() && !state(id).refused);
        m_bench->runs.cancel(id); // too late, and harmless
        m_bench->runs.cancel(4711);
    }

    void failure_inBulk_isKeptWithItsStepAndTheRestRuns()
    {
        m_bench->executor.failures.insert(u"ada@example.com"_s,
            Error(Error::Kind::NotFound, u"No such user."_s).withCode(u"UserNotFoundException"_s));

        const int id = m_bench->runs.run(m_bench->planDisable({u"ada"_s, u"bob"_s}).plan, {});

        QTRY_VERIFY(state(id).finished);
        QCOMPARE(state(id).steps, (QList{StepState::Failed, StepState::Done}));
        QCOMPARE(state(id).errors.first()->code(), u"UserNotFoundException"_s);
        QVERIFY(!state(id).errors.last());
        QCOMPARE(state(id).count(StepState::Failed), 1);
    }

    void failure_inBulk_leavesOutWhatBuildsOnIt()
    {
        m_bench->executor.failures.insert(u"ada@example.com"_s, Error(Error::Kind::Denied, u"No."_s));
        const Plan plan = m_bench->controller.planDisable({{u"id-ada"_s}, {u"id-bob"_s}}, true)->plan;

        const int id = m_bench->runs.run(plan, {{}, true, false});

        QTRY_VERIFY(state(id).finished);
        QCOMPARE(state(id).steps, (QList{StepState::Failed, StepState::Skipped, StepState::Done, StepState::Done}));
    }

    void refusedRun_saysWhyAndSendsNothing()
    {
        Plan plan = m_bench->controller.planDelete({{u"id-ada"_s}})->plan;
        QCOMPARE(RunsController::nameToType(plan), u"ada@example.com"_s);
        QSignalSpy finished(&m_bench->runs, &RunsController::runFinished);

        const int id = m_bench->runs.run(plan, {u"ada"_s, true, false});

        QTRY_COMPARE(finished.size(), 1);
        QCOMPARE(state(id).refused->code(), u"NotConfirmed"_s);
        QVERIFY(!state(id).succeeded());
        QVERIFY(m_bench->executor.gate.calls().isEmpty());
    }

    void changedPlan_isRefused()
    {
        Plan plan = m_bench->planDisable({u"ada"_s}).plan;
        plan.steps[0].operation.with.insert(u"Username"_s, u"id-bob"_s);

        const int id = m_bench->runs.run(plan, {});

        QTRY_VERIFY(state(id).finished);
        QCOMPARE(state(id).refused->code(), u"PlanChanged"_s);
        QVERIFY(m_bench->executor.gate.calls().isEmpty());
    }

    void readOnly_isKnownAndRefusesEverything()
    {
        Bench bench(true);
        QVERIFY(bench.load());
        QVERIFY(bench.runs.isReadOnly() && !m_bench->runs.isReadOnly());

        const int id = bench.runs.run(bench.planDisable({u"ada"_s}).plan, {});

        QTRY_VERIFY(bench.runs.runs().at(id).finished);
        QCOMPARE(bench.runs.runs().at(id).refused->code(), u"ReadOnly"_s);
    }

    void wrongAccount_isRefused()
    {
        m_bench->system.pinnedAccount.value = u"111111111111"_s;
        controllers::UsersController pinned(m_bench->service, m_bench->planner, m_bench->system, m_bench->runs);
        pinned.start({u"pool-1"_s});
        QTRY_COMPARE(pinned.state(), controllers::UsersController::State::Ready);
        Identity identity;
        identity.account.value = u"222222222222"_s;
        m_bench->runs.setIdentity(identity);

        const int id = m_bench->runs.run(pinned.planDisable({{u"id-ada"_s}}, false)->plan, {});

        QTRY_VERIFY(state(id).finished);
        QCOMPARE(state(id).refused->code(), u"WrongAccount"_s);
    }

    void secrets_areGoneWhenTheRunHasEnded()
    {
        const Secret password = m_bench->controller.generatePassword();
        const Plan plan = m_bench->controller.planSetPassword({u"id-ada"_s}, password, true)->plan;
        QCOMPARE(plan.steps.first().operation.secrets.size(), 1);
        QByteArray sent;
        m_bench->executor.effect
            = [&sent](const Step &step) { sent = step.operation.secrets.first().reveal().toByteArray(); };

        const int done = m_bench->runs.run(plan, {{}, true, false});
        QTRY_VERIFY(state(done).finished);
        const int refused = m_bench->runs.run(plan, {});
        QTRY_VERIFY(state(refused).finished);

        QCOMPARE(sent, password.reveal().toByteArray());
        QVERIFY(state(done).succeeded() && state(refused).refused);
        QVERIFY(state(done).plan.steps.first().operation.secrets.isEmpty());
        QVERIFY(state(refused).plan.steps.first().operation.secrets.isEmpty());
    }

    void run_thatAsks_waitsForTheAnswerAndGoesOn()
    {
        QSignalSpy asked(&m_bench->runs, &RunsController::questionAsked);
        const int id = m_bench->runs.run(asking(), {});
        QTRY_COMPARE(asked.size(), 1);
        QCOMPARE(state(id).question->text, u"Left or right?"_s);
        QVERIFY(m_bench->runs.isBusy());

        m_bench->runs.answer(id, {u"left"_s, u"It is shorter."_s});

        QTRY_VERIFY(state(id).succeeded());
        QVERIFY(!state(id).question);
        QCOMPARE(m_bench->executor.gate.calls(), QStringList{u"ada@example.com"_s});
    }

    void line_isKeptWithItsStepWithoutSecretsAndInBounds()
    {
        const Plan disable = m_bench->planDisable({u"ada"_s}).plan;
        const auto password = m_bench->controller.planSetPassword({u"id-bob"_s}, Secret(u"Canary-Lines-1"_s), true);
        QVERIFY(password);
        const QList<Step> steps{disable.steps.first(), password->plan.steps.first()};
        const Plan plan = m_bench->planner.plan(u"Two"_s, m_bench->system, steps).value_or(Plan());
        m_bench->executor.gate.hold();
        const int id = m_bench->runs.run(plan, {{}, true, false});
        QTRY_COMPARE(state(id).steps.first(), StepState::Running);
        QSignalSpy added(&m_bench->runs, &RunsController::lineAdded);

        m_bench->runs.addLine(plan.steps.first(), u"The token is Canary-Lines-1."_s);
        m_bench->runs.addLine(plan.steps.first(), QString(100'000, u'x'));
        QCOMPARE(added.size(), 2);
        QCOMPARE(added.first(), (QVariantList{id, 0}));
        const QStringList lines = state(id).details.first().lines;
        QVERIFY(!lines.first().contains(u"Canary"_s) && lines.first().startsWith(u"The token is "_s));
        QCOMPARE(lines.last().size(), controllers::ShownStep::mostCharacters + 1);
        for (int i = 0; i < controllers::ShownStep::mostLines; ++i)
            m_bench->runs.addLine(plan.steps.first(), QString::number(i));

        QCOMPARE(state(id).details.first().lines.size(), controllers::ShownStep::mostLines);
        QCOMPARE(state(id).details.first().lines.first(), u"0"_s);
        QVERIFY(state(id).details.last().lines.isEmpty());
    }

    void line_ofAStepThatDoesNotRun_isDropped()
    {
        const Plan plan = m_bench->planDisable({u"ada"_s}).plan;
        const int id = m_bench->runs.run(plan, {});
        QTRY_VERIFY(state(id).finished);
        QSignalSpy added(&m_bench->runs, &RunsController::lineAdded);

        m_bench->runs.addLine(plan.steps.first(), u"late"_s);

        QCOMPARE(added.size(), 0);
    }

    void step_thatWasLookedAtAfterwards_isVerified()
    {
        QList<Step> steps = m_bench->planDisable({u"ada"_s}).plan.steps;
        steps[0].before = QJsonValue::Undefined;
        steps[0].fingerprint.clear();
        const Plan plan = m_bench->planner.plan(u"Disable"_s, m_bench->system, steps).value_or(Plan());
        m_bench->executor.look = [](const Step &) { return operations::Observation{QJsonObject(), false}; };
        const int seen = m_bench->runs.run(plan, {});
        QTRY_VERIFY(state(seen).succeeded());
        m_bench->executor.look = [](const Step &) { return operations::Observation{}; };
        const int unseen = m_bench->runs.run(plan, {});
        QTRY_VERIFY(state(unseen).succeeded());

        QVERIFY(state(seen).details.first().isVerified);
        QVERIFY(!state(unseen).details.first().isVerified);
    }

    void question_beginsTheStepOfAPerson()
    {
        const int id = m_bench->runs.run(asking(), {});
        QTRY_VERIFY(state(id).question);

        QVERIFY(state(id).details.first().beganAt.isValid());
        QVERIFY(!state(id).details.first().endedAt.isValid());
        m_bench->runs.answer(id, {u"left"_s, {}});
        QTRY_VERIFY(state(id).finished);
        QVERIFY(state(id).details.first().endedAt.isValid());
    }

    void run_thatAsks_isCancelledWhileItWaits()
    {
        QSignalSpy asked(&m_bench->runs, &RunsController::questionAsked);
        const int id = m_bench->runs.run(asking(), {});
        QTRY_COMPARE(asked.size(), 1);

        m_bench->runs.cancel(id);

        QTRY_VERIFY(state(id).finished);
        QVERIFY(m_bench->executor.gate.calls().isEmpty());
    }

    void destroyedWhileARunAsks_startsNoOtherStep()
    {
        auto runs = std::make_unique<RunsController>(m_bench->runner);
        QSignalSpy asked(runs.get(), &RunsController::questionAsked);
        runs->run(asking(), {});
        QTRY_COMPARE(asked.size(), 1);

        runs.reset();

        const auto isOver = [this] {
            const auto found = await(m_bench->journal->unfinishedRuns());
            return found && *found && (*found)->isEmpty();
        };
        QTRY_VERIFY(isOver());
        QVERIFY(m_bench->executor.gate.calls().isEmpty());
    }

    void destroyedWhilePending_staysSilentAndStartsNoOtherStep()
    {
        auto runs = std::make_unique<RunsController>(m_bench->runner);
        m_bench->executor.gate.hold();
        runs->run(m_bench->planDisable({u"ada"_s, u"bob"_s}).plan, {});
        QTRY_COMPARE(m_bench->executor.gate.waiting(), 1);
        QSignalSpy finished(runs.get(), &RunsController::runFinished);

        runs.reset();
        m_bench->executor.gate.open();

        QTRY_COMPARE(m_bench->executor.gate.inside(), 0);
        const auto skipped = [this] {
            const auto entries = await(m_bench->journal->entries({}, 0, 10));
            return entries && *entries && (*entries)->first().state == StepState::Done;
        };
        QTRY_VERIFY(skipped());
        QCOMPARE(finished.size(), 0);
        QCOMPARE(m_bench->executor.gate.calls().size(), 1);
    }
};

QTEST_GUILESS_MAIN(TestRunsController)
#include "tst_runscontroller.moc"
