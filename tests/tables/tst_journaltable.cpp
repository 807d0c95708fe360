// SPDX-License-Identifier: GPL-3.0-or-later
#include <tables/journaltable.h>

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace sm;
using namespace sm::tables;
using namespace Qt::Literals::StringLiterals;

namespace {

JournalEntry entry(qint64 id, StepState state = StepState::Done)
{
    JournalEntry made;
    made.id = id;
    made.title = u"Disable user %1"_s.arg(id);
    made.system.title = u"Demo"_s;
    made.actor = u"sabine"_s;
    made.intentAt = QDateTime(QDate(2026, 9, 2), QTime(9, 14, 5), Qt::UTC);
    made.state = state;
    return made;
}

} // namespace

class TestJournalTable : public QObject
{
    Q_OBJECT

private:
    JournalTable m_table;

private Q_SLOTS:
    void init() { m_table.reset({entry(3), entry(2, StepState::Failed)}, false); }

    void cells_snapshot()
    {
        QStringList cells;
        for (int column = 0; column < m_table.columnCount(); ++column)
            cells.append(m_table.headerData(column, Qt::Horizontal).toString() + u'='
                + m_table.index(0, column).data().toString());

        QCOMPARE(cells,
            (QStringList{u"When=2 Sep 2026, 09:14:05 UTC"_s, u"What=Disable user 3"_s, u"System=Demo"_s,
                u"Who=sabine"_s, u"Outcome=Done"_s}));
    }

    void reset_isOneReset()
    {
        const QAbstractItemModelTester tester(&m_table);
        QSignalSpy resets(&m_table, &QAbstractItemModel::modelReset);

        m_table.reset({entry(9)}, true);

        QCOMPARE(resets.size(), 1);
        QCOMPARE(m_table.rowCount(), 1);
        QCOMPARE(m_table.oldestId(), 9);
    }

    void append_insertsRowsAtTheEnd()
    {
        const QAbstractItemModelTester tester(&m_table);
        QSignalSpy inserted(&m_table, &QAbstractItemModel::rowsInserted);

        m_table.append({entry(1)}, true);
        m_table.append({}, true);

        QCOMPARE(inserted.size(), 1);
        QCOMPARE(inserted.first().at(1).toInt(), 2);
        QCOMPARE(m_table.oldestId(), 1);
    }

    void fetchMore_asksOnceUntilItIsAnswered()
    {
        QSignalSpy wanted(&m_table, &JournalTable::moreWanted);
        QVERIFY(m_table.canFetchMore({}));

        m_table.fetchMore({});
        QVERIFY(!m_table.canFetchMore({}));
        QCOMPARE(wanted.size(), 1);

        m_table.fetchFailed();
        QVERIFY(m_table.canFetchMore({}));
        m_table.append({entry(1)}, true);
        QVERIFY(!m_table.canFetchMore({}));
        QVERIFY(!m_table.canFetchMore(m_table.index(0, 0)));
    }

    void states_haveWordsAndTones_data()
    {
        QTest::addColumn<StepState>("state");
        QTest::addColumn<QString>("word");
        QTest::addColumn<QString>("tone");
        QTest::newRow("waiting") << StepState::Waiting << u"Waiting"_s << u"neutral"_s;
        QTest::newRow("running") << StepState::Running << u"Running"_s << u"info"_s;
        QTest::newRow("done") << StepState::Done << u"Done"_s << u"good"_s;
        QTest::newRow("failed") << StepState::Failed << u"Failed"_s << u"bad"_s;
        QTest::newRow("skipped") << StepState::Skipped << u"Skipped"_s << u"neutral"_s;
        QTest::newRow("in doubt") << StepState::InDoubt << u"In doubt"_s << u"warning"_s;
    }
    void states_haveWordsAndTones()
    {
        QFETCH(const StepState, state);
        m_table.reset({entry(1, state)}, true);

        const QModelIndex cell = m_table.index(0, JournalTable::State);

        QTEST(cell.data().toString(), "word");
        QTEST(cell.data(JournalTable::ToneRole).toString(), "tone");
        QVERIFY(!m_table.index(0, JournalTable::Title).data(JournalTable::ToneRole).isValid());
    }
};

QTEST_GUILESS_MAIN(TestJournalTable)
#include "tst_journaltable.moc"
