// SPDX-License-Identifier: GPL-3.0-or-later
#include <support/somebackups.h>
#include <tables/backuplist.h>
#include <tables/backuptable.h>
#include <tables/backuptext.h>

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace sm;
using namespace sm::test;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;
using tables::BackupTable;

class TestBackupTable : public QObject
{
    Q_OBJECT

private:
    QString cell(int row, int column) const { return m_table->index(row, column).data().toString(); }
    QString tone(int row, int column) const
    {
        return m_table->index(row, column).data(BackupTable::ToneRole).toString();
    }
    QStringList names() const
    {
        QStringList shown;
        for (int row = 0; row < m_table->rowCount(); ++row)
            shown << cell(row, BackupTable::Name);
        return shown;
    }
    void putThree()
    {
        m_table->put(someStanding(u"good"_s, Due::InTime));
        m_table->put(someStanding(u"late"_s, Due::Overdue, 27));
        m_table->put(someStanding(u"free"_s, Due::NoPolicy));
    }

    std::unique_ptr<BackupTable> m_table;
    std::unique_ptr<QAbstractItemModelTester> m_tester;

private Q_SLOTS:
    void init()
    {
        m_table = std::make_unique<BackupTable>();
        m_tester = std::make_unique<QAbstractItemModelTester>(
            m_table.get(), QAbstractItemModelTester::FailureReportingMode::QtTest);
        m_table->setNow(backupNow);
    }

    void put_oneByOne_hasTheMostUrgentFirst()
    {
        QSignalSpy inserted(m_table.get(), &QAbstractItemModel::rowsInserted);

        putThree();

        QCOMPARE(names(), QStringList({u"late"_s, u"free"_s, u"good"_s}));
        QCOMPARE(inserted.size(), 3);
        QCOMPARE(m_table->ids(), QStringList({u"good"_s, u"late"_s, u"free"_s}));
    }

    void put_again_movesTheRowAndTheSelectionWithIt()
    {
        putThree();
        const QPersistentModelIndex late = m_table->index(0, 0);
        QSignalSpy moved(m_table.get(), &QAbstractItemModel::rowsMoved);

        m_table->put(someStanding(u"late"_s, Due::InTime, 0));

        QCOMPARE(names(), QStringList({u"free"_s, u"good"_s, u"late"_s}));
        QCOMPARE(late.row(), 2);
        QCOMPARE(moved.size(), 1);
        QCOMPARE(cell(2, BackupTable::BackupDue), u"In time"_s);
    }

    void put_sameAgain_changesOneRowOnly()
    {
        putThree();
        QSignalSpy changed(m_table.get(), &QAbstractItemModel::dataChanged);

        m_table->put(someStanding(u"late"_s, Due::Overdue, 30));

        QCOMPARE(changed.size(), 1);
        QCOMPARE(cell(0, BackupTable::BackupDue), u"Overdue by 6 h"_s);
    }

    void retain_dropsTheOthers()
    {
        putThree();
        const QPersistentModelIndex good = m_table->index(2, 0);

        m_table->retain({u"good"_s, u"late"_s});

        QCOMPARE(names(), QStringList({u"late"_s, u"good"_s}));
        QCOMPARE(good.row(), 1);
        QVERIFY(!m_table->find(u"free"_s));
        m_table->put(someStanding(u"free"_s, Due::NoPolicy));
        QCOMPARE(m_table->rowCount(), 3);
        m_table->remove(u"late"_s);
        m_table->remove(u"what"_s);
        QCOMPARE(names(), QStringList({u"free"_s, u"good"_s}));
    }

    void filter_data()
    {
        QTest::addColumn<QString>("filter");
        QTest::addColumn<QStringList>("shown");
        QTest::newRow("word") << u"GOOD"_s << QStringList{u"good"_s};
        QTest::newRow("kind's word") << u"dynamodb"_s << QStringList{u"late"_s, u"free"_s, u"good"_s};
        QTest::newRow("kind") << u"kind:bucket"_s << QStringList();
        QTest::newRow("overdue") << u"state:overdue"_s << QStringList{u"late"_s};
        QTest::newRow("no policy") << u"state:no-policy kind:table"_s << QStringList{u"free"_s};
        QTest::newRow("unproven") << u"state:unproven"_s << QStringList{u"late"_s, u"free"_s, u"good"_s};
        QTest::newRow("no such state") << u"state:what"_s << QStringList();
        QTest::newRow("both words") << u"late good"_s << QStringList();
    }
    void filter()
    {
        putThree();

        QFETCH(QString, filter);
        m_table->setFilter(filter);

        QTEST(names(), "shown");
        QCOMPARE(m_table->totalCount(), 3);
    }

    void put_whileFiltered_showsAndHidesTheRow()
    {
        m_table->setFilter(u"state:overdue"_s);
        putThree();
        QCOMPARE(m_table->rowCount(), 1);

        m_table->put(someStanding(u"late"_s, Due::InTime));
        QCOMPARE(m_table->rowCount(), 0);
        m_table->put(someStanding(u"good"_s, Due::Overdue, 30));

        QCOMPARE(names(), QStringList(u"good"_s));
        m_table->retain({u"late"_s});
        QCOMPARE(m_table->rowCount(), 0);
    }

    void backup_isToldInWordsAndTone_data()
    {
        QTest::addColumn<int>("due");
        QTest::addColumn<int>("hours");
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("tone");
        QTest::newRow("in time") << int(Due::InTime) << 2 << u"In time"_s << u"good"_s;
        QTest::newRow("soon") << int(Due::Soon) << 21 << u"Due in 3 h"_s << u"warning"_s;
        QTest::newRow("overdue") << int(Due::Overdue) << 72 << u"Overdue by 2 days"_s << u"bad"_s;
        QTest::newRow("never") << int(Due::Never) << -1 << u"Never"_s << u"bad"_s;
        QTest::newRow("no policy") << int(Due::NoPolicy) << 2 << u"No policy"_s << u"neutral"_s;
        QTest::newRow("nothing at all") << int(Due::NoPolicy) << -1 << u"No backup"_s << u"warning"_s;
    }
    void backup_isToldInWordsAndTone()
    {
        QFETCH(int, due);
        QFETCH(int, hours);
        m_table->put(someStanding(u"it"_s, static_cast<Due>(due), hours));

        QTEST(cell(0, BackupTable::BackupDue), "text");
        QTEST(tone(0, BackupTable::BackupDue), "tone");
    }

    void newestBackup_beingTakenOrFailed_isSaid()
    {
        AssetStanding standing = someStanding(u"it"_s, Due::Overdue, 30);
        standing.backups.prepend(someBackup(u"new"_s, 0));
        standing.backups.first().state = Backup::State::Creating;
        m_table->put(standing);
        QCOMPARE(cell(0, BackupTable::BackupDue), u"Being taken"_s);
        QCOMPARE(cell(0, BackupTable::Age), u"30 h"_s);

        standing.backups.first().state = Backup::State::Failed;
        m_table->put(standing);

        QCOMPARE(cell(0, BackupTable::BackupDue), u"Failed"_s);
        QCOMPARE(tone(0, BackupTable::BackupDue), u"bad"_s);
    }

    void problem_isSaid()
    {
        AssetStanding standing = someStanding(u"it"_s, Due::NoPolicy, -1);
        standing.problem = Error(Error::Kind::Denied, u"Not allowed."_s);
        m_table->put(standing);

        QCOMPARE(cell(0, BackupTable::BackupDue), u"Not read"_s);
        QCOMPARE(m_table->index(0, BackupTable::BackupDue).data(Qt::ToolTipRole).toString(), u"Not allowed."_s);
    }

    void proof_isToldInWordsAndTone()
    {
        AssetStanding standing = someStanding(u"it"_s, Due::InTime);
        standing.proof = Due::Never;
        m_table->put(standing);
        QCOMPARE(cell(0, BackupTable::ProofDue), u"Never"_s);
        QCOMPARE(tone(0, BackupTable::ProofDue), u"warning"_s);

        standing.asset.policy.proveEvery = 30 * 24h;
        standing.backups.first().provenAt = backupNow.addDays(-32);
        standing.proof = Due::Overdue;
        m_table->put(standing);
        QCOMPARE(cell(0, BackupTable::ProofDue), u"Overdue by 2 days"_s);

        standing.backups.first().provenAt = backupNow.addDays(-3);
        standing.proof = Due::InTime;
        m_table->put(standing);
        QCOMPARE(cell(0, BackupTable::ProofDue), u"3 days ago"_s);
        QCOMPARE(tone(0, BackupTable::ProofDue), u"good"_s);

        m_table->put(someStanding(u"it"_s, Due::NoPolicy, -1));
        QCOMPARE(cell(0, BackupTable::ProofDue), u"—"_s);
        QCOMPARE(tone(0, BackupTable::ProofDue), QString());
    }

    void summary_countsAllWhateverIsShown()
    {
        putThree();
        AssetStanding paid = someStanding(u"paid"_s, Due::Never, -1);
        paid.backups = {someBackup(u"1"_s, 1), someBackup(u"2"_s, 2)};
        for (Backup &each : paid.backups)
            each.monthlyCost = *Decimal::parse(u"2.05"_s);
        paid.backups.first().provenAt = backupNow;
        m_table->put(paid);
        m_table->setFilter(u"nothing"_s);

        const BackupTable::Summary summary = m_table->summary();

        QCOMPARE(summary.assets, 4);
        QCOMPARE(summary.overdue, 2);
        QCOMPARE(summary.unproven, 3);
        QCOMPARE(summary.monthly, Decimal::parse(u"4.10"_s));
    }

    void sort_byNumbersAndBack_keepsSelection()
    {
        putThree();
        AssetStanding small = someStanding(u"small"_s, Due::InTime);
        small.backups.first().bytes = 9;
        m_table->put(small);
        const QPersistentModelIndex late = m_table->index(0, 0);

        m_table->sort(BackupTable::Size, Qt::AscendingOrder);
        QCOMPARE(names().first(), u"small"_s);
        m_table->sort(BackupTable::Name, Qt::DescendingOrder);
        QCOMPARE(names().first(), u"small"_s);
        QCOMPARE(late.row(), 1);
        m_table->sort(-1);

        QCOMPARE(late.row(), 0);
        QCOMPARE(m_table->rowOf(u"late"_s), 0);
    }

    void texts_areShortAndExact()
    {
        QCOMPARE(tables::clockText(42s), u"0:42"_s);
        QCOMPARE(tables::clockText(247s), u"4:07"_s);
        QCOMPARE(tables::clockText(3847s), u"1:04:07"_s);
        QCOMPARE(tables::spanText(59min), u"59 min"_s);
        QCOMPARE(tables::spanText(24h), u"1 day"_s);
        QCOMPARE(tables::spanText(30h), u"30 h"_s);
        QCOMPARE(tables::sizeText(std::nullopt), u"—"_s);
        QCOMPARE(tables::sizeText(13'000'000), u"12 MiB"_s);
        QCOMPARE(tables::sizeText(2'500'000), u"2.4 MiB"_s);
        QCOMPARE(tables::sizeText(123), u"123 bytes"_s);
        QCOMPARE(tables::monthlyText(Decimal::parse(u"0.004"_s)), u"< $0.01"_s);
        QCOMPARE(tables::monthlyText(Decimal(0)), u"$0.00"_s);
        QCOMPARE(tables::policyText({24h, 30 * 24h, 7}),
            u"Backed up every 1 day, proven every 30 days, the last 7 are kept"_s);
        QCOMPARE(tables::policyText({}), QString());
    }

    void backupsOfAnAsset_areListed()
    {
        tables::BackupList list;
        const QAbstractItemModelTester tester(&list, QAbstractItemModelTester::FailureReportingMode::QtTest);
        Backup damaged = someBackup(u"b"_s, 2);
        damaged.state = Backup::State::Damaged;
        damaged.problem = u"A file is missing."_s;

        list.reset({someBackup(u"a"_s, 1), damaged});

        QCOMPARE(list.index(0, tables::BackupList::Taken).data().toString(), u"29 Nov 2026, 11:00"_s);
        QCOMPARE(list.index(1, tables::BackupList::State).data().toString(), u"Damaged"_s);
        QCOMPARE(list.index(1, tables::BackupList::State).data(tables::BackupList::ToneRole).toString(), u"bad"_s);
        QCOMPARE(list.index(1, tables::BackupList::State).data(Qt::ToolTipRole).toString(), damaged.problem);
        QCOMPARE(list.rowOf(u"b"_s), 1);
        QVERIFY(!list.backup(2) && list.backup(1)->id == u"b"_s);
    }
};

QTEST_GUILESS_MAIN(TestBackupTable)
#include "tst_backuptable.moc"
