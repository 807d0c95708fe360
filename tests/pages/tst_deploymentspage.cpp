// SPDX-License-Identifier: GPL-3.0-or-later
#include "deploymentspagebench.h"

#include <dialogs/parameterform.h>
#include <dialogs/rollbackdialog.h>
#include <pages/deploymentspage.h>
#include <support/find.h>
#include <widgets/menubutton.h>

#include <QApplication>
#include <QComboBox>
#include <QLineEdit>
#include <QMenu>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QSignalSpy>
#include <QTableView>

using namespace sm;
using namespace sm::test;
using dialogs::RollbackDialog;
using pages::DeploymentsPage;
using tables::DeploymentTable;

namespace {
const QString bad = u"chat-lambda:live 17"_s;
const QString good = u"chat-lambda:live 16"_s;
const QString older = u"chat-lambda:live 15"_s;
} // namespace

/// Met through its widgets, as a person or a screen reader meets it.
class TestDeploymentsPage : public QObject
{
    Q_OBJECT

private:
    FakeDeploymentService &service() { return m_bench->service; }
    QTableView *table() const { return find<QTableView>(*m_page, u"Deployments table"_s); }
    QPushButton *button(const QString &text) const { return find<QPushButton>(*m_page, text); }
    RollbackDialog *guide() const { return m_page->findChild<RollbackDialog *>(); }
    QAction *action(const QString &text) const
    {
        const QList<QAction *> all = m_page->pageActions();
        const auto found
            = std::find_if(all.begin(), all.end(), [&text](const QAction *each) { return each->text() == text; });
        return found == all.end() ? nullptr : *found;
    }
    static bool says(const QWidget &window, const QString &sentence)
    {
        for (QWidget *each : window.findChildren<QWidget *>()) {
            if (each->isVisible() && accessibleNameOf(each).contains(sentence))
                return true;
        }
        return false;
    }
    bool says(const QString &sentence) const { return says(*m_page, sentence); }
    QString selected() const
    {
        const QModelIndexList rows = table()->selectionModel()->selectedRows();
        return rows.isEmpty() ? QString() : rows.first().data(DeploymentTable::IdRole).toString();
    }
    void select(const QString &id)
    {
        const int row = m_bench->controller.table().rowOf(id);
        QVERIFY2(row >= 0, qPrintable(id));
        table()->selectRow(row);
    }
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = {})
    {
        QWidget *focused = QApplication::focusWidget();
        QVERIFY(focused);
        QTest::keyClick(focused, key, modifiers);
    }
    QString everything() const
    {
        QStringList texts;
        for (QWidget *each : m_page->findChildren<QWidget *>()) {
            texts << accessibleNameOf(each) << each->accessibleDescription() << each->toolTip() << each->statusTip();
            if (auto *text = qobject_cast<QPlainTextEdit *>(each))
                texts << text->toPlainText();
        }
        return texts.join(u'\n');
    }
    void showPage()
    {
        m_page = std::make_unique<DeploymentsPage>(m_bench->controller);
        m_page->resize(1096, 560); // what is left of 1280x720
        m_page->show();
        m_page->shown();
        QVERIFY(QTest::qWaitForWindowActive(m_page.get()));
    }
    void showRead()
    {
        showPage();
        QTRY_VERIFY(!m_bench->controller.isLoading() && !m_bench->runbooks.controller.isLoading());
    }
    /// With the proposed candidate selected, and all of it read.
    void showProposed()
    {
        showRead();
        QTRY_COMPARE(selected(), good);
        QTRY_VERIFY(!m_bench->controller.choice().isReading());
    }

    /// The wizard, with the set chosen that is to be backed up first, up to the plan of that.
    std::optional<UserPlan> planBackups()
    {
        m_bench->writeBackUp();
        m_page = std::make_unique<DeploymentsPage>(m_bench->controllerWithSets);
        m_page->show();
        m_page->shown();
        const auto isReady = [this] {
            return selected() == good && !m_bench->controllerWithSets.choice().isReading()
                && !m_bench->runbooksWithSets.isLoading();
        };
        if (!QTest::qWaitFor(isReady))
            return {};
        QSignalSpy requested(m_page.get(), &pages::Page::planRequested);
        action(u"Roll back…"_s)->trigger();
        guide()->goTo(RollbackDialog::How);
        auto *sets = find<QComboBox>(*guide(), u"Back up first"_s);
        sets->setCurrentIndex(sets->findData(u"chat"_s));
        find<QPlainTextEdit>(*guide(), u"Reason"_s)->setPlainText(u"No answers"_s);
        guide()->goTo(RollbackDialog::Why);
        QTest::keyClick(guide(), Qt::Key_Return, Qt::ControlModifier);
        if (!QTest::qWaitFor([&requested] { return requested.size() == 1; }))
            return {};
        return requested.first().first().value<UserPlan>();
    }
    void run(const UserPlan &plan)
    {
        controllers::RunsController &runs = m_bench->runbooks.below.runs;
        const int id = runs.run(plan.plan, {{}, true, false}, plan.runbook);
        QTRY_VERIFY(runs.runs().at(id).finished);
    }

    std::unique_ptr<DeploymentsPageBench> m_bench;
    std::unique_ptr<DeploymentsPage> m_page;

private Q_SLOTS:
    void init() { m_bench = std::make_unique<DeploymentsPageBench>(); }
    void cleanup()
    {
        m_page.reset();
        m_bench.reset();
    }

    void incident_showsTheAxis_andSelectsTheProposal()
    {
        showProposed();

        QCOMPARE(m_page->title(), u"Deployments"_s);
        QCOMPARE(table()->model()->rowCount(), int(service().all().size()));
        QCOMPARE(table()->model()->index(0, 0).data(DeploymentTable::IdRole).toString(), bad);
        QVERIFY(says(u"chat-lambda live: errors 8.2 %"_s));
        QTRY_VERIFY(says(u"Difference: 17 (running) to 16 (proposed)"_s));
        QVERIFY(find<QPlainTextEdit>(*m_page, u"Difference"_s)->toPlainText().contains(u"30 in 16"_s));
        QVERIFY(says(u"Can not be brought back: 214 messages were sent already."_s));
        QVERIFY(button(u"Shift live to 16…"_s)->isEnabled());
    }

    void page_fitsIntoTheSmallestWindow()
    {
        service().allMarks = {m_bench->mark(u"no answers"_s)};
        showProposed();

        QVERIFY2(
            m_page->minimumSizeHint().width() <= 1096, qPrintable(QString::number(m_page->minimumSizeHint().width())));
        QVERIFY2(
            m_page->minimumSizeHint().height() <= 620, qPrintable(QString::number(m_page->minimumSizeHint().height())));
        QVERIFY(table()->columnWidth(DeploymentTable::Deployed) >= 120);
    }

    void deployment_isShownInFull()
    {
        Deployment &sixteen = service().pages[0][2];
        sixteen.commit = u"3f9a2c1"_s;
        sixteen.note = u"Longer answers"_s;
        sixteen.status = u"Active"_s;
        showProposed();

        for (const QString &sentence :
            {u"Shipped by: ada"_s, u"Commit: 3f9a2c1"_s, u"Note: Longer answers"_s, u"Status: Active"_s,
                u"Requests: 12,000"_s, u"Error rate: 0.1 %"_s, u"95 of 100 within: 240 ms"_s, u"Revision: 16"_s})
            QVERIFY2(says(sentence), qPrintable(sentence));
        select(bad);
        QTRY_VERIFY(says(u"More requests fail than may."_s));
    }

    void impossibleMove_isGreyed_andSaysWhy()
    {
        showProposed();

        QVERIFY(!button(u"Upload the code again…"_s)->isEnabled());
        QVERIFY(says(u"Nobody kept its code."_s));
    }

    void selection_isTheUsers_theProposalDoesNotTakeItAway()
    {
        service().gate.hold(u"health"_s);
        showRead();
        select(older);

        service().gate.open();
        QTRY_VERIFY(!m_bench->controller.table().proposedOf(DeploymentKind::Lambda, u"chat-lambda:live"_s).isEmpty());

        QCOMPARE(selected(), older);
    }

    void selected_thatIsGone_isFollowedByWhatRunsNow_notByTheRowBelow()
    {
        showProposed();
        select(good);
        DeploymentTable &axis = m_bench->controller.table();
        Deployment again = *axis.find(bad);
        again.id = u"restarted"_s;
        again.startedAt = axis.find(good)->startedAt;

        axis.putUnit(again.kind, again.unit, {again});
        QCOMPARE(selected(), QString());

        Q_EMIT m_bench->controller.unitChanged(again.kind, again.unit);
        QCOMPARE(selected(), again.id);
    }

    void whatRuns_isNotGoneBackTo()
    {
        showProposed();
        select(bad);

        QTRY_VERIFY(says(u"Difference: 17 is running"_s));
        QVERIFY(!says(u"Can not be brought back"_s));
    }

    void rollBack_fromElsewhere_opensTheGuideOnTheProposal()
    {
        m_page = std::make_unique<DeploymentsPage>(m_bench->controller);
        action(u"Roll back…"_s)->trigger(); // the window brings the page to the front afterwards
        QVERIFY(!guide());
        m_page->show();
        m_page->shown();

        QTRY_VERIFY(guide() && guide()->isVisible());
        QCOMPARE(guide()->candidate(), good);
        QCOMPARE(selected(), good);
        QVERIFY(action(u"Roll back…"_s)->isEnabled());
    }

    void rollBack_keyboardOnly_endsInThePlan()
    {
        showProposed();
        QSignalSpy requested(m_page.get(), &pages::Page::planRequested);
        table()->setFocus();

        press(Qt::Key_Return);
        QTRY_VERIFY(guide() && guide()->isActiveWindow());
        QTRY_VERIFY(guide()->chosenMove());
        press(Qt::Key_Return);
        press(Qt::Key_Return);
        QTest::keyClicks(QApplication::focusWidget(), u"No answers"_s);
        press(Qt::Key_Return, Qt::ControlModifier);

        QTRY_COMPARE(requested.size(), 1);
        const UserPlan plan = requested.first().first().value<UserPlan>();
        QCOMPARE(plan.runbook, QLatin1StringView(DeploymentsPageBench::shiftBack));
        QCOMPARE(plan.plan.steps.first().operation.with.value(u"Username"_s).toString(), u"chat-lambda"_s);
        QVERIFY(plan.plan.steps.first().title.contains(u"16"_s));
        QTRY_VERIFY(!guide());
    }

    void move_opensTheGuideAtHow_withItChosen()
    {
        showProposed();

        QTest::mouseClick(button(u"Shift live to 16…"_s), Qt::LeftButton);

        QVERIFY(guide() && guide()->isVisible());
        QCOMPARE(guide()->step(), RollbackDialog::How);
        QTRY_COMPARE(guide()->chosenMove()->title, u"Shift live to 16"_s);
    }

    void runningOne_leadsToTheProposal()
    {
        showProposed();
        select(bad);

        action(u"Roll back…"_s)->trigger();

        QTRY_VERIFY(guide());
        QCOMPARE(guide()->candidate(), good);
        QTRY_COMPARE(selected(), good);
    }

    void guide_offersTheUnitAlone_andFollowsTheChoice()
    {
        showProposed();
        action(u"Roll back…"_s)->trigger();
        auto *candidates = find<QTableView>(*guide(), u"Candidates"_s);
        QCOMPARE(candidates->model()->rowCount(), 3);

        candidates->selectRow(2);

        QTRY_COMPARE(m_bench->controller.choice().id(), older);
        QTRY_VERIFY(guide()->chosenMove());
        QCOMPARE(guide()->chosenMove()->title, u"Shift live to 15"_s);
    }

    void impossibleMove_isNeverOfferedByTheGuide()
    {
        RollbackMoves none = FakeDeploymentService::someMoves(service().pages.at(0).at(2));
        none.moves.removeFirst();
        service().allMoves.insert(good, none);
        showProposed();
        action(u"Roll back…"_s)->trigger();
        QTRY_VERIFY(guide());

        guide()->goTo(RollbackDialog::How);

        auto *choice = find<QRadioButton>(*guide(), u"Upload the code again"_s);
        QVERIFY(choice && !choice->isEnabled());
        QVERIFY(!find<QPushButton>(*guide(), u"Next"_s)->isEnabled());
        QVERIFY(!guide()->chosenMove());
    }

    void backups_areTakenFirst_thenTheWayBackIsPlanned()
    {
        bool isEnabled = true;
        FakeExecutor &executor = m_bench->runbooks.below.executor;
        executor.look = [&isEnabled](const Step &) {
            return operations::Observation{QJsonObject{{u"Enabled"_s, isEnabled}}, false};
        };
        executor.effect = [&isEnabled](const Step &) { isEnabled = false; };
        const std::optional<UserPlan> backups = planBackups();
        QVERIFY(backups);
        QCOMPARE(backups->runbook, u"common/back-up-tables"_s);
        QCOMPARE(backups->plan.steps.first().title, u"Back ChatMessage-prod up"_s);
        QVERIFY(says(u"The backups come first."_s));
        QSignalSpy requested(m_page.get(), &pages::Page::planRequested);

        run(*backups);

        QTRY_COMPARE(requested.size(), 1);
        QCOMPARE(requested.first().first().value<UserPlan>().runbook, QLatin1StringView(m_bench->shiftBack));
        QVERIFY(!says(u"The backups come first."_s));
    }

    void backups_areTheRunbooksOwn_whereItTakesThem()
    {
        m_bench->writeShiftBack("  tables: {title: Tables, type: list, default: []}\n"
                                "  assets: {title: Assets, type: list, default: []}\n",
            "${parameters.version}, ${join('+', parameters.tables)}, ${join('+', parameters.assets)}");

        const std::optional<UserPlan> plan = planBackups();

        QVERIFY(plan);
        QCOMPARE(plan->runbook, QLatin1StringView(DeploymentsPageBench::shiftBack));
        QCOMPARE(plan->plan.steps.first().title, u"Shift to 16, ChatMessage-prod, uploads"_s);
        QVERIFY(!says(u"The backups come first."_s));
    }

    void backupsThatFail_endIt()
    {
        m_bench->runbooks.below.executor.failures.insert(u"chat"_s, Error(Error::Kind::Denied, u"Not allowed."_s));
        const std::optional<UserPlan> backups = planBackups();
        QVERIFY(backups);
        QSignalSpy requested(m_page.get(), &pages::Page::planRequested);

        run(*backups);

        QTRY_VERIFY(says(u"so nothing was rolled back"_s));
        QCOMPARE(requested.size(), 0);
    }

    void runbookThatNeedsMore_opensItsForm_withEverythingFilledIn()
    {
        m_bench->writeShiftBack("  ticket: {title: Ticket}\n");
        showProposed();
        action(u"Roll back…"_s)->trigger();
        QTRY_VERIFY(guide() && guide()->chosenMove());
        guide()->goTo(RollbackDialog::Why);
        QTest::keyClicks(find<QPlainTextEdit>(*guide(), u"Reason"_s), u"No answers"_s);

        QTest::mouseClick(find<QPushButton>(*guide(), u"Show plan…"_s), Qt::LeftButton);

        auto *form = m_page->findChild<dialogs::ParameterForm *>();
        QTRY_VERIFY((form = m_page->findChild<dialogs::ParameterForm *>()));
        QCOMPARE(find<QLineEdit>(*form, u"Version"_s)->text(), u"16"_s);
        QCOMPARE(form->values().values.value(u"reason"_s).toString(), u"No answers"_s);
        QCOMPARE(form->values().values.value(u"watch"_s).toString(), u"30m"_s);
    }

    void runbookThatIsNotThere_isSaidInTheGuide()
    {
        RollbackMoves moves = FakeDeploymentService::someMoves(service().pages.at(0).at(2));
        moves.moves.first().runbook = u"common/not-there"_s;
        service().allMoves.insert(good, moves);
        showProposed();
        action(u"Roll back…"_s)->trigger();
        QTRY_VERIFY(guide() && guide()->chosenMove());
        guide()->goTo(RollbackDialog::Why);
        QTest::keyClicks(find<QPlainTextEdit>(*guide(), u"Reason"_s), u"No answers"_s);

        QTest::mouseClick(find<QPushButton>(*guide(), u"Show plan…"_s), Qt::LeftButton);

        QTRY_VERIFY(says(*guide(), u"There is no runbook common/not-there."_s));
        QCOMPARE(guide()->answer()->reason, u"No answers"_s);
    }

    void nothingUnwell_isSaid()
    {
        service().healths.insert(bad, wellFor(std::chrono::hours(1)));
        showRead();

        QTRY_VERIFY(m_bench->controller.proposal().isSettled);
        QCOMPARE(selected(), QString());
        QVERIFY(says(u"No deployment selected"_s));
        QVERIFY(says(u"5 units are live · read just now"_s));
        action(u"Roll back…"_s)->trigger();

        QTRY_VERIFY(says(u"Nothing that is running is known to be unwell."_s));
        QVERIFY(!guide());
    }

    void palette_namesTheUnits()
    {
        showProposed();
        QSignalSpy front(m_page.get(), &pages::Page::frontRequested);

        QAction *unit = action(u"Roll back backend in prod…"_s);
        QVERIFY(unit && unit == action(u"Roll back backend in prod…"_s));
        QCOMPARE(m_page->pageActions().first()->text(), u"Roll back…"_s);
        unit->trigger();

        QCOMPARE(front.size(), 1);
        QTRY_VERIFY(guide());
        QCOMPARE(guide()->windowTitle(), u"Roll back backend in prod"_s);
    }

    void runThatGoesOn_showsWhatItHasChanged()
    {
        m_bench->runbooks.write(u"runbooks/demo/two.yaml"_s, R"(
title: Two steps
purpose: For a test.
steps:
  - id: first
    title: First
    uses: aws:cognito-idp:AdminDisableUser
    with: {UserPoolId: eu-west-1_pool, Username: chat-lambda}
  - id: second
    title: Second
    uses: aws:cognito-idp:AdminDisableUser
    with: {UserPoolId: eu-west-1_pool, Username: bob}
)");
        FakeExecutor &executor = m_bench->runbooks.below.executor;
        executor.look = [](const Step &) { return operations::Observation{{{u"Enabled"_s, false}}, false}; };
        executor.gate.hold(u"bob"_s);
        showProposed();
        std::optional<UserPlan> plan;
        connect(&m_bench->runbooks.controller, &controllers::RunbooksController::planned, m_page.get(),
            [&plan](const UserPlan &made) { plan = made; });
        m_bench->runbooks.controller.plan(u"demo/two"_s, {});
        QTRY_VERIFY(plan);
        service().pages[0][0].state = Deployment::State::RolledBack;
        service().allMarks = {m_bench->mark(u"no answers"_s, 12)};

        const int id = m_bench->runbooks.below.runs.run(plan->plan, {{}, true, false}, plan->runbook);

        QTRY_VERIFY(says(u"chat-lambda live was rolled back from 17 to 16"_s));
        QVERIFY(service().gate.countOf(u"ofUnit chat-lambda:live"_s) > 0);
        QVERIFY(!m_bench->runbooks.below.runs.runs().at(id).finished);
        executor.gate.open();
        QTRY_VERIFY(m_bench->runbooks.below.runs.runs().at(id).finished);
    }

    void rolledBack_isSaid_andCanBeUndone()
    {
        service().allMarks = {m_bench->mark(u"no answers"_s, 12)};
        showProposed();

        QTRY_VERIFY(
            says(u"chat-lambda live was rolled back from 17 to 16 by ada, 29 Nov 2026, 15:30 UTC: no answers."_s));
        QVERIFY(button(u"Undo…"_s)->accessibleDescription().contains(u"no answers"_s));
        QVERIFY(action(u"Undo the rollback of chat-lambda live…"_s));
    }

    void manyRolledBack_takeNoMoreThanThreeLines()
    {
        for (const QString &unit : {u"a"_s, u"b"_s, u"c"_s, u"d"_s}) {
            RollbackMark mark = m_bench->mark(u"no answers"_s);
            mark.unit = unit;
            service().pages[1] << liveDeployment(unit, 16, 100);
            service().allMarks << mark;
        }
        showRead();

        QTRY_VERIFY(says(u"2 more units stand rolled back."_s));
    }

    void details_areReadOnlyWhenWanted_pageByPage()
    {
        showProposed();
        QCOMPARE(service().gate.countOf(u"detail chat-lambda:live"_s), 0);

        action(u"Show the details"_s)->trigger();

        auto *details = find<QTableView>(*m_page, u"Details table"_s);
        QTRY_COMPARE(details->model() ? details->model()->rowCount() : 0, 200);
        QVERIFY(find<widgets::MenuButton>(*m_page, u"Section: Versions"_s));
        select(u"prod/backend 42"_s);
        QTRY_VERIFY(says(u"Nothing is known of it."_s));
        table()->clearSelection();
        QTRY_VERIFY(says(u"Select a deployment to see all about what it was deployed to."_s));
        select(good);
        QTRY_COMPARE(details->model() ? details->model()->rowCount() : 0, 200);
    }

    void filter_byChoice_narrowsAndCanBeCleared()
    {
        showProposed();
        auto *field = find<QLineEdit>(*m_page, u"Filter deployments"_s);
        auto *choice = find<widgets::MenuButton>(*m_page, u"Service: All services"_s);
        QVERIFY(choice);
        QAction *lambda = nullptr;
        for (QAction *each : choice->entries()->actions())
            lambda = each->text() == u"Lambda"_s ? each : lambda;

        lambda->trigger();
        QCOMPARE(table()->model()->rowCount(), 3);
        QCOMPARE(selected(), good);
        QTest::keyClicks(field, u"nothing"_s);
        QTRY_VERIFY(says(u"No deployment matches this filter."_s));
        QTest::mouseClick(button(u"Clear filter"_s), Qt::LeftButton);

        QTRY_COMPARE(table()->model()->rowCount(), int(service().all().size()));
        QCOMPARE(selected(), good);
    }

    void filteredProposal_isFoundWhenItIsWanted()
    {
        showPage();
        find<QLineEdit>(*m_page, u"Filter deployments"_s)->setText(u"kind:ecs "_s);
        QTRY_VERIFY(!m_bench->controller.isLoading() && m_bench->controller.proposal().isSettled);
        QCOMPARE(selected(), QString());

        action(u"Roll back…"_s)->trigger();

        QTRY_VERIFY(guide());
        QTRY_COMPARE(selected(), good);
    }

    void keyboard_fromFilterToRows()
    {
        showProposed();
        auto *field = find<QLineEdit>(*m_page, u"Filter deployments"_s);
        field->setFocus();
        QTest::keyClicks(field, u"backend"_s);
        QTRY_COMPARE(table()->model()->rowCount(), 1);

        press(Qt::Key_Down);

        QTRY_VERIFY(table()->hasFocus());
        QCOMPARE(selected(), u"prod/backend 42"_s);
    }

    void loading_showsWhatIsThereAlready()
    {
        service().gate.hold(u"timeline"_s);
        showPage();
        service().gate.letOne();

        QTRY_VERIFY(says(u"so far"_s));
        QCOMPARE(table()->model()->rowCount(), 4);
    }

    void nothing_isSaidWithWhatToDo()
    {
        service().pages.clear();
        showRead();

        QTRY_VERIFY(says(u"Nothing was deployed in this account within 90 days."_s));
        QVERIFY(button(u"Look again"_s));
    }

    void reading_failed_saysWhy_andKeepsWhatWasThere()
    {
        showProposed();
        service().timelineProblem = Error(Error::Kind::Network, u"No way to AWS."_s);

        action(u"Reload deployments"_s)->trigger();

        QTRY_VERIFY(says(u"No way to AWS."_s));
        QVERIFY(says(u"As of "_s));
        QCOMPARE(table()->model()->rowCount(), int(service().all().size()));
    }

    void firstReading_failed_endsTheWaitForAProposal()
    {
        service().pages.clear();
        service().timelineProblem = Error(Error::Kind::Network, u"No way to AWS."_s);
        showPage();
        action(u"Roll back…"_s)->trigger();

        QTRY_VERIFY(says(u"No way to AWS."_s));
        QVERIFY(says(u"Nothing could be read."_s) && button(u"Try again"_s));
        QVERIFY(!guide());
    }

    void serviceThatCouldNotBeRead_hidesNothingElse()
    {
        service().kindProblems.insert(DeploymentKind::AppConfig, Error(Error::Kind::Denied, u"appconfig is denied."_s));
        showProposed();

        QTRY_VERIFY(says(u"Could not be read: AppConfig. The others are here."_s));
        QCOMPARE(table()->model()->rowCount(), int(service().all().size()) - 1);
    }

    void serviceThatTheEndpointDoesNotHave_isNoWarning()
    {
        service().kindProblems.insert(
            DeploymentKind::AppConfig, Error(Error::Kind::BadReply, u"Not here."_s).withCode(u"NotOffered"_s));
        showProposed();

        QTRY_VERIFY(says(u"· no AppConfig here ·"_s));
        QVERIFY(!says(u"Could not be read"_s));
    }

    void shipper_isNamedShortly()
    {
        const QString whole = u"root@vm as arn:aws:sts::1:assumed-role/Operator/ada.lovelace"_s;
        service().pages[0][2].by = whole;
        service().allMarks = {m_bench->mark(u"no answers"_s)};
        service().allMarks.first().by = whole;
        showProposed();

        const int row = m_bench->controller.table().rowOf(good);
        QCOMPARE(table()->model()->index(row, DeploymentTable::By).data().toString(), u"ada.lovelace"_s);
        QTRY_VERIFY(says(u"by ada.lovelace, 29 Nov"_s));
        QVERIFY(says(u"Shipped by: "_s + whole));
    }

    void differenceAndMoves_thatCouldNotBeRead_sayWhy()
    {
        service().differences.insert(good, Error(Error::Kind::Denied, u"lambda:GetFunction is denied."_s));
        service().allMoves.insert(good, Error(Error::Kind::Denied, u"lambda:GetAlias is denied."_s));
        showProposed();

        QTRY_VERIFY(says(u"What differs could not be read. lambda:GetFunction is denied."_s));
        QVERIFY(says(u"They could not be read. lambda:GetAlias is denied."_s));
    }

    void secrets_areNowhere()
    {
        DeploymentDifference difference;
        difference.rows = {{u"Environment.API_KEY"_s, u"sk-now"_s, u"sk-then"_s, true, false}};
        service().differences.insert(good, difference);
        showProposed();
        action(u"Roll back…"_s)->trigger();
        QTRY_VERIFY(guide() && guide()->chosenMove());

        const QString all = everything();

        QVERIFY(all.contains(u"→ another (hidden)"_s));
        QVERIFY(!all.contains(u"sk-now"_s) && !all.contains(u"sk-then"_s));
    }

    void state_isKeptForTheNextStart()
    {
        showRead();
        find<QLineEdit>(*m_page, u"Filter deployments"_s)->setText(u"kind:lambda "_s);
        QTRY_COMPARE(table()->model()->rowCount(), 3);
        const QByteArray state = m_page->saveState();

        DeploymentsPage next(m_bench->controller);
        next.restoreState(state);

        QVERIFY(find<widgets::MenuButton>(next, u"Service: Lambda"_s));
        QCOMPARE(next.saveState(), state);
    }
};

QTEST_MAIN(TestDeploymentsPage)
#include "tst_deploymentspage.moc"
