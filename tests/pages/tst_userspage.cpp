// SPDX-License-Identifier: GPL-3.0-or-later
#include <dialogs/formdialog.h>
#include <pages/userspage.h>
#include <support/bench.h>
#include <support/find.h>

#include <QClipboard>
#include <QComboBox>
#include <QFileDialog>
#include <QGuiApplication>
#include <QHeaderView>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableView>

using namespace sm;
using namespace sm::test;
using pages::UsersPage;

/// The page through its widgets, as a person or a screen reader meets it.
class TestUsersPage : public QObject
{
    Q_OBJECT

private:
    void start()
    {
        m_page->shown();
        QTRY_COMPARE(m_bench->controller.state(), controllers::UsersController::State::Ready);
    }
    QTableView *table() const { return find<QTableView>(*m_page, u"Users table"_s); }
    QLineEdit *filter() const { return find<QLineEdit>(*m_page, u"Filter users"_s); }
    QAction *action(const QString &text) const
    {
        for (QAction *each : m_page->pageActions()) {
            if (each->text() == text)
                return each;
        }
        return nullptr;
    }
    /// The words of what can be done with the selection.
    QStringList enabledActions() const
    {
        QStringList texts;
        for (QAction *each : m_page->pageActions()) {
            if (each->isEnabled())
                texts.append(each->text());
        }
        return texts;
    }
    void select(const QStringList &names)
    {
        table()->clearSelection();
        for (int row = 0; row < m_bench->controller.table().rowCount(); ++row) {
            const QModelIndex index = m_bench->controller.table().index(row, 0);
            if (names.contains(m_bench->controller.table().user(row).attribute(u"name"_s)))
                table()->selectionModel()->select(index, QItemSelectionModel::Select | QItemSelectionModel::Rows);
        }
    }
    bool says(const QString &sentence) const
    {
        for (QWidget *each : m_page->findChildren<QWidget *>()) {
            if (each->isVisible() && accessibleNameOf(each).contains(sentence))
                return true;
        }
        return false;
    }

    std::unique_ptr<Bench> m_bench;
    std::unique_ptr<UsersPage> m_page;
    QList<Error> m_errors; ///< of the page

private Q_SLOTS:
    void initTestCase() { QApplication::setAttribute(Qt::AA_DontUseNativeDialogs); }
    void init()
    {
        m_bench = std::make_unique<Bench>();
        m_page = std::make_unique<UsersPage>(m_bench->controller);
        m_errors.clear();
        connect(
            m_page.get(), &pages::Page::errorOccurred, this, [this](const Error &error) { m_errors.append(error); });
        m_page->resize(1200, 700);
        m_page->show();
        QVERIFY(QTest::qWaitForWindowActive(m_page.get()));
    }
    void cleanup()
    {
        m_page.reset();
        m_bench.reset();
    }

    void shown_loadsOnceAndSaysHowMany()
    {
        start();
        m_page->shown();

        QCOMPARE(m_bench->service.gate.countOf(u"pools"_s), 1);
        QCOMPARE(table()->model()->rowCount(), 3);
        QVERIFY(says(u"3 users, complete"_s));
        QCOMPARE(find<QComboBox>(*m_page, u"User pool"_s)->currentText(), u"pool of pool-1"_s);
    }

    void loading_canBeStopped()
    {
        m_bench->service.gate.hold(u"listUsers"_s);
        m_page->shown();
        QTRY_COMPARE(m_bench->service.gate.waiting(), 1);
        QVERIFY(action(u"Stop loading"_s)->isEnabled());
        m_bench->service.gate.letOne();
        QTRY_COMPARE(table()->model()->rowCount(), 2);

        action(u"Stop loading"_s)->trigger();

        QVERIFY(!action(u"Stop loading"_s)->isEnabled());
        QVERIFY(says(u"2 users so far"_s));
    }

    void pool_chosenByKeyboard_isLoaded()
    {
        start();
        auto *pools = find<QComboBox>(*m_page, u"User pool"_s);
        pools->setFocus();

        QTest::keyClick(pools, Qt::Key_Down);

        QTRY_COMPARE(m_bench->shownNames(), QStringList{u"zoe"_s});
        QVERIFY(says(u"1 user"_s));
    }

    void filter_typed_narrowsTheRows_andClearBringsThemBack()
    {
        start();

        QTest::keyClicks(filter(), u"BOB"_s);
        QTRY_COMPARE(m_bench->shownNames(), QStringList{u"bob"_s});
        QTest::keyClicks(filter(), u"x"_s);
        QTRY_VERIFY(says(u"No user matches this filter."_s));
        QTest::mouseClick(find<QAbstractButton>(*m_page, u"Clear filter"_s), Qt::LeftButton);

        QTRY_COMPARE(table()->model()->rowCount(), 3);
        QVERIFY(filter()->text().isEmpty());
    }

    void filter_token_becomesAChip()
    {
        start();

        QTest::keyClicks(filter(), u"enabled:no "_s);

        QTRY_COMPARE(m_bench->shownNames(), QStringList{u"eve"_s});
        QVERIFY(filter()->text().isEmpty());
    }

    void downFromTheFilter_goesToTheRows()
    {
        start();
        filter()->setFocus();

        QTest::keyClick(filter(), Qt::Key_Down);

        QCOMPARE(QApplication::focusWidget(), table());
        QCOMPARE(table()->selectionModel()->selectedRows().size(), 1);
    }

    void selection_showsOneInFull_orHowMany()
    {
        start();
        QVERIFY(says(u"No user selected"_s));

        select({u"bob"_s});
        QVERIFY(says(u"User name: id-bob"_s));
        QVERIFY(says(u"email: bob@example.com"_s));
        QVERIFY(says(u"Has never signed in."_s));
        select({u"ada"_s, u"bob"_s});

        QVERIFY(says(u"2 users selected"_s));
        QVERIFY(!says(u"User name: id-bob"_s));
    }

    void actions_areThoseThatTheSelectionAllows()
    {
        const QStringList always{
            u"New user…"_s, u"Import…"_s, u"Export…"_s, u"Reload users"_s, u"Filter users"_s, u"Choose columns"_s};
        start();
        QStringList nobody = enabledActions();
        for (const QString &each : always)
            QVERIFY2(nobody.removeOne(each), qPrintable(each));
        QCOMPARE(nobody, QStringList());

        select({u"ada"_s});
        QVERIFY(enabledActions().contains(u"Disable…"_s) && enabledActions().contains(u"Remove from group…"_s));
        QVERIFY(!enabledActions().contains(u"Enable…"_s) && !enabledActions().contains(u"Resend invitation…"_s));
        select({u"bob"_s});
        QVERIFY(enabledActions().contains(u"Resend invitation…"_s));
        QVERIFY(!enabledActions().contains(u"Remove from group…"_s));
        select({u"eve"_s});
        QVERIFY(enabledActions().contains(u"Enable…"_s) && !enabledActions().contains(u"Disable…"_s));
        select({u"ada"_s, u"eve"_s});
        QVERIFY(enabledActions().contains(u"Enable…"_s) && enabledActions().contains(u"Disable…"_s));
        QVERIFY(!enabledActions().contains(u"Set password…"_s) && !enabledActions().contains(u"Edit attributes…"_s));
    }

    void action_endsInAPlan_andSendsNothing()
    {
        start();
        select({u"ada"_s, u"eve"_s});
        QSignalSpy planned(m_page.get(), &pages::Page::planRequested);

        action(u"Disable…"_s)->trigger();

        QCOMPARE(planned.size(), 1);
        const auto plan = planned.first().first().value<UserPlan>();
        QCOMPARE(plan.plan.title, u"Disable ada@example.com"_s);
        QCOMPARE(plan.leftOut.size(), 1);
        QVERIFY(m_bench->executor.gate.calls().isEmpty());
    }

    void reset_ofSomebodyInvited_isRefusedWithAdvice()
    {
        start();
        select({u"bob"_s});

        action(u"Reset password…"_s)->trigger();

        QCOMPARE(m_errors.size(), 1);
        QVERIFY(m_errors.first().message().contains(u"Resend the invitation"_s));
        QVERIFY(action(u"Resend invitation…"_s)->isEnabled());
    }

    void deleteKey_deletesFromTheTableOnly()
    {
        start();
        select({u"ada"_s});
        QSignalSpy planned(m_page.get(), &pages::Page::planRequested);
        QTest::keyClicks(filter(), u"enabled:yes "_s);
        QTRY_COMPARE(m_bench->shownNames(), (QStringList{u"ada"_s, u"bob"_s}));
        select({u"ada"_s});

        filter()->setFocus();
        QTest::keyClick(filter(), Qt::Key_Backspace); // to the chip
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Delete);
        QCOMPARE(planned.size(), 0);
        QTRY_COMPARE(m_bench->shownNames().size(), 3);
        select({u"ada"_s});
        table()->setFocus();
        QTest::keyClick(table(), Qt::Key_Delete);

        QCOMPARE(planned.size(), 1);
        QCOMPARE(planned.first().first().value<UserPlan>().plan.title, u"Delete ada@example.com"_s);
    }

    void newUser_wrongInput_staysInTheDialog_goodInputBecomesAPlan()
    {
        start();
        QSignalSpy planned(m_page.get(), &pages::Page::planRequested);
        action(u"New user…"_s)->trigger();
        auto *dialog = m_page->findChild<dialogs::FormDialog *>();
        QVERIFY(dialog);

        QTest::keyClicks(find<QLineEdit>(*dialog, u"User name"_s), u"gus"_s);
        QTest::keyClick(find<QLineEdit>(*dialog, u"User name"_s), Qt::Key_Return);
        QCOMPARE(planned.size(), 0); // nowhere to send the invitation to
        QTest::keyClicks(find<QLineEdit>(*dialog, u"Email"_s), u"gus@example.com"_s);
        QTest::keyClick(find<QLineEdit>(*dialog, u"Email"_s), Qt::Key_Return);

        QCOMPARE(planned.size(), 1);
        QCOMPARE(planned.first().first().value<UserPlan>().plan.title, u"Create gus"_s);
        QPointer<dialogs::FormDialog> gone = dialog;
        QTRY_VERIFY(!gone);
    }

    void detailButtons_stayWhileTheirUserIsReadAgain()
    {
        start();
        select({u"ada"_s});
        auto *button = find<QPushButton>(*m_page, u"Reset password…"_s);
        QVERIFY(button);
        const QPointer<QPushButton> same = button;

        m_bench->controller.refresh({u"id-ada"_s});
        QTRY_COMPARE(m_bench->service.gate.countOf(u"user id-ada"_s), 1);
        QTRY_COMPARE(m_bench->service.gate.inside(), 0);

        QVERIFY(same);
    }

    void failure_isSaidWithAWayOn()
    {
        m_bench->service.failures.insert(
            u"pool"_s, Error(Error::Kind::Denied, u"You may not read this pool."_s).withCode(u"AccessDenied"_s));
        m_page->shown();

        QTRY_VERIFY(says(u"You may not read this pool."_s));
        m_bench->service.failures.clear();
        action(u"Reload users"_s)->trigger();

        QTRY_COMPARE(table()->model()->rowCount(), 3);
        QVERIFY(!says(u"You may not read this pool."_s));
    }

    void emptyPool_offersANewUser()
    {
        m_bench->service.pages.clear();
        start();

        QVERIFY(says(u"This pool has no users yet."_s));
    }

    void accountWithoutPools_saysSo()
    {
        m_bench->service.allPools.clear();
        start();

        QVERIFY(says(u"There is no user pool in this account and region."_s));
        QVERIFY(!action(u"New user…"_s)->isEnabled());
    }

    void export_writesTheShownColumnsAndRows()
    {
        start();
        QTest::keyClicks(filter(), u"ada"_s);
        QTRY_COMPARE(table()->model()->rowCount(), 1);
        table()->horizontalHeader()->moveSection(1, 0);
        for (int column = 2; column < table()->model()->columnCount(); ++column)
            table()->setColumnHidden(column, true);
        QSignalSpy noted(m_page.get(), &pages::Page::noted);
        action(u"Export…"_s)->trigger();
        auto *dialog = m_page->findChild<QFileDialog *>();
        QVERIFY(dialog);

        Q_EMIT dialog->fileSelected(m_bench->folder.filePath(u"users.csv"_s));
        dialog->close();

        QFile file(m_bench->folder.filePath(u"users.csv"_s));
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll(),
            QByteArray("\xef\xbb\xbf"
                       "Name,Email\r\nada,ada@example.com\r\n"));
        QCOMPARE(noted.size(), 1);
    }

    void export_toWhereNothingCanBeWritten_isSaid()
    {
        start();
        action(u"Export…"_s)->trigger();
        auto *dialog = m_page->findChild<QFileDialog *>();

        Q_EMIT dialog->fileSelected(m_bench->folder.filePath(u"no/such/folder/users.csv"_s));
        dialog->close();

        QCOMPARE(m_errors.size(), 1);
        QCOMPARE(m_errors.first().kind(), Error::Kind::Storage);
    }

    void state_isRestored()
    {
        start();
        m_bench->controller.choosePool({u"pool-2"_s});
        QTRY_COMPARE(m_bench->shownNames(), QStringList{u"zoe"_s});
        QTest::keyClicks(filter(), u"enabled:yes zo"_s);
        const int department = table()->model()->columnCount() - 1;
        QCOMPARE(table()->model()->headerData(department, Qt::Horizontal).toString(), u"custom:department"_s);
        table()->setColumnHidden(department, false);
        table()->setColumnHidden(2, true);
        const QByteArray state = m_page->saveState();

        cleanup();
        init();
        m_page->restoreState(state);
        QCOMPARE(m_page->saveState(), state); // nothing is lost when the pool can not be read
        start();

        QCOMPARE(m_bench->controller.pool().id.value, u"pool-2"_s);
        QCOMPARE(filter()->text(), u"zo"_s);
        QVERIFY(!table()->isColumnHidden(department));
        QVERIFY(table()->isColumnHidden(2));
        QTRY_COMPARE(m_bench->shownNames(), QStringList{u"zoe"_s});
    }

    void state_ofAnotherMind_changesNothing()
    {
        m_page->restoreState("garbage");
        start();

        QCOMPARE(m_bench->controller.pool().id.value, u"pool-1"_s);
        QVERIFY(filter()->text().isEmpty());
        QVERIFY(!table()->isColumnHidden(0));
    }

    void detail_copied_isNoted()
    {
        start();
        select({u"ada"_s});
        QSignalSpy noted(m_page.get(), &pages::Page::noted);

        find<QAbstractButton>(*m_page, u"email: ada@example.com"_s)->click();

        QCOMPARE(QGuiApplication::clipboard()->text(), u"ada@example.com"_s);
        QCOMPARE(noted.first().first().toString(), u"email copied."_s);
    }

    void everyFocusableWidget_hasAName()
    {
        start();
        select({u"ada"_s});

        for (QWidget *each : m_page->findChildren<QWidget *>()) {
            if (each->focusPolicy() != Qt::NoFocus && each->isVisible() && !each->focusProxy())
                QVERIFY2(!accessibleNameOf(each).isEmpty(), each->metaObject()->className());
        }
    }
};

QTEST_MAIN(TestUsersPage)
#include "tst_userspage.moc"
