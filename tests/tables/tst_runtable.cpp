// SPDX-License-Identifier: GPL-3.0-or-later
#include <tables/journaltable.h>
#include <tables/runtable.h>

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace sm;
using namespace Qt::Literals::StringLiterals;
using tables::RunTable;

class TestRunTable : public QObject
{
    Q_OBJECT

private:
    static QDateTime at(int seconds) { return QDateTime::fromSecsSinceEpoch(1'000'000 + seconds, Qt::UTC); }
    static Plan plan()
    {
        Step read;
        read.title = u"Read"_s;
        read.tier = Tier::Read;
        Step change;
        change.title = u"Change"_s;
        change.tier = Tier::Reversible;
        Plan both;
        both.steps = {read, change};
        return both;
    }
    QString cell(int row, int column) const { return m_table->index(row, column).data().toString(); }
    static Error error(const QString &code) { return Error(Error::Kind::Conflict, u"No."_s).withCode(code); }

    std::unique_ptr<RunTable> m_table;
    std::unique_ptr<QAbstractItemModelTester> m_tester;

private Q_SLOTS:
    void init()
    {
        m_table = std::make_unique<RunTable>(plan());
        m_tester = std::make_unique<QAbstractItemModelTester>(
            m_table.get(), QAbstractItemModelTester::FailureReportingMode::QtTest);
    }

    void verified_saysWhatWasSeenAfterwards_data()
    {
        QTest::addColumn<int>("step");
        QTest::addColumn<RunTable::Progress>("progress");
        QTest::addColumn<QString>("text");
        QTest::newRow("waiting") << 1 << RunTable::Progress{} << u"—"_s;
        QTest::newRow("seen") << 1 << RunTable::Progress{StepState::Done, {}, {}, {}, true} << u"Verified"_s;
        QTest::newRow("unseen") << 1 << RunTable::Progress{StepState::Done} << u"Not looked at"_s;
        QTest::newRow("a read") << 0 << RunTable::Progress{StepState::Done} << u"—"_s;
        QTest::newRow("not as the catalog says")
            << 1 << RunTable::Progress{StepState::Failed, error(u"NotVerified"_s)} << u"Not as expected"_s;
        QTest::newRow("not as the author says")
            << 0 << RunTable::Progress{StepState::Failed, error(u"NotExpected"_s)} << u"Not as expected"_s;
        QTest::newRow("refused") << 1 << RunTable::Progress{StepState::Failed, error(u"AccessDenied"_s)} << u"—"_s;
    }
    void verified_saysWhatWasSeenAfterwards()
    {
        QFETCH(const int, step);
        QFETCH(const RunTable::Progress, progress);
        QFETCH(const QString, text);

        m_table->setStep(step, progress);

        QCOMPARE(cell(step, RunTable::Verified), text);
    }

    void outcome_tellsWhatWasLeftOutFromWhatWasStopped()
    {
        m_table->setStep(0, {StepState::Skipped, {}, {}, {}, false, true});
        m_table->setStep(1, {StepState::Skipped});

        QCOMPARE(cell(0, RunTable::State), u"Left out"_s);
        QCOMPARE(cell(1, RunTable::State), u"Skipped"_s);
    }

    void elapsed_isOfTheStep_data()
    {
        QTest::addColumn<QDateTime>("ended");
        QTest::addColumn<QString>("text");
        QTest::newRow("very short") << at(0).addMSecs(20) << u"< 0.1 s"_s;
        QTest::newRow("short") << at(0).addMSecs(420) << u"0.4 s"_s;
        QTest::newRow("minutes") << at(65) << u"1 min 5 s"_s;
        QTest::newRow("hours") << at(3 * 3600 + 120) << u"3 h 2 min"_s;
        QTest::newRow("still at work") << QDateTime() << u"7 s"_s;
    }
    void elapsed_isOfTheStep()
    {
        QFETCH(const QDateTime, ended);
        QFETCH(const QString, text);
        const auto state = ended.isValid() ? StepState::Done : StepState::Running;

        m_table->setStep(0, {state, {}, at(0), ended});
        m_table->setNow(at(7));

        QCOMPARE(cell(0, RunTable::Elapsed), text);
        QCOMPARE(cell(1, RunTable::Elapsed), u"—"_s);
    }

    void question_isSaidInItsRow()
    {
        m_table->setStep(0, {StepState::Waiting, {}, at(0)});

        QCOMPARE(cell(0, RunTable::State), u"Waits for you"_s);
        QCOMPARE(m_table->index(0, RunTable::State).data(tables::JournalTable::ToneRole).toString(), u"warning"_s);
        QCOMPARE(cell(1, RunTable::State), u"Waiting"_s);
    }

    void now_movesOnlyWhatRuns()
    {
        m_table->setStep(0, {StepState::Done, {}, at(0), at(1)});
        m_table->setStep(1, {StepState::Running, {}, at(1)});
        QSignalSpy changed(m_table.get(), &QAbstractItemModel::dataChanged);

        m_table->setNow(at(5));

        QCOMPARE(changed.size(), 1);
        QCOMPARE(changed.first().first().toModelIndex().row(), 1);
    }

    void trouble_isToldWithItsMessage()
    {
        m_table->setStep(1, {StepState::Failed, error(u"AccessDenied"_s)});

        QVERIFY(m_table->isTrouble(1) && !m_table->isTrouble(0));
        QCOMPARE(m_table->troubleAsText(), u"Change: No.\n"_s);
        QCOMPARE(m_table->index(1, RunTable::State).data(tables::JournalTable::ToneRole).toString(), u"bad"_s);
    }
};

QTEST_GUILESS_MAIN(TestRunTable)
#include "tst_runtable.moc"
