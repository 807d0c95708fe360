// SPDX-License-Identifier: GPL-3.0-or-later
#include <support/bench.h>

#include <QAbstractItemModelTester>
#include <QSignalSpy>

using namespace sm;
using namespace sm::test;
using controllers::JournalController;

class TestJournalController : public QObject
{
    Q_OBJECT

private:
    /// \p count entries, one for each of that many steps.
    bool write(int count)
    {
        Plan plan = m_bench->planDisable({u"ada"_s}).plan;
        const Step one = plan.steps.first();
        for (int i = 1; i < count; ++i) {
            plan.steps.append(one);
            plan.steps.last().title = u"Quokka %1"_s.arg(i);
        }
        const auto run = await(m_bench->journal->beginRun(plan, u"sabine"_s, {}));
        if (!run || !*run)
            return false;
        for (int i = 0; i < count; ++i) {
            operations::Intent intent;
            intent.run = **run;
            intent.number = i;
            intent.step = plan.steps.at(i);
            intent.actor = u"sabine"_s;
            const auto entry = await(m_bench->journal->begin(intent));
            if (!entry || !*entry)
                return false;
            operations::Conclusion conclusion;
            conclusion.entry = **entry;
            conclusion.state = StepState::Done;
            conclusion.requestId = u"r-1"_s;
            const auto ended = await(m_bench->journal->end(conclusion));
            if (!ended || !*ended)
                return false;
        }
        return true;
    }

    std::unique_ptr<Bench> m_bench;

private Q_SLOTS:
    void init()
    {
        m_bench = std::make_unique<Bench>();
        QVERIFY(m_bench->load());
    }
    void cleanup() { m_bench.reset(); }

    void reload_showsTheNewestFirstAndCounts()
    {
        QVERIFY(write(3));
        JournalController &controller = m_bench->journalController;
        const QAbstractItemModelTester tester(&controller.table());

        controller.reload();

        QTRY_COMPARE(controller.table().rowCount(), 3);
        QTRY_COMPARE(controller.count(), 3);
        QCOMPARE(controller.table().entry(0).title, u"Quokka 2"_s);
        QVERIFY(controller.table().isComplete() && !controller.problem());
    }

    void search_showsOnlyWhatMatches()
    {
        QVERIFY(write(3));
        JournalController &controller = m_bench->journalController;

        controller.setSearch(u"quokka"_s);

        QTRY_COMPARE(controller.table().rowCount(), 2);
        QTRY_COMPARE(controller.count(), 3);
    }

    void search_typedFast_showsTheLast()
    {
        QVERIFY(write(3));
        JournalController &controller = m_bench->journalController;
        QSignalSpy resets(&controller.table(), &QAbstractItemModel::modelReset);

        controller.setSearch(u"nothing like it"_s);
        controller.setSearch(u"Quokka"_s);
        controller.setSearch(u"Quokka"_s);

        QTRY_COMPARE(controller.table().rowCount(), 2);
        QCOMPARE(resets.size(), 1); // what the first search found was dropped
    }

    void loadMore_appendsTheOlderOnesUntilThereAreNone()
    {
        QVERIFY(write(505));
        JournalController &controller = m_bench->journalController;
        controller.reload();
        QTRY_COMPARE(controller.table().rowCount(), 500);
        QVERIFY(controller.table().canFetchMore({}));

        controller.table().fetchMore({});
        QVERIFY(!controller.table().canFetchMore({})); // asked already

        QTRY_COMPARE(controller.table().rowCount(), 505);
        QVERIFY(controller.table().isComplete() && !controller.table().canFetchMore({}));
        controller.loadMore();
        QCOMPARE(controller.table().entry(504).title, u"Disable ada@example.com"_s);
    }

    void withoutJournal_saysWhyAndShowsNothing()
    {
        const Error problem = Error(Error::Kind::Storage, u"Newer."_s).withCode(u"JournalNewer"_s);
        JournalController controller({}, problem);

        controller.reload();
        controller.setSearch(u"x"_s);

        QCOMPARE(controller.problem()->code(), u"JournalNewer"_s);
        QCOMPARE(controller.table().rowCount(), 0);
    }

    void destroyedWhilePending_staysSilent()
    {
        QVERIFY(write(1));
        auto controller = std::make_unique<JournalController>(
            JournalController::Services{m_bench->journal.get(), nullptr, nullptr}, std::nullopt);
        QSignalSpy changed(controller.get(), &JournalController::changed);
        controller->reload();
        const auto told = changed.size(); // the journal may have answered at once

        controller.reset();

        const auto count = await(m_bench->journal->count()); // behind the other two on the journal's thread
        QVERIFY(count && *count);
        QCOMPARE(changed.size(), told);
    }

    void exportTo_writesWhatTheNameSays()
    {
        QVERIFY(write(3));
        QSignalSpy exported(&m_bench->journalController, &JournalController::exported);
        const QTemporaryDir folder;
        const auto lineCountOf = [&](const QString &name) {
            const qsizetype before = exported.size();
            m_bench->journalController.exportTo(folder.filePath(name));
            if (!QTest::qWaitFor([&] { return exported.size() > before; })) // it may be there at once
                return -1;
            QFile file(folder.filePath(name));
            return file.open(QIODevice::ReadOnly) ? int(file.readAll().count('\n')) : -1;
        };

        const int all = lineCountOf(u"journal.csv"_s);
        m_bench->journalController.setSearch(u"Quokka"_s);
        const int found = lineCountOf(u"found.csv"_s);
        const int chain = lineCountOf(u"journal.json"_s);

        QCOMPARE(all, 1 + 3);
        QCOMPARE(found, 1 + 2);
        QVERIFY(chain > 6); // every row of the chain, whatever is searched for
    }

    void exportTo_aPlaceThatCanNotBeWritten_saysSo()
    {
        QSignalSpy failed(&m_bench->journalController, &JournalController::failed);

        m_bench->journalController.exportTo(u"/nonexistent/journal.json"_s);

        QTRY_COMPARE(failed.size(), 1);
        const auto *error = static_cast<const Error *>(failed.first().first().constData());
        QCOMPARE(error->kind(), Error::Kind::Storage);
        QVERIFY(error->message().contains(u"/nonexistent/journal.json"_s));
    }
};

QTEST_GUILESS_MAIN(TestJournalController)
#include "tst_journalcontroller.moc"
