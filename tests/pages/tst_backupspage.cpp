// SPDX-License-Identifier: GPL-3.0-or-later
#include <dialogs/parameterform.h>
#include <pages/backupspage.h>
#include <pages/runbookspage.h>
#include <support/backupsbench.h>
#include <support/find.h>
#include <widgets/menubutton.h>

#include <QApplication>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableView>

using namespace sm;
using namespace sm::test;
using dialogs::ParameterForm;
using pages::BackupsPage;
using tables::BackupTable;

/// Met through its widgets, as a person or a screen reader meets it.
class TestBackupsPage : public QObject
{
    Q_OBJECT

private:
    FakeBackupService &service() { return m_bench->service; }
    QTableView *table() const { return find<QTableView>(*m_page, u"Backups table"_s); }
    QTableView *backups() const { return find<QTableView>(*m_page, u"Backups of the asset"_s); }
    QPushButton *button(const QString &text) const { return find<QPushButton>(*m_page, text); }
    QAction *action(const QString &text) const
    {
        const QList<QAction *> all = m_page->pageActions();
        const auto found
            = std::find_if(all.begin(), all.end(), [&text](const QAction *each) { return each->text() == text; });
        return found == all.end() ? nullptr : *found;
    }
    bool says(const QString &sentence) const
    {
        for (QWidget *each : m_page->findChildren<QWidget *>()) {
            if (each->isVisible() && accessibleNameOf(each).contains(sentence))
                return true;
        }
        return false;
    }
    void select(const QStringList &ids)
    {
        table()->clearSelection();
        for (const QString &id : ids) {
            const int row = m_bench->controller.table().rowOf(id);
            QVERIFY2(row >= 0, qPrintable(id));
            table()->selectionModel()->select(
                table()->model()->index(row, 0), QItemSelectionModel::Select | QItemSelectionModel::Rows);
        }
    }
    ParameterForm *form() const { return m_page->findChild<ParameterForm *>(); }
    QString filled(const QString &field) const { return find<QLineEdit>(*form(), field)->text(); }
    void showPage()
    {
        m_page = std::make_unique<BackupsPage>(m_bench->controller);
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

    std::unique_ptr<BackupsBench> m_bench;
    std::unique_ptr<BackupsPage> m_page;

private Q_SLOTS:
    void init() { m_bench = std::make_unique<BackupsBench>(); }
    void cleanup()
    {
        m_page.reset();
        m_bench.reset();
    }

    void board_isSummedUp_theMostUrgentFirst()
    {
        showRead();

        QCOMPARE(m_page->title(), u"Backups"_s);
        QCOMPARE(table()->model()->index(0, BackupTable::Name).data().toString(), u"bare"_s);
        QVERIFY(says(u"4 assets, 2 overdue, 3 never proven · read just now"_s));
        QVERIFY(says(u"No asset selected"_s));
        QVERIFY(!button(u"Back up…"_s)->isEnabled());
        QCOMPARE(button(u"Back up…"_s)->toolTip().contains(u"Select an asset first."_s), true);
    }

    void board_fitsIntoTheSmallestWindow()
    {
        showRead();

        QVERIFY2(
            m_page->minimumSizeHint().width() <= 1096, qPrintable(QString::number(m_page->minimumSizeHint().width())));
        QVERIFY(table()->columnWidth(BackupTable::Name) >= 64);
    }

    void badges_areShownInFull_alsoLaterOnes()
    {
        service().assets.first().asset.title = u"energy-data-insights-reports"_s;
        showRead();
        service().assets.first().backups.first().provenAt = QDateTime::currentDateTimeUtc().addSecs(-45 * 60);

        m_bench->controller.refresh(u"good"_s);

        QModelIndex cell;
        QTRY_COMPARE((cell = table()->model()->index(3, BackupTable::ProofDue)).data().toString(), u"45 min ago"_s);
        QTRY_VERIFY(table()->columnWidth(BackupTable::ProofDue) >= table()->itemDelegate()->sizeHint({}, cell).width());
        QVERIFY(table()->columnWidth(BackupTable::Name) >= 120);
    }

    void loading_showsWhatIsThereAlready()
    {
        service().gate.hold();
        showPage();
        service().gate.letOne();

        QTRY_VERIFY(says(u"one asset, 1 never proven so far"_s));
        QCOMPARE(table()->model()->rowCount(), 1);
    }

    void nothing_isSaidWithWhatToDo()
    {
        service().assets.clear();
        showRead();

        QTRY_VERIFY(says(u"There is nothing to back up in this account."_s));
        service().assets = {someStanding(u"new"_s, Due::InTime)};
        QTest::mouseClick(button(u"Look again"_s), Qt::LeftButton);

        QTRY_COMPARE(table()->model()->rowCount(), 1);
    }

    void reload_failed_keepsTheRowsDated()
    {
        showRead();
        service().boardProblem = Error(Error::Kind::Network, u"No way to AWS."_s);

        action(u"Reload backups"_s)->trigger();

        QTRY_VERIFY(says(u"No way to AWS."_s));
        QVERIFY(says(u"As of "_s));
        QCOMPARE(table()->model()->rowCount(), 4);
    }

    void firstReading_failed_saysWhyAndTriesAgain()
    {
        service().assets.clear();
        service().boardProblem = Error(Error::Kind::Network, u"No way to AWS."_s);
        showRead();

        QTRY_VERIFY(says(u"No way to AWS."_s));
        QVERIFY(says(u"Nothing could be read."_s) && button(u"Try again"_s));
    }

    void asset_selected_isShownInFull()
    {
        Backup &backup = service().assets.first().backups.first();
        backup.name = u"pre-deployment"_s;
        backup.set = u"chat"_s;
        backup.hasSettings = true;
        backup.provenAt = QDateTime::currentDateTimeUtc().addDays(-3);
        backup.provenIn = std::chrono::seconds(247);
        service().assets.first().recoversToAnyTime = true;
        service().assets.first().earliestTime = backupNow.addDays(-35);
        showRead();

        select({u"good"_s});

        for (const QString &sentence : {u"Backup: In time"_s, u"Proof: 3 days ago"_s, u"Policy: Every 1 day"_s,
                 u"Any time from: 25 Oct 2026"_s, u"Backups (1)"_s, u"Name: pre-deployment"_s, u"Set: chat"_s,
                 u"Settings: Kept with it"_s, u"Verified: Never"_s, u"Proven in: 4:07"_s, u"DynamoDB table"_s})
            QTRY_VERIFY2(says(sentence), qPrintable(sentence));
        QVERIFY(button(u"Back up…"_s)->isEnabled() && button(u"Restore…"_s)->isEnabled());
    }

    void asset_withoutBackup_saysSoAndWhyNothingCanBeRestored()
    {
        showRead();

        select({u"bare"_s});

        QVERIFY(says(u"There is no backup to restore it from."_s));
        QVERIFY(says(u"Backups: none"_s));
        QVERIFY(!button(u"Restore…"_s)->isEnabled());
        QVERIFY(button(u"Restore…"_s)->accessibleDescription() == u"There is no backup of it yet."_s);
        select({u"supabase"_s});
        QVERIFY(!button(u"Back up…"_s)->isEnabled());
    }

    void filter_byChoice_narrowsAndCanBeCleared()
    {
        showRead();
        auto *field = find<QLineEdit>(*m_page, u"Filter backups"_s);
        auto *choice = find<widgets::MenuButton>(*m_page, u"Show: All"_s);
        QVERIFY(choice);

        choice->entries()->actions().at(1)->trigger();
        QCOMPARE(table()->model()->rowCount(), 2);
        QCOMPARE(choice->text(), u"Overdue"_s);
        QTest::keyClicks(field, u"nothing"_s);
        QTRY_VERIFY(says(u"No asset matches this filter."_s));
        QTest::mouseClick(button(u"Clear filter"_s), Qt::LeftButton);

        QTRY_COMPARE(table()->model()->rowCount(), 4);
        QVERIFY(find<widgets::MenuButton>(*m_page, u"Show: All"_s));
    }

    void keyboard_fromFilterToRowToForm()
    {
        showRead();
        auto *field = find<QLineEdit>(*m_page, u"Filter backups"_s);
        field->setFocus();
        QTest::keyClicks(field, u"late"_s);
        QTest::keyClick(field, Qt::Key_Down);
        QTRY_VERIFY(table()->hasFocus());

        QTest::keyClick(table(), Qt::Key_Return);

        QVERIFY(form() && form()->isVisible());
        QCOMPARE(filled(u"Asset"_s), u"late"_s);
    }

    void restore_isFilledIn_planned_andAskedForByThisPageAlone()
    {
        pages::RunbooksPage library(m_bench->runbooks.controller);
        QSignalSpy elsewhere(&library, &pages::Page::planRequested);
        showRead();
        QSignalSpy requested(m_page.get(), &pages::Page::planRequested);
        select({u"good"_s});

        QTest::mouseClick(button(u"Restore…"_s), Qt::LeftButton);
        QPointer<ParameterForm> asked = form();
        QVERIFY(asked && asked->isVisible());
        QCOMPARE(filled(u"Backup"_s), u"good-1"_s);
        QTest::mouseClick(find<QPushButton>(*asked, u"Show plan…"_s), Qt::LeftButton);

        QTRY_COMPARE(requested.size(), 1);
        QCOMPARE(requested.first().first().value<UserPlan>().runbook, u"demo/restore"_s);
        QTRY_VERIFY(!asked);
        QCOMPARE(elsewhere.size(), 0);
    }

    void severalTables_areBackedUpAsOneSet()
    {
        showRead();

        select({u"good"_s, u"late"_s});
        QVERIFY(says(u"2 assets selected"_s));
        QVERIFY(!button(u"Restore…"_s)->isEnabled());
        QTest::mouseClick(button(u"Back up…"_s), Qt::LeftButton);

        QVERIFY(form());
        QCOMPARE(form()->values().values.value(u"tables"_s).toArray().size(), 2);
    }

    void set_isBackedUpByItsName()
    {
        service().allSets = {{u"chat"_s, {u"good"_s, u"late"_s}}, {u"odd"_s, {u"good"_s, u"supabase"_s}}};
        showRead();
        QVERIFY(button(u"Back up set"_s)->isVisible());
        QVERIFY(!action(u"Back up set odd…"_s)->isEnabled());

        action(u"Back up set chat…"_s)->trigger();

        QVERIFY(form());
        QCOMPARE(filled(u"Set"_s), u"chat"_s);
        QCOMPARE(form()->values().values.value(u"tables"_s).toArray().size(), 2);
    }

    void palette_namesTheAssets()
    {
        showRead();
        QVERIFY(!action(u"Restore bare…"_s)->isEnabled());
        QSignalSpy front(m_page.get(), &pages::Page::frontRequested);

        QAction *drill = action(u"Drill late…"_s);
        QVERIFY(drill && drill == action(u"Drill late…"_s));
        drill->trigger();

        QCOMPARE(front.size(), 1);
        QVERIFY(form());
        QCOMPARE(filled(u"Asset"_s), u"late"_s);
    }

    void freeze_isSaidUntilItIsThawed()
    {
        bool isEnabled = true;
        FakeExecutor &executor = m_bench->runbooks.below.executor;
        executor.look = [&isEnabled](const Step &) {
            return operations::Observation{QJsonObject{{u"Enabled"_s, isEnabled}}, false};
        };
        executor.effect = [&isEnabled](const Step &step) { isEnabled = step.operation.uses.contains(u"Enable"_s); };
        showRead();
        QVERIFY(!says(u"Frozen since"_s) && !action(u"Thaw…"_s)->isEnabled());

        QVERIFY(m_bench->run(controllers::Freezes::Runbook, {}));
        QTRY_VERIFY(says(u"Frozen since"_s));
        QSignalSpy requested(m_page.get(), &pages::Page::planRequested);
        QTest::mouseClick(button(u"Thaw…"_s), Qt::LeftButton);
        QTRY_COMPARE(requested.size(), 1);
        QVERIFY(m_bench->run(requested.first().first().value<UserPlan>()));

        QTRY_VERIFY(!says(u"Frozen since"_s));
        QVERIFY(isEnabled);
    }

    void selectionAndBackup_stayWhenTheAssetIsReadAgain()
    {
        service().assets.first().backups << someBackup(u"good-0"_s, 30);
        showRead();
        select({u"good"_s});
        backups()->selectRow(1);
        service().assets.first().backups.prepend(someBackup(u"good-2"_s, 0));

        m_bench->controller.refresh(u"good"_s);

        QTRY_COMPARE(backups()->model()->rowCount(), 3);
        QCOMPARE(backups()->selectionModel()->selectedRows().value(0).row(), 2);
        QVERIFY(says(u"Id: good-0"_s));
    }

    void backupThatWasTaken_isSelected()
    {
        service().assets.first().backups << someBackup(u"good-0"_s, 30);
        showRead();
        select({u"good"_s});
        backups()->selectRow(1);
        service().assets.first().backups.prepend(someBackup(u"good-2"_s, 0));

        QVERIFY(m_bench->run(u"demo/back-up"_s, {{u"asset"_s, u"good"_s}}));

        QTRY_VERIFY(says(u"Id: good-2"_s));
    }

    void backupTakenElsewhere_isOfferedForAdoption()
    {
        service().assets.first().backups.first().id = u"arn:aws:dynamodb:us-east-1:1:table/good/backup/1"_s;
        showRead();
        select({u"good"_s});

        QVERIFY(!button(u"Drill…"_s)->isEnabled());
        QVERIFY(button(u"Drill…"_s)->accessibleDescription().contains(u"Adopt it"_s));
        action(u"Adopt…"_s)->trigger();

        QVERIFY(form());
        QCOMPARE(filled(u"Backup"_s), u"arn:aws:dynamodb:us-east-1:1:table/good/backup/1"_s);
    }

    void state_isKeptForTheNextStart()
    {
        showRead();
        find<QLineEdit>(*m_page, u"Filter backups"_s)->setText(u"state:overdue "_s);
        QTRY_COMPARE(table()->model()->rowCount(), 2);
        const QByteArray state = m_page->saveState();

        BackupsPage next(m_bench->controller);
        next.restoreState(state);

        QVERIFY(find<widgets::MenuButton>(next, u"Show: Overdue"_s));
        QCOMPARE(next.saveState(), state);
    }
};

QTEST_MAIN(TestBackupsPage)
#include "tst_backupspage.moc"
