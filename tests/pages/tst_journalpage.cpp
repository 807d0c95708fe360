// SPDX-License-Identifier: GPL-3.0-or-later
#include <pages/journalpage.h>
#include <support/bench.h>
#include <support/find.h>

#include <QAbstractButton>
#include <QFileDialog>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QTableView>

using namespace sm;
using namespace sm::test;
using controllers::JournalController;
using pages::JournalPage;

class TestJournalPage : public QObject
{
    Q_OBJECT

private:
    QTableView *table() const { return find<QTableView>(*m_page, u"Journal table"_s); }
    bool says(const QString &sentence) const
    {
        for (QWidget *each : m_page->findChildren<QWidget *>()) {
            if (each->isVisible() && accessibleNameOf(each).contains(sentence))
                return true;
        }
        return false;
    }
    bool run(const Plan &plan)
    {
        const int id = m_bench->runs.run(plan, {{}, true, false});
        return QTest::qWaitFor([this, id] { return m_bench->runs.runs().at(id).finished; });
    }
    bool disable(const QStringList &names) { return run(m_bench->planDisable(names).plan); }

    std::unique_ptr<Bench> m_bench;
    std::unique_ptr<JournalPage> m_page;

private Q_SLOTS:
    void init()
    {
        m_bench = std::make_unique<Bench>();
        QVERIFY(m_bench->load());
        m_page = std::make_unique<JournalPage>(m_bench->journalController, true);
        m_page->resize(1200, 700);
        m_page->show();
    }
    void cleanup()
    {
        m_page.reset();
        m_bench.reset();
    }

    void emptyJournal_saysSo()
    {
        m_page->shown();

        QTRY_VERIFY(says(u"Nothing was changed yet"_s));
        QCOMPARE(m_page->title(), u"Journal"_s);
    }

    void entries_areShownAndOneInFull()
    {
        QVERIFY(disable({u"ada"_s, u"bob"_s}));
        m_page->shown();
        QTRY_COMPARE(table()->model()->rowCount(), 2);

        table()->selectRow(1);

        QTRY_VERIFY(says(u"Disable ada@example.com"_s));
        auto *cli = find<QPlainTextEdit>(*m_page, u"AWS CLI"_s);
        QVERIFY(cli && cli->isVisible());
        QVERIFY(cli->toPlainText().startsWith(u"aws cognito-idp admin-disable-user"_s));
    }

    void entryOfWhichNothingWasRecorded_offersNoUndo()
    {
        const Result<UserPlan> signOut = m_bench->controller.planSignOut({{u"id-ada"_s}});
        QVERIFY(signOut && run(signOut->plan));
        m_page->shown();
        QTRY_COMPARE(table()->model()->rowCount(), 1);

        table()->selectRow(0);

        QTRY_VERIFY(says(u"Sign ada@example.com out everywhere"_s));
        auto *undo = find<QAbstractButton>(*m_page, u"Undo…"_s);
        QVERIFY(undo && !undo->isVisible());
    }

    void entryInDoubt_standsFirstAndAsksForWhatBecameOfIt()
    {
        const auto lost = Error(Error::Kind::Network, u"Broken."_s).withChanged(Error::Changed::Unknown);
        m_bench->executor.failures.insert(u"ada@example.com"_s, lost);
        QVERIFY(disable({u"ada"_s}));
        m_bench->executor.failures.clear();
        QVERIFY(disable({u"bob"_s}));
        m_page->shown();
        QTRY_COMPARE(table()->model()->rowCount(), 2);

        table()->selectRow(0);

        QTRY_VERIFY(says(u"Disable ada@example.com"_s));
        auto *look = find<QAbstractButton>(*m_page, u"Look at the world"_s);
        QVERIFY(look && look->isVisible());
        QVERIFY(says(u"1 in doubt"_s));
    }

    void filter_narrowsAndCanBeCleared()
    {
        QVERIFY(disable({u"ada"_s, u"bob"_s}));
        m_page->shown();
        QTRY_COMPARE(table()->model()->rowCount(), 2);
        auto *filter = find<QLineEdit>(*m_page, u"Filter journal"_s);

        QTest::keyClicks(filter, u"no such thing"_s);
        QTRY_VERIFY(says(u"No entry matches this filter."_s));
        QTest::mouseClick(find<QAbstractButton>(*m_page, u"Clear filter"_s), Qt::LeftButton);

        QTRY_COMPARE(table()->model()->rowCount(), 2);
        QCOMPARE(filter->text(), QString());
    }

    void reveal_whileThePageIsStillReading_selectsTheEntry()
    {
        QVERIFY(disable({u"ada"_s, u"bob"_s}));
        const auto entries = await(m_bench->journal->entries({}, 0, 10));
        QVERIFY(entries && *entries && (*entries)->size() == 2);
        const JournalEntry &older = (*entries)->last();

        m_page->shown();
        m_page->reveal(older.id);

        QTRY_COMPARE(table()->selectionModel()->selectedRows().size(), 1);
        QVERIFY(says(older.title));
    }

    void journalThatCanNotBeOpened_saysWhy()
    {
        JournalController broken(
            {}, Error(Error::Kind::Storage, u"Made by a newer Stationmaster."_s).withCode(u"JournalNewer"_s));
        m_page = std::make_unique<JournalPage>(broken, true);
        m_page->show();
        m_page->shown();

        QVERIFY(says(u"Made by a newer Stationmaster."_s));
        m_page.reset();
    }

    void columns_areRestored()
    {
        table()->setColumnHidden(2, true);
        const QByteArray state = m_page->saveState();

        JournalPage other(m_bench->journalController, true);
        other.restoreState(state);

        QVERIFY(find<QTableView>(other, u"Journal table"_s)->isColumnHidden(2));
        other.restoreState("garbage");
        QVERIFY(find<QTableView>(other, u"Journal table"_s)->isColumnHidden(2));
    }

    void export_asksWhereAndTells()
    {
        QVERIFY(disable({u"ada"_s}));
        m_page->shown();
        QTRY_COMPARE(table()->model()->rowCount(), 1);
        const QTemporaryDir folder;

        find<QAbstractButton>(*m_page, u"Export…"_s)->click();
        auto *dialog = m_page->findChild<QFileDialog *>();
        QVERIFY(dialog);
        Q_EMIT dialog->fileSelected(folder.filePath(u"journal.json"_s));

        QTRY_VERIFY(says(u"The journal was written to"_s));
        QVERIFY(QFile::exists(folder.filePath(u"journal.json"_s)));
    }
};

QTEST_MAIN(TestJournalPage)
#include "tst_journalpage.moc"
