// SPDX-License-Identifier: GPL-3.0-or-later
#include <dialogs/keeprunbookdialog.h>
#include <dialogs/parameterform.h>
#include <pages/runbookspage.h>
#include <support/find.h>
#include <support/runbooksbench.h>
#include <widgets/noticebar.h>

#include <QApplication>
#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QDropEvent>
#include <QFileDialog>
#include <QLineEdit>
#include <QMimeData>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableView>
#include <QUrl>

using namespace sm;
using namespace sm::test;
using dialogs::KeepRunbookDialog;
using dialogs::ParameterForm;
using pages::RunbooksPage;
using tables::RunbookTable;

namespace {

const QByteArray withoutParameters = R"(
title: Rest
purpose: Does nothing at all.
steps:
  - {id: ask, title: Ask, uses: manual, with: {text: "Wait for a moment."}}
)";

const QByteArray withWayBack = R"(
title: Shut a user out
purpose: For a while.
steps:
  - id: disable
    title: Disable ada
    uses: aws:cognito-idp:AdminDisableUser
    with: {UserPoolId: eu-west-1_pool, Username: ada}
    undo:
      title: Enable ada
      uses: aws:cognito-idp:AdminEnableUser
      with: {UserPoolId: eu-west-1_pool, Username: ada}
)";

const QByteArray teamsFile = "# Look after it\n\n1. Ask the team\n2. Look\n\n```bash\naws lambda get-everything\n```\n";

} // namespace

/// Met through its widgets, as a person or a screen reader meets it.
class TestRunbooksPage : public QObject
{
    Q_OBJECT

private:
    controllers::RunbooksController &controller() { return m_bench->controller; }
    QTableView *table() const { return find<QTableView>(*m_page, u"Runbooks table"_s); }
    QPushButton *button(const QString &text) const { return find<QPushButton>(*m_page, text); }
    bool isOffered(const QString &text) const
    {
        const QPushButton *found = button(text);
        return found && found->isVisible() && found->isEnabled();
    }
    bool says(const QString &sentence) const
    {
        for (QWidget *each : m_page->findChildren<QWidget *>()) {
            if (each->isVisible() && accessibleNameOf(each).contains(sentence))
                return true;
        }
        return false;
    }
    void select(const QString &key)
    {
        const int row = controller().table().rowOf(key);
        QVERIFY2(row >= 0, qPrintable(key));
        table()->selectRow(row);
    }
    void import(const QByteArray &markdown)
    {
        QSignalSpy done(&controller(), &controllers::RunbooksController::imported);
        controller().import(m_bench->write(u"team.md"_s, markdown));
        QVERIFY(!done.isEmpty() || done.wait());
    }
    /// Plans and runs what is selected, to its end.
    void run(const QString &key)
    {
        QSignalSpy planned(&controller(), &controllers::RunbooksController::planned);
        controller().plan(key, {});
        QVERIFY(!planned.isEmpty() || planned.wait());
        const auto plan = planned.first().first().value<UserPlan>();
        const int id = m_bench->below.runs.run(plan.plan, {{}, true, false}, plan.runbook);
        QTRY_VERIFY(m_bench->below.runs.runs().at(id).finished);
        QTRY_VERIFY(controller().table().lastRun(key));
    }
    /// The world of which the steps of withWayBack change the one state.
    void giveItAWorld()
    {
        m_bench->below.executor.look
            = [this](const Step &) { return operations::Observation{QJsonObject{{u"Enabled"_s, m_enabled}}, false}; };
        m_bench->below.executor.effect
            = [this](const Step &step) { m_enabled = step.operation.uses.contains(u"Enable"_s); };
    }

    std::unique_ptr<RunbooksBench> m_bench;
    std::unique_ptr<RunbooksPage> m_page;
    bool m_enabled = true;

private Q_SLOTS:
    void initTestCase() { QApplication::setAttribute(Qt::AA_DontUseNativeDialogs); }
    void init()
    {
        m_enabled = true;
        m_bench = std::make_unique<RunbooksBench>();
        m_bench->write(u"runbooks/demo/rest.yaml"_s, withoutParameters);
        m_bench->write(u"runbooks/demo/shut-out.yaml"_s, withWayBack);
        m_page = std::make_unique<RunbooksPage>(controller());
        m_page->resize(1200, 700);
        m_page->show();
        m_page->shown();
        QVERIFY(QTest::qWaitForWindowActive(m_page.get()));
        QTRY_VERIFY(!controller().isLoading());
    }
    void cleanup()
    {
        m_page.reset();
        m_bench.reset();
    }

    void library_isShownAndAsksToSelect()
    {
        QVERIFY(table()->model()->rowCount() > 3);
        QVERIFY(says(u"No runbook selected"_s));
        QVERIFY(!isOffered(u"Plan…"_s));
        QVERIFY(isOffered(u"Import…"_s));
        QCOMPARE(m_page->title(), u"Runbooks"_s);
    }

    void columnWithoutFindings_leavesItsRoomToTheTitles()
    {
        QVERIFY(table()->isColumnHidden(RunbookTable::Findings));
        QVERIFY(!table()->isColumnHidden(RunbookTable::Severity)); // one has a word there

        import(teamsFile);

        QVERIFY(!table()->isColumnHidden(RunbookTable::Findings));
    }

    void runbook_selected_isShownInFull()
    {
        select(QString::fromLatin1(RunbooksBench::key));

        for (const QString &sentence : {u"Lets a person in again."_s, u"It is certain who asks."_s,
                 u"A user is locked out."_s, u"Disable ‹User name›"_s, u"Steps (2)"_s, u"Verification (1)"_s,
                 u"By hand"_s, u"P2"_s, u"Review due"_s, u"Review by: 31 Jan 2020"_s, u"Never run here"_s,
                 u"aws:cognito-idp:AdminDisableUser · can be taken back"_s})
            QTRY_VERIFY2(says(sentence), qPrintable(sentence));
        QVERIFY(isOffered(u"Guide"_s) && isOffered(u"Plan…"_s) && isOffered(u"Copy IAM policy"_s));
        QVERIFY(!isOffered(u"Keep…"_s) && !isOffered(u"Undo last run…"_s));
    }

    void runbook_ofAnotherSystem_saysWhereItWouldRun()
    {
        select(u"energy-data-insights/create-user"_s);

        QVERIFY(says(u"Written for Energy Data Insights. Here it is planned on Demo."_s));
        QVERIFY(isOffered(u"Plan…"_s));
    }

    void filter_narrowsAndCanBeCleared()
    {
        auto *filter = find<QLineEdit>(*m_page, u"Filter runbooks"_s);
        const int all = table()->model()->rowCount();

        QTest::keyClicks(filter, u"locked"_s);
        QTRY_VERIFY(table()->model()->rowCount() < all);
        QVERIFY(table()->model()->rowCount() > 0);
        QTest::keyClicks(filter, u" no such thing"_s);
        QTRY_VERIFY(says(u"No runbook matches this filter."_s));
        QTest::mouseClick(button(u"Clear filter"_s), Qt::LeftButton);

        QTRY_COMPARE(table()->model()->rowCount(), all);
    }

    void keyboard_fromFilterToRowToForm()
    {
        auto *filter = find<QLineEdit>(*m_page, u"Filter runbooks"_s);
        filter->setFocus();
        QTest::keyClicks(filter, u"reset a user"_s);
        QTest::keyClick(filter, Qt::Key_Down);
        QTRY_VERIFY(table()->hasFocus());
        QVERIFY(says(u"Lets a person in again."_s));

        QTest::keyClick(table(), Qt::Key_Return);

        auto *form = m_page->findChild<ParameterForm *>();
        QVERIFY(form && form->isVisible());
    }

    void brokenFile_isToldOnceWithItsPlace()
    {
        m_bench->write(u"runbooks/demo/broken.yaml"_s, "title: B\npurpose: P\nsteps: 7\n");
        m_page->shown();

        QTRY_VERIFY(says(u"broken.yaml:3:8"_s));
        QTest::mouseClick(find<QAbstractButton>(*m_page, u"Dismiss"_s), Qt::LeftButton);
        m_page->shown();

        QTRY_VERIFY(!controller().isLoading());
        QVERIFY(!says(u"broken.yaml"_s));
    }

    void plan_ofParameters_isAskedForAndOffered()
    {
        QSignalSpy requested(m_page.get(), &pages::Page::planRequested);
        select(QString::fromLatin1(RunbooksBench::key));
        QTest::mouseClick(button(u"Plan…"_s), Qt::LeftButton);
        QPointer<ParameterForm> form = m_page->findChild<ParameterForm *>();
        QVERIFY(form);
        find<QLineEdit>(*form, u"User name"_s)->setText(u"ADA"_s);
        QTest::mouseClick(find<QPushButton>(*form, u"Show plan…"_s), Qt::LeftButton);
        QVERIFY(form->isVisible());
        QCOMPARE(requested.size(), 0);

        find<QComboBox>(*form, u"User pool"_s)->setEditText(u"eu-west-1_pool"_s);
        find<QLineEdit>(*form, u"User name"_s)->setText(u"ada"_s);
        QTest::mouseClick(find<QPushButton>(*form, u"Show plan…"_s), Qt::LeftButton);

        QTRY_COMPARE(requested.size(), 1);
        const auto plan = requested.first().first().value<UserPlan>();
        QCOMPARE(plan.plan.steps.size(), 3);
        QCOMPARE(plan.runbook, QString::fromLatin1(RunbooksBench::key));
        QTRY_VERIFY(!form);
        QCOMPARE(m_bench->below.executor.gate.calls(), QStringList());
    }

    void reveal_withValues_opensTheFormWithThem()
    {
        const QString key = QString::fromLatin1(RunbooksBench::key);
        const QJsonObject values{{u"user"_s, u"grace"_s}, {u"pool"_s, u"eu-west-1_pool"_s}, {u"other"_s, 1}};

        m_page->reveal(key, values);

        QCOMPARE(table()->selectionModel()->selectedRows().value(0).data(RunbookTable::KeyRole).toString(), key);
        auto *form = m_page->findChild<ParameterForm *>();
        QVERIFY(form && form->isVisible());
        QCOMPARE(find<QLineEdit>(*form, u"User name"_s)->text(), u"grace"_s);
        QCOMPARE(find<QComboBox>(*form, u"User pool"_s)->currentText(), u"eu-west-1_pool"_s);
    }

    void reveal_beforeTheRunbooksAreRead_opensTheFormOnce()
    {
        m_bench->write(u"runbooks/demo/late.yaml"_s, someRunbook);
        m_page->shown();
        m_page->reveal(u"demo/late"_s, {{u"user"_s, u"grace"_s}});
        QVERIFY(!m_page->findChild<ParameterForm *>());

        QTRY_VERIFY(m_page->findChild<ParameterForm *>());
        QCOMPARE(find<QLineEdit>(*m_page->findChild<ParameterForm *>(), u"User name"_s)->text(), u"grace"_s);
        m_page->shown();
        QTRY_VERIFY(!controller().isLoading());
        QCOMPARE(m_page->findChildren<ParameterForm *>().size(), 1);
    }

    void plan_withoutParameters_isOfferedAtOnce()
    {
        QSignalSpy requested(m_page.get(), &pages::Page::planRequested);
        select(u"demo/rest"_s);

        QTest::mouseClick(button(u"Plan…"_s), Qt::LeftButton);

        QTRY_COMPARE(requested.size(), 1);
        QVERIFY(!m_page->findChild<ParameterForm *>());
    }

    void import_isADraftOnTopThatCanNotBePlanned()
    {
        import(teamsFile);

        QCOMPARE(table()->selectionModel()->selectedRows().value(0).row(), 0);
        QVERIFY(says(u"Imported and not reviewed."_s));
        QTRY_VERIFY(says(u"team.md:7"_s));
        QVERIFY(says(u"Error"_s));
        QVERIFY(!isOffered(u"Plan…"_s) && !isOffered(u"Undo last run…"_s));
        QVERIFY(isOffered(u"Keep…"_s) && isOffered(u"Discard"_s));
        QTest::keyClick(table(), Qt::Key_Return);
        QVERIFY(!m_page->findChild<ParameterForm *>());
    }

    void import_ofWhatIsNoRunbook_saysSo()
    {
        controller().import(m_bench->write(u"empty.md"_s, "Nothing to do.\n"));

        QTRY_VERIFY(says(u"empty.md"_s) || says(u"Problem"_s));
    }

    void draft_reviewedAndKept_canBePlanned()
    {
        import(teamsFile);
        QTest::mouseClick(button(u"Keep…"_s), Qt::LeftButton);
        QPointer<KeepRunbookDialog> dialog = m_page->findChild<KeepRunbookDialog *>();
        QVERIFY(dialog);
        auto *keep = find<QPushButton>(*dialog, u"Keep"_s);
        QVERIFY(!keep->isEnabled());

        dialog->findChild<QCheckBox *>()->setChecked(true);
        QTest::mouseClick(keep, Qt::LeftButton);

        QTRY_VERIFY(!dialog);
        QTRY_VERIFY(controller().table().find(u"demo/look-after-it"_s));
        QTRY_VERIFY(isOffered(u"Plan…"_s));
        QVERIFY(says(u"Look after it"_s) && !isOffered(u"Keep…"_s));
    }

    void draft_keptUnderATakenName_isRefusedInItsDialog()
    {
        import(teamsFile);
        QTest::mouseClick(button(u"Keep…"_s), Qt::LeftButton);
        QPointer<KeepRunbookDialog> dialog = m_page->findChild<KeepRunbookDialog *>();
        dialog->findChild<QCheckBox *>()->setChecked(true);
        find<QLineEdit>(*dialog, u"Title"_s)->setText(u"Reset a user"_s);

        QTest::mouseClick(find<QPushButton>(*dialog, u"Keep"_s), Qt::LeftButton);

        const auto *notice = dialog->findChild<widgets::NoticeBar *>();
        QTRY_VERIFY(notice->isVisible());
        for (const auto *each : m_page->findChildren<widgets::NoticeBar *>())
            QVERIFY(each == notice || !each->isVisible()); // said once
        QVERIFY(isOffered(u"Discard"_s));
    }

    void draft_discarded_isGone()
    {
        const int before = table()->model()->rowCount();
        import(teamsFile);
        QCOMPARE(table()->model()->rowCount(), before + 1);

        QTest::mouseClick(button(u"Discard"_s), Qt::LeftButton);

        QCOMPARE(table()->model()->rowCount(), before);
        QVERIFY(says(u"No runbook selected"_s));
    }

    void markdownFile_dropped_isImported()
    {
        QMimeData dragged;
        dragged.setUrls({QUrl::fromLocalFile(m_bench->write(u"dropped.md"_s, teamsFile))});
        QDragEnterEvent enter({100, 100}, Qt::CopyAction, &dragged, Qt::LeftButton, {});
        QApplication::sendEvent(m_page.get(), &enter);
        QVERIFY(enter.isAccepted());
        QDropEvent drop({100, 100}, Qt::CopyAction, &dragged, Qt::LeftButton, {});
        QApplication::sendEvent(m_page.get(), &drop);

        QTRY_VERIFY(says(u"Imported and not reviewed."_s));
    }

    void otherFile_dragged_isNotTaken()
    {
        QMimeData dragged;
        dragged.setUrls({QUrl::fromLocalFile(u"/tmp/picture.png"_s)});
        QDragEnterEvent enter({100, 100}, Qt::CopyAction, &dragged, Qt::LeftButton, {});
        enter.ignore();

        QApplication::sendEvent(m_page.get(), &enter);

        QVERIFY(!enter.isAccepted());
    }

    void importAction_opensAFileDialog()
    {
        QTest::mouseClick(button(u"Import…"_s), Qt::LeftButton);

        const auto *dialog = m_page->findChild<QFileDialog *>();
        QVERIFY(dialog && dialog->isVisible());
        QCOMPARE(dialog->windowTitle(), u"Import runbooks"_s);
    }

    void policy_isCopied()
    {
        QSignalSpy noted(m_page.get(), &pages::Page::noted);
        select(QString::fromLatin1(RunbooksBench::key));

        QTest::mouseClick(button(u"Copy IAM policy"_s), Qt::LeftButton);

        const QJsonObject policy = QJsonDocument::fromJson(QGuiApplication::clipboard()->text().toUtf8()).object();
        QCOMPARE(policy.value(u"Version"_s).toString(), u"2012-10-17"_s);
        QVERIFY(QGuiApplication::clipboard()->text().contains(u"cognito-idp:AdminEnableUser"_s));
        QCOMPARE(noted.size(), 1);
        QVERIFY(noted.first().first().toString().contains(u"“*” stands for what is not known yet: pool, user"_s));
    }

    void lastRun_isShownAndLeadsToTheJournal()
    {
        giveItAWorld();
        run(u"demo/shut-out"_s);
        select(u"demo/shut-out"_s);
        QSignalSpy requested(m_page.get(), &RunbooksPage::journalRequested);

        QTRY_VERIFY(says(u"Last run: Done, "_s));
        QTest::mouseClick(button(u"Show in journal"_s), Qt::LeftButton);

        QCOMPARE(requested.size(), 1);
        QVERIFY(requested.first().first().toLongLong() > 0);
    }

    void lastRun_isTakenBackThroughAPlan()
    {
        giveItAWorld();
        run(u"demo/shut-out"_s);
        select(u"demo/shut-out"_s);
        QVERIFY(!m_enabled);
        QSignalSpy requested(m_page.get(), &pages::Page::planRequested);
        QVERIFY(isOffered(u"Undo last run…"_s));

        QTest::mouseClick(button(u"Undo last run…"_s), Qt::LeftButton);
        QTRY_COMPARE(requested.size(), 1);
        const auto undo = requested.first().first().value<UserPlan>();
        QCOMPARE(undo.plan.steps.size(), 1);
        QCOMPARE(undo.plan.steps.first().operation.uses, u"aws:cognito-idp:AdminEnableUser"_s);
        const int id = m_bench->below.runs.run(undo.plan, {{}, true, false});
        QTRY_VERIFY(m_bench->below.runs.runs().at(id).finished);

        QVERIFY(m_enabled);
        QTRY_VERIFY(says(u"Last run: Taken back, "_s));
        QVERIFY(!isOffered(u"Undo last run…"_s));
    }

    void lastRun_ofWhichNothingWasRecorded_offersNoUndo()
    {
        run(u"demo/shut-out"_s);

        select(u"demo/shut-out"_s);

        QTRY_VERIFY(says(u"Last run: Done, "_s));
        QVERIFY(!isOffered(u"Undo last run…"_s));
    }

    void selection_staysWhenTheFilesAreReadAgain()
    {
        select(QString::fromLatin1(RunbooksBench::key));
        m_bench->write(u"runbooks/demo/another.yaml"_s, withoutParameters);

        m_page->shown();

        QTRY_VERIFY(controller().table().find(u"demo/another"_s));
        QVERIFY(says(u"Lets a person in again."_s));
        QCOMPARE(table()->selectionModel()->selectedRows().size(), 1);
    }

    void everythingFocusable_hasAName()
    {
        import(teamsFile);
        for (QWidget *each : m_page->findChildren<QWidget *>()) {
            const bool isStop = each->isVisible() && (each->focusPolicy() & Qt::TabFocus) != 0 && !each->focusProxy();
            if (isStop)
                QVERIFY2(!accessibleNameOf(each).isEmpty(), each->metaObject()->className());
        }
    }

    void columns_areRestored()
    {
        table()->setColumnHidden(RunbookTable::Severity, true);
        const QByteArray state = m_page->saveState();

        RunbooksPage other(controller());
        other.restoreState(state);

        QVERIFY(find<QTableView>(other, u"Runbooks table"_s)->isColumnHidden(RunbookTable::Severity));
        other.restoreState("garbage");
        QVERIFY(find<QTableView>(other, u"Runbooks table"_s)->isColumnHidden(RunbookTable::Severity));
    }
};

QTEST_MAIN(TestRunbooksPage)
#include "tst_runbookspage.moc"
