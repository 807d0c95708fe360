// SPDX-License-Identifier: GPL-3.0-or-later
#include <tables/runbooktable.h>

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace sm;
using namespace Qt::Literals::StringLiterals;
using tables::RunbookTable;
using Grade = RunbookFinding::Grade;

class TestRunbookTable : public QObject
{
    Q_OBJECT

private:
    static RunbookInfo make(const QString &id, const QString &title, bool ofThisSystem = true)
    {
        RunbookInfo info;
        info.key = u"demo/"_s + id;
        info.id = id;
        info.title = title;
        info.systemTitle = ofThisSystem ? u"Demo"_s : u"Energy"_s;
        info.isOfThisSystem = ofThisSystem;
        info.steps = {{u"Read "_s + id, u"aws:lambda:GetAlias"_s, {}}};
        return info;
    }
    static RunbookFinding finding(Grade grade)
    {
        RunbookFinding found;
        found.grade = grade;
        return found;
    }
    QString cell(int row, int column) const { return m_table->index(row, column).data().toString(); }
    QString tone(int row, int column) const
    {
        return m_table->index(row, column).data(RunbookTable::ToneRole).toString();
    }
    QStringList titles() const
    {
        QStringList shown;
        for (int row = 0; row < m_table->rowCount(); ++row)
            shown << cell(row, RunbookTable::Title);
        return shown;
    }

    std::unique_ptr<RunbookTable> m_table;
    std::unique_ptr<QAbstractItemModelTester> m_tester;

private Q_SLOTS:
    void init()
    {
        m_table = std::make_unique<RunbookTable>();
        m_tester = std::make_unique<QAbstractItemModelTester>(
            m_table.get(), QAbstractItemModelTester::FailureReportingMode::QtTest);
        m_table->setToday(QDate(2026, 9, 2));
    }

    void reset_mixed_showsDraftsThenOwnThenOthers()
    {
        RunbookInfo draft = make(u"c"_s, u"Draft"_s);
        draft.isDraft = true;
        m_table->reset({make(u"a"_s, u"Foreign"_s, false), make(u"b"_s, u"Own"_s), draft});

        QCOMPARE(titles(), QStringList({u"Draft"_s, u"Own"_s, u"Foreign"_s}));
        QCOMPARE(tone(0, RunbookTable::SystemName), u"warning"_s);
        QCOMPARE(tone(1, RunbookTable::SystemName), QString());
    }

    void filter_words_allHaveToOccur()
    {
        m_table->reset({make(u"a"_s, u"Roll back chat"_s), make(u"b"_s, u"Roll out"_s)});

        m_table->setFilter(u"ROLL back"_s);
        QCOMPARE(titles(), QStringList(u"Roll back chat"_s));
        m_table->setFilter(u"getalias"_s);
        QCOMPARE(m_table->rowCount(), 2);
        m_table->setFilter(u"nothing"_s);
        QCOMPARE(m_table->rowCount(), 0);
        QCOMPARE(m_table->totalCount(), 2);
    }

    void lastRun_survivesAReload()
    {
        m_table->reset({make(u"a"_s, u"A"_s)});
        QSignalSpy changed(m_table.get(), &QAbstractItemModel::dataChanged);
        QCOMPARE(cell(0, RunbookTable::LastRun), u"Never"_s);

        m_table->setLastRun(u"demo/a"_s, {QDateTime(QDate(2026, 9, 1), QTime(9, 14), Qt::UTC), LastRun::End::Failed});
        QCOMPARE(changed.size(), 1);
        m_table->reset({make(u"a"_s, u"A"_s)});

        QCOMPARE(cell(0, RunbookTable::LastRun), u"Failed 1 Sep"_s);
        QCOMPARE(tone(0, RunbookTable::LastRun), u"bad"_s);
        QCOMPARE(m_table->index(0, RunbookTable::LastRun).data(Qt::ToolTipRole).toString(),
            u"Failed, 1 Sep 2026, 09:14 UTC"_s);
    }

    void lastRun_ofAnotherYearOrTakenBack_saysSo()
    {
        LastRun run{QDateTime(QDate(2025, 9, 1), QTime(9, 14), Qt::UTC)};
        run.isUndone = true;
        m_table->reset({make(u"a"_s, u"A"_s)});

        m_table->setLastRun(u"demo/a"_s, run);

        QCOMPARE(cell(0, RunbookTable::LastRun), u"Taken back 1 Sep 2025"_s);
        QCOMPARE(tone(0, RunbookTable::LastRun), u"neutral"_s);
    }

    void review_past_isDue()
    {
        RunbookInfo due = make(u"a"_s, u"A"_s);
        due.reviewBy = QDate(2026, 9, 1);
        RunbookInfo today = make(u"b"_s, u"B"_s);
        today.reviewBy = QDate(2026, 9, 2);
        m_table->reset({due, today, make(u"c"_s, u"C"_s)});

        QCOMPARE(cell(0, RunbookTable::Review), u"Review due"_s);
        QCOMPARE(tone(0, RunbookTable::Review), u"warning"_s);
        QCOMPARE(cell(1, RunbookTable::Review), u"2 Sep 2026"_s);
        QCOMPARE(tone(1, RunbookTable::Review), QString());
        QCOMPARE(cell(2, RunbookTable::Review), u"—"_s);
    }

    void findings_worstIsShown_data()
    {
        QTest::addColumn<QList<int>>("grades");
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("tone");
        QTest::newRow("none") << QList<int>() << u"Clean"_s << u"good"_s;
        QTest::newRow("note") << QList<int>{0} << u"1 note"_s << u"neutral"_s;
        QTest::newRow("warnings") << QList<int>{0, 1, 1} << u"2 warnings"_s << u"warning"_s;
        QTest::newRow("error") << QList<int>{0, 1, 2} << u"1 error"_s << u"bad"_s;
    }
    void findings_worstIsShown()
    {
        QFETCH(const QList<int>, grades);
        RunbookInfo info = make(u"a"_s, u"A"_s);
        info.findings = QList<RunbookFinding>();
        for (const int grade : grades)
            info.findings->append(finding(static_cast<Grade>(grade)));
        m_table->reset({info, make(u"b"_s, u"B"_s)});

        QTEST(cell(0, RunbookTable::Findings), "text");
        QTEST(tone(0, RunbookTable::Findings), "tone");
        QCOMPARE(cell(1, RunbookTable::Findings), u"—"_s);
    }

    void sort_numbersAsNumbers_andSelectionFollows()
    {
        RunbookInfo many = make(u"a"_s, u"A"_s);
        many.steps = QList<RunbookStepInfo>(10, many.steps.first());
        RunbookInfo two = make(u"b"_s, u"B"_s);
        two.steps << two.steps.first();
        m_table->reset({many, two});
        const QPersistentModelIndex first = m_table->index(0, 0);

        m_table->sort(RunbookTable::Steps, Qt::AscendingOrder);
        QCOMPARE(titles(), QStringList({u"B"_s, u"A"_s}));
        QCOMPARE(first.row(), 1);
        m_table->sort(-1);

        QCOMPARE(titles(), QStringList({u"A"_s, u"B"_s}));
        QCOMPARE(m_table->rowOf(u"demo/b"_s), 1);
        QVERIFY(m_table->find(u"demo/b"_s) && !m_table->find(u"demo/x"_s));
    }
};

QTEST_GUILESS_MAIN(TestRunbookTable)
#include "tst_runbooktable.moc"
