// SPDX-License-Identifier: GPL-3.0-or-later
#include <core/deploymentkind.h>
#include <support/deploymentsbench.h>
#include <tables/deploymenttext.h>

#include <QSignalSpy>

using namespace sm;
using namespace sm::test;
using namespace std::chrono_literals;
using controllers::DeploymentsController;
using controllers::RollbackProposal;
using tables::DeploymentTable;

namespace {

const QString chat = u"chat-lambda:live"_s;
const QString bad = u"chat-lambda:live 17"_s;
const QString good = u"chat-lambda:live 16"_s;
const QString older = u"chat-lambda:live 15"_s;
const QString release = u"chat/blue 1"_s;

RollbackMark someMark(const QString &from, const QString &to, int minutesOld, qint64 run = 7)
{
    return {DeploymentKind::Lambda, chat, from, to, u"Errors since 14:05."_s, deploymentNow.addSecs(-60LL * minutesOld),
        u"grace"_s, run};
}

} // namespace

class TestDeploymentsController : public QObject
{
    Q_OBJECT

private:
    DeploymentsController &controller() { return m_bench->controller; }
    FakeDeploymentService &service() { return m_bench->service; }
    controllers::DeploymentsChoice &choice() { return controller().choice(); }
    QString cell(const QString &id, int column)
    {
        DeploymentTable &table = controller().table();
        return table.index(table.rowOf(id), column).data().toString();
    }
    /// What was rolled back: 16 runs again since two minutes.
    void rollBack()
    {
        service().pages = {{liveDeployment(chat, 16, 2), someDeployment(chat, 17, 28), someDeployment(chat, 15, 4320)}};
        service().pages.first().first().id = u"chat-lambda:live 16 again"_s;
    }

    std::unique_ptr<DeploymentsBench> m_bench;

private Q_SLOTS:
    void init() { m_bench = std::make_unique<DeploymentsBench>(); }
    void cleanup() { m_bench.reset(); }

    void reload_showsEachPageAsItComes()
    {
        QSignalSpy grown(&controller(), &DeploymentsController::grown);
        service().gate.hold(u"timeline"_s);
        controller().reload();
        QVERIFY(controller().isLoading());
        QCOMPARE(m_bench->shown(), QStringList());

        service().gate.letOne();
        QTRY_COMPARE(m_bench->shown().size(), 4);
        QCOMPARE(m_bench->shown().first(), bad);
        QVERIFY(!controller().readAt().isValid());
        service().gate.open();

        QTRY_VERIFY(!controller().isLoading());
        QCOMPARE(m_bench->shown().size(), 8);
        QCOMPARE(grown.size(), 2);
        QVERIFY(controller().readAt().isValid() && !controller().problem() && controller().problems().isEmpty());
    }

    void reload_ofWhatIsGone_dropsItAtTheEnd()
    {
        QVERIFY(m_bench->load());
        service().pages.removeLast();

        QVERIFY(m_bench->load());

        QCOMPARE(m_bench->shown().size(), 4);
        QVERIFY(!m_bench->shown().contains(older));
    }

    void reload_failed_keepsWhatIsShownAndSaysSince()
    {
        QVERIFY(m_bench->load());
        const QDateTime readAt = controller().readAt();
        service().pages.clear();
        service().timelineProblem = Error(Error::Kind::Network, u"No way."_s);

        QVERIFY(m_bench->load());

        QCOMPARE(m_bench->shown().size(), 8);
        QCOMPARE(controller().problem()->message(), u"No way."_s);
        QCOMPARE(controller().readAt(), readAt);
    }

    void reload_withoutOneService_keepsItsRowsAndTells()
    {
        QVERIFY(m_bench->load());
        service().kindProblems = {{DeploymentKind::Ecs, Error(Error::Kind::Denied, u"Not allowed."_s)}};

        QVERIFY(m_bench->load());

        QCOMPARE(controller().problems().size(), 1);
        QCOMPARE(controller().problems().first().kind, DeploymentKind::Ecs);
        QCOMPARE(controller().problems().first().error.message(), u"Not allowed."_s);
        QVERIFY(!controller().problem() && m_bench->shown().contains(u"prod/backend 42"_s));
        service().kindProblems.clear();
        QVERIFY(m_bench->load());
        QVERIFY(controller().problems().isEmpty());
    }

    void reload_twice_dropsTheAnswersOfTheFirst()
    {
        service().gate.hold(u"timeline"_s);
        controller().reload();
        service().pages = {{liveDeployment(u"other"_s, 1, 1)}};
        controller().reload();

        service().gate.open();

        QTRY_VERIFY(!controller().isLoading());
        QCOMPARE(m_bench->shown(), QStringList(u"other 1"_s));
    }

    void select_readsDifferenceAndMovesSideBySide()
    {
        QVERIFY(m_bench->load());
        service().gate.hold();
        QSignalSpy changed(&choice(), &controllers::DeploymentsChoice::changed);

        controller().select(good);

        QVERIFY(choice().isReading() && !choice().difference() && !choice().moves());
        QCOMPARE(service().gate.waiting(), 2);
        service().gate.letOne();
        QTRY_VERIFY(choice().difference());
        QVERIFY(choice().isReading() && !choice().moves());
        QCOMPARE((*choice().difference())->rows.first().then, u"30 in 16"_s);
        service().gate.open();
        QTRY_VERIFY(!choice().isReading());
        QCOMPARE(changed.size(), 3);
        QCOMPARE((*choice().moves())->moves.size(), 2);
    }

    void select_another_cancelsTheFirstAndNeverShowsIt()
    {
        QVERIFY(m_bench->load());
        service().gate.hold();
        controller().select(good);
        controller().select(older);
        QTRY_COMPARE(service().gate.inside(), 2); // those of the first were let go by cancelling

        service().gate.letOne();
        service().gate.open();

        QTRY_VERIFY(!choice().isReading());
        QCOMPARE(choice().id(), older);
        QCOMPARE((*choice().difference())->rows.first().then, u"30 in 15"_s);
        QCOMPARE((*choice().moves())->moves.first().parameters[u"version"_s].toString(), u"15"_s);
    }

    void select_nothing_clears()
    {
        QVERIFY(m_bench->load());
        service().gate.hold();
        controller().select(good);
        controller().select({});
        service().gate.open();

        QTRY_COMPARE(service().gate.inside(), 0);
        QVERIFY(choice().id().isEmpty() && !choice().difference() && !choice().moves() && !choice().isReading());
    }

    void select_whatCanNotBeRead_keepsTheOther()
    {
        service().differences.insert(good, Error(Error::Kind::NotFound, u"Version 16 is gone."_s));
        QVERIFY(m_bench->load());

        controller().select(good);

        QTRY_VERIFY(!choice().isReading());
        QCOMPARE(choice().difference()->error().message(), u"Version 16 is gone."_s);
        QVERIFY(choice().moves()->has_value());
    }

    void move_namesItsRunbook()
    {
        QVERIFY(m_bench->load());
        controller().select(good);
        QTRY_VERIFY(!choice().isReading());

        const Result<controllers::DeploymentProcedure> move = controller().move(0);

        QVERIFY(move);
        QCOMPARE(move->runbook, u"common/roll-back-alias"_s);
        QCOMPARE(move->parameters[u"version"_s].toString(), u"16"_s);
    }

    void move_withoutOne_saysWhy()
    {
        const auto why = [this](qsizetype index) {
            const Result<controllers::DeploymentProcedure> move = controller().move(index);
            return move ? QString() : move.error().message();
        };
        RollbackMoves moves = FakeDeploymentService::someMoves(someDeployment(chat, 15, 1));
        moves.moves.first().runbook = u"common/what"_s;
        service().allMoves = {{older, moves}, {release, Error(Error::Kind::Denied, u"Not allowed."_s)}};
        QVERIFY(m_bench->load());
        QCOMPARE(why(0), u"Select a deployment first."_s);
        controller().select(older);
        QCOMPARE(why(0), u"The ways back are still being read."_s);
        QTRY_VERIFY(!choice().isReading());

        QCOMPARE(why(0), u"There is no runbook common/what."_s);
        QCOMPARE(why(1), u"Nobody kept its code."_s);
        QCOMPARE(why(2), u"There is no way back to this deployment."_s);
        QCOMPARE(why(-1), u"There is no way back to this deployment."_s);
        controller().select(release);
        QTRY_VERIFY(!choice().isReading());
        QCOMPARE(why(0), u"Not allowed."_s);
    }

    void health_isReadOfWhatIsLiveAndBeforeWhatIsNotWell()
    {
        QVERIFY(m_bench->load());

        QTRY_COMPARE(cell(bad, DeploymentTable::WhileLive), u"errors 8.2 %"_s);
        QTRY_COMPARE(cell(good, DeploymentTable::WhileLive), u"healthy 27 h"_s);
        QCOMPARE(cell(good, DeploymentTable::State), u"proposed"_s);
        QCOMPARE(cell(u"prod/backend 42"_s, DeploymentTable::WhileLive), u"healthy 3 days"_s);
        QCOMPARE(service().gate.countOf(u"health "_s + release), 0); // it never was live
        QCOMPARE(service().gate.countOf(u"health "_s + good), 1);
    }

    void health_isReadOfAFewCandidatesAndOfWhatIsVisible()
    {
        QList<Deployment> page{
            liveDeployment(chat, 17, 28), liveDeployment(u"other"_s, 2, 5), someDeployment(u"other"_s, 1, 500)};
        for (int i = 0; i < 30; ++i)
            page << someDeployment(chat, 100 + i, 100 + i);
        service().pages = {page};
        QVERIFY(m_bench->load());
        QTRY_VERIFY(controller().proposal().isSettled);
        constexpr int candidates = controllers::DeploymentsHealth::candidates;
        QCOMPARE(service().gate.calls().filter(u"health chat"_s).size(), 1 + candidates);
        QVERIFY(service().gate.calls().contains(u"health chat-lambda:live 100"_s));
        QCOMPARE(service().gate.countOf(u"health other 1"_s), 0); // what is live of it is not unwell

        controller().health().setVisible({u"other 1"_s, u"other 2"_s, u"chat-lambda:live 120"_s, u"what"_s});

        QTRY_COMPARE(cell(u"chat-lambda:live 120"_s, DeploymentTable::WhileLive), u"not measured"_s);
        QCOMPARE(service().gate.countOf(u"health other 1"_s), 1);
        QCOMPARE(service().gate.countOf(u"health other 2"_s), 1);
    }

    void health_isReadFourAtATime()
    {
        QList<Deployment> page;
        for (int i = 0; i < 20; ++i)
            page << liveDeployment(u"unit-%1"_s.arg(i), 1, i);
        service().pages = {page};
        service().gate.hold(u"health"_s);
        controller().reload();
        QTRY_VERIFY(!controller().isLoading());

        QCOMPARE(service().gate.waiting(), controllers::DeploymentsHealth::atOnce);
        QCOMPARE(service().gate.calls().filter(u"health"_s).first(), u"health unit-0 1"_s);
        service().gate.letOne();
        QTRY_COMPARE(service().gate.calls().filter(u"health"_s).size(), 5);
        QCOMPARE(service().gate.waiting(), 4);
        service().gate.open();
        QTRY_VERIFY(!controller().health().isReading());
        QCOMPARE(service().gate.calls().filter(u"health"_s).size(), 20);
    }

    void health_ofWhatIsLive_isReadOnceMoreByAReload()
    {
        QVERIFY(m_bench->load());
        QTRY_VERIFY(!controller().health().isReading());
        const auto calls = service().gate.countOf(u"health "_s + good);
        service().healths[bad] = wellFor(1h);

        QVERIFY(m_bench->load());

        QTRY_COMPARE(cell(bad, DeploymentTable::WhileLive), u"healthy 1 h"_s);
        QTRY_VERIFY(!controller().health().isReading());
        QCOMPARE(service().gate.countOf(u"health "_s + good), calls);
    }

    void proposal_isTheNewestThatWasWellBeforeWhatIsNot()
    {
        service().gate.hold(u"health"_s);
        controller().reload();
        QTRY_VERIFY(!controller().isLoading());
        RollbackProposal proposal = controller().proposal();
        QVERIFY(!proposal.bad && !proposal.isSettled && !proposal.whyNone.isEmpty());
        QSignalSpy changed(&controller(), &DeploymentsController::proposalChanged);

        service().gate.letOne();
        QTRY_VERIFY(controller().proposal().bad);
        proposal = controller().proposal();
        QCOMPARE(proposal.bad->id, bad);
        QVERIFY(!proposal.candidate && !proposal.isSettled && !proposal.whyNone.isEmpty());
        service().gate.open();
        QTRY_VERIFY(controller().proposal().candidate);

        QTRY_VERIFY(controller().proposal().isSettled);
        QCOMPARE(controller().proposal().candidate->id, good);
        QVERIFY(controller().proposal().whyNone.isEmpty() && !changed.isEmpty());
    }

    void proposal_ofNothing_saysWhy()
    {
        service().healths[good] = wellFor(1h);
        QVERIFY(m_bench->load());
        QTRY_VERIFY(controller().proposal().isSettled);
        QVERIFY(controller().proposal().bad && !controller().proposal().candidate);
        QVERIFY2(
            controller().proposal().whyNone.contains(u"well for 4 h"_s), qPrintable(controller().proposal().whyNone));

        service().healths[bad] = wellFor(1h);
        QVERIFY(m_bench->load());

        QTRY_VERIFY(controller().proposal().isSettled && !controller().proposal().bad);
        QCOMPARE(controller().proposal().whyNone, u"Nothing that is running is known to be unwell."_s);
    }

    void marks_standUntilSomethingNewerIsDeployed()
    {
        rollBack();
        service().allMarks = {someMark(u"17"_s, u"16"_s, 2)};

        QVERIFY(m_bench->load());

        QCOMPARE(controller().rolledBack().size(), 1);
        QCOMPARE(controller().rolledBack().first().reason, u"Errors since 14:05."_s);
        QCOMPARE(controller().rolledBack().first().run, 7);
        QCOMPARE(cell(bad, DeploymentTable::State), u"rolled back"_s);
        service().pages.first().prepend(liveDeployment(chat, 18, 0));
        service().pages.first()[1].state = Deployment::State::Superseded;
        QVERIFY(m_bench->load());
        QVERIFY(controller().rolledBack().isEmpty());
        QCOMPARE(cell(bad, DeploymentTable::State), QString());
    }

    void marks_areNotShownBeforeTheAxisIsKnown()
    {
        rollBack();
        service().pages.first().prepend(liveDeployment(chat, 18, 0));
        service().allMarks = {someMark(u"17"_s, u"16"_s, 2)};
        service().gate.hold(u"timeline"_s);
        controller().reload();
        QTRY_COMPARE(service().gate.countOf(u"marks"_s), 1);
        QTRY_COMPARE(service().gate.inside(), 1);

        QVERIFY(controller().rolledBack().isEmpty());

        service().gate.open();
        QTRY_VERIFY(!controller().isLoading());
        QVERIFY(controller().rolledBack().isEmpty());
    }

    void detail_comesSectionBySection()
    {
        QVERIFY(m_bench->load());
        service().gate.hold(u"detail"_s);
        QSignalSpy grew(&controller().detail(), &controllers::DeploymentsDetail::sectionGrew);

        controller().detail().open(DeploymentKind::Lambda, chat);
        QVERIFY(controller().detail().isLoading() && controller().detail().sections().isEmpty());
        service().gate.letOne();
        QTRY_COMPARE(controller().detail().sections().size(), 1);
        QCOMPARE(controller().detail().sections().first()->rowCount(), 100);
        QVERIFY(controller().detail().sections().first()->hasMore());
        service().gate.open();

        QTRY_VERIFY(!controller().detail().isLoading());
        QCOMPARE(controller().detail().sections().first()->rowCount(), 200);
        QCOMPARE(grew.size(), 1);
    }

    void detail_ofAnother_cancelsTheFirst()
    {
        QVERIFY(m_bench->load());
        service().detailProblem = Error(Error::Kind::Denied, u"Not allowed."_s);
        service().gate.hold(u"detail"_s);
        controller().detail().open(DeploymentKind::Lambda, chat);
        controller().detail().open(DeploymentKind::Ecs, u"prod/backend"_s);

        service().gate.open();

        QTRY_VERIFY(!controller().detail().isLoading());
        QTRY_COMPARE(service().gate.inside(), 0);
        QVERIFY(controller().detail().sections().isEmpty());
        QCOMPARE(controller().detail().problem()->message(), u"Not allowed."_s);
        controller().detail().close();
        QVERIFY(controller().detail().unit().isEmpty() && !controller().detail().problem());
    }

    void run_readsAgainWhatItTouched()
    {
        QVERIFY(m_bench->load());
        QTRY_VERIFY(!controller().health().isReading());
        controller().select(good);
        QTRY_VERIFY(!choice().isReading());
        rollBack();
        service().allMarks = {someMark(u"17"_s, u"16"_s, 2)};
        service().healths.insert(u"chat-lambda:live 16 again"_s, wellFor(0h));
        const auto read = service().gate.countOf(u"timelineEnd"_s);

        QVERIFY(m_bench->run(u"demo/change"_s, {{u"function"_s, u"chat-lambda"_s}}));

        QTRY_COMPARE(service().gate.countOf(u"ofUnit chat-lambda:live"_s), 1);
        QTRY_COMPARE(cell(u"chat-lambda:live 16 again"_s, DeploymentTable::State), u"running"_s);
        QTRY_COMPARE(controller().rolledBack().size(), 1);
        QCOMPARE(cell(bad, DeploymentTable::State), u"rolled back"_s);
        QVERIFY(choice().id().isEmpty()); // what was selected is not there any more
        QTRY_VERIFY(!controller().proposal().bad);
        QCOMPARE(service().gate.countOf(u"ofUnit prod/backend"_s), 0);
        QCOMPARE(service().gate.countOf(u"timelineEnd"_s), read);
    }

    void run_readsTheWaysBackAgain()
    {
        QVERIFY(m_bench->load());
        controller().select(good);
        controller().detail().open(DeploymentKind::Lambda, chat);
        QTRY_VERIFY(!choice().isReading() && !controller().detail().isLoading());

        QVERIFY(m_bench->run(u"demo/change"_s, {{u"function"_s, u"chat-lambda"_s}}));

        QTRY_COMPARE(service().gate.countOf(u"moves "_s + good), 2);
        QTRY_COMPARE(service().gate.countOf(u"detail "_s + chat), 4);
        QTRY_VERIFY(!choice().isReading() && !controller().detail().isLoading());
        QCOMPARE(choice().id(), good);
    }

    void run_thatGoesOn_isReadWhenAStepIsDone()
    {
        m_bench->runbooks.write(u"runbooks/demo/two.yaml"_s, R"(
title: Two steps
purpose: For a test.
steps:
  - id: shift
    title: Shift
    uses: aws:cognito-idp:AdminDisableUser
    with: {UserPoolId: eu-west-1_pool, Username: chat-lambda}
  - id: watch
    title: Watch
    uses: aws:cognito-idp:AdminDisableUser
    with: {UserPoolId: eu-west-1_pool, Username: watch}
)");
        QVERIFY(m_bench->load());
        Gate &gate = m_bench->runbooks.below.executor.gate;
        gate.hold(u"watch"_s);
        const int run = m_bench->start(u"demo/two"_s, {});
        QTRY_COMPARE(gate.waiting(), 1);

        QTRY_COMPARE(service().gate.countOf(u"ofUnit chat-lambda:live"_s), 1);

        gate.open();
        QTRY_VERIFY(m_bench->runbooks.below.runs.runs().at(run).finished);
        QTRY_COMPARE(service().gate.countOf(u"ofUnit chat-lambda:live"_s), 2);
    }

    void run_ofSomethingElse_readsNoDeployment()
    {
        QVERIFY(m_bench->load());
        QTRY_VERIFY(!controller().health().isReading());
        const auto calls = service().gate.calls().size();

        QVERIFY(m_bench->run(u"demo/change"_s, {{u"function"_s, u"ada"_s}}));

        QTRY_COMPARE(service().gate.calls().size(), calls + 1);
        QCOMPARE(service().gate.calls().last(), u"marks"_s);
    }

    void refresh_twice_takesTheLastAnswerOnly()
    {
        QVERIFY(m_bench->load());
        QTRY_VERIFY(!controller().health().isReading());
        service().gate.hold(u"ofUnit"_s);
        QSignalSpy changed(&controller(), &DeploymentsController::unitChanged);
        controller().refresh(DeploymentKind::Ecs, u"prod/backend"_s);
        controller().refresh(DeploymentKind::Ecs, u"prod/backend"_s);
        service().gate.letOne();
        service().gate.hold(u"health"_s);

        service().gate.open();

        QTRY_COMPARE(service().gate.countOf(u"health prod/backend 42"_s), 2);
        QTRY_VERIFY(!controller().health().isReading());
        QCOMPARE(changed.size(), 2); // the unit, and its health
    }

    void refresh_ofWhatIsGone_removesIt_andAFailureTells()
    {
        QVERIFY(m_bench->load());
        QSignalSpy failed(&controller(), &DeploymentsController::failed);
        service().unitProblem = Error(Error::Kind::Network, u"No way."_s);
        controller().refresh(DeploymentKind::Ecs, u"prod/backend"_s);
        QTRY_COMPARE(failed.size(), 1);
        QVERIFY(m_bench->shown().contains(u"prod/backend 42"_s));

        service().unitProblem = Error(Error::Kind::NotFound, u"No such service."_s);
        controller().refresh(DeploymentKind::Ecs, u"prod/backend"_s);

        QTRY_VERIFY(!m_bench->shown().contains(u"prod/backend 42"_s));
        QCOMPARE(failed.size(), 1);
    }

    void destroyedWhileReading_staysSilent()
    {
        auto alone = std::make_unique<DeploymentsController>(
            DeploymentsController::Services{service(), m_bench->runbooks.controller, m_bench->runbooks.below.runs});
        QSignalSpy changed(alone.get(), &DeploymentsController::changed);
        service().gate.hold();
        alone->table().put({liveDeployment(chat, 17, 28)});
        alone->reload();
        alone->select(bad);
        alone->health().look();
        alone->detail().open(DeploymentKind::Lambda, chat);
        alone->refresh(DeploymentKind::Lambda, chat);
        QVERIFY(service().gate.waiting() >= 6);
        alone.reset();

        QTRY_COMPARE(service().gate.inside(), 0);
        QCOMPARE(changed.size(), 1);
        QTRY_VERIFY(!m_bench->runbooks.controller.isLoading());
    }
};

QTEST_MAIN(TestDeploymentsController)
#include "tst_deploymentscontroller.moc"
