// SPDX-License-Identifier: GPL-3.0-or-later
// What the page of users shows, keeps and exports.
#include "userspagebench.h"

#include <QAbstractButton>
#include <QClipboard>
#include <QComboBox>
#include <QFileDialog>
#include <QGuiApplication>
#include <QHeaderView>
#include <QSignalSpy>

using namespace sm;
using namespace sm::test;
using pages::UsersPage;

class TestUsersPage : public UsersPageTest
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QApplication::setAttribute(Qt::AA_DontUseNativeDialogs); }
    void init() { open(); }
    void cleanup() { close(); }

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
        QTRY_VERIFY(says(u"one user, complete"_s));
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

        close();
        open();
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
