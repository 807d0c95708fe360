// SPDX-License-Identifier: GPL-3.0-or-later
#include "ledgers.h"

#include <coststore/sqlitecosts.h>

#include <store/database.h>

#include <support/await.h>

#include <QProcess>
#include <QTemporaryDir>

using namespace Qt::Literals::StringLiterals;
using namespace sm;
using namespace sm::costs;
using sm::test::await;

namespace {

constexpr quint32 ApplicationId = 0x534d6373;
constexpr QLatin1StringView ChildFile("SM_COSTS_CHILD");
const SystemId shop{u"shop"_s};

using Ledgers = QList<std::shared_ptr<const Ledger>>;

/// A store in a file, and its owner's hand on the file beside it.
struct Store
{
    explicit Store(QString path = {})
        : file(path.isEmpty() ? folder.filePath(u"costs.db"_s) : path)
    {
        auto opened = await(SqliteCosts::open(file));
        if (opened && *opened)
            costs = std::move(**opened);
    }

    Result<Added> add(const std::shared_ptr<const Ledger> &ledger, KnownBill known = KnownBill::Refuse) const
    {
        return await(costs->add(shop, ledger, known, {})).value_or(Error(Error::Kind::Timeout, {}));
    }
    Result<LedgerList> read(const QList<LedgerKind> &kinds = {}, const DayRange &range = {}) const
    {
        return await(costs->ledgers(shop, kinds, range, {})).value_or(Error(Error::Kind::Timeout, {}));
    }
    QStringList titles() const
    {
        QStringList titles;
        const Result<QList<LedgerInfo>> infos = *await(costs->infos(shop, {}));
        for (const LedgerInfo &each : *infos)
            titles << each.title;
        return titles;
    }
    void run(const QString &sql) const
    {
        auto other = await(store::Database::open(file, {u"Costs"_s, ApplicationId, {{}}}));
        QVERIFY(other && *other);
        const store::Database::Work<qint64> work
            = [sql](store::Connection &connection) { return connection.execute(sql); };
        const auto done = await((**other)->run<qint64>(work));
        QVERIFY2(done && *done, done && !*done ? qPrintable(done->error().message()) : "");
    }

    QTemporaryDir folder;
    QString file;
    std::unique_ptr<SqliteCosts> costs;
};

test::LedgerSetup named(const char *title, const char *digest, const QStringList &bills, std::size_t rows = 100)
{
    test::LedgerSetup setup;
    setup.title = QString::fromLatin1(title);
    setup.digest = digest;
    setup.bills = bills;
    setup.rows = rows;
    return setup;
}

} // namespace

class TestSqliteCosts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void add_thenOpenedAgain_isTheSameToTheLastDigit_data()
    {
        QTest::addColumn<int>("rows");
        QTest::addColumn<int>("decimals");
        for (const int rows : {0, 1, 1000, 262'144, 262'145})
            QTest::addRow("%d rows", rows) << rows << 21;
        QTest::addRow("no decimals") << 1000 << 0;
        QTest::addRow("32 decimals") << 1000 << 32;
    }
    void add_thenOpenedAgain_isTheSameToTheLastDigit()
    {
        QFETCH(int, rows);
        QFETCH(int, decimals);
        test::LedgerSetup setup;
        setup.rows = static_cast<std::size_t>(rows);
        setup.decimals = decimals;
        setup.resources = 70'000; // codes of four bytes
        const auto ledger = test::ledger(setup);
        Store store;
        QCOMPARE(store.add(ledger).value(), Added::New);
        store.costs.reset();

        const Store again(store.file);
        const Result<LedgerList> read = again.read();

        QVERIFY2(read, read ? "" : qPrintable(read.error().message()));
        QCOMPARE(read->size(), 1);
        QVERIFY(read->first() != ledger);
        QVERIFY(test::isSame(*read->first(), *ledger));
    }

    void add_theSameAgain_changesNothingAndSaysSo()
    {
        const Store store;
        QCOMPARE(store.add(test::ledger()).value(), Added::New);

        for (const KnownBill known : {KnownBill::Refuse, KnownBill::Replace, KnownBill::AddPart})
            QCOMPARE(store.add(test::ledger(), known).value(), Added::Known);

        QCOMPARE(store.titles(), QStringList{u"november.csv"_s});
    }

    void add_anotherDelivery_isRefusedReplacedOrAdded()
    {
        const Store store;
        QVERIFY(store.add(test::ledger(named("first.csv", "1", {u"2026-11/1"_s}))));
        const auto second = test::ledger(named("second.csv", "2", {u"2026-11/1"_s}, 120));

        const Result<Added> refused = store.add(second);
        QCOMPARE(refused.error().kind(), Error::Kind::Conflict);
        QCOMPARE(refused.error().code(), u"BillKnown"_s);
        QCOMPARE(store.titles(), QStringList{u"first.csv"_s});

        QCOMPARE(store.add(second, KnownBill::Replace).value(), Added::Replaced);
        QCOMPARE(store.titles(), QStringList{u"second.csv"_s});

        QCOMPARE(
            store.add(test::ledger(named("part.csv", "3", {u"2026-11/1"_s})), KnownBill::AddPart).value(), Added::New);
        QCOMPARE(store.titles(), (QStringList{u"second.csv"_s, u"part.csv"_s}));
    }

    void add_sameBillInTheOtherFormOfCur_isKnown()
    {
        const Store store;
        QVERIFY(store.add(test::ledger(named("legacy.csv", "1", {u"2026-11/1"_s}))));
        test::LedgerSetup setup = named("cur2.csv", "2", {u"2026-11/1"_s});
        setup.kind = LedgerKind::Cur2;

        QCOMPARE(store.add(test::ledger(setup)).error().code(), u"BillKnown"_s);
        setup.kind = LedgerKind::Focus;
        QCOMPARE(store.add(test::ledger(setup)).value(), Added::New);
    }

    void add_replacementThatWouldLoseCharges_isRefused_data()
    {
        QTest::addColumn<QStringList>("bills");
        QTest::addColumn<int>("rows");
        QTest::addRow("other bills") << QStringList{u"2026-11/1"_s} << 500;
        QTest::addRow("one of several parts") << QStringList{u"2026-11/1"_s, u"2026-10/1"_s} << 150;
    }
    void add_replacementThatWouldLoseCharges_isRefused()
    {
        QFETCH(QStringList, bills);
        QFETCH(int, rows);
        const QStringList both{u"2026-11/1"_s, u"2026-10/1"_s};
        const Store store;
        QVERIFY(store.add(test::ledger(named("part-1.csv", "1", both))));
        QVERIFY(store.add(test::ledger(named("part-2.csv", "2", both)), KnownBill::AddPart));

        const auto added
            = store.add(test::ledger(named("new.csv", "3", bills, static_cast<std::size_t>(rows))), KnownBill::Replace);

        QCOMPARE(added.error().code(), u"BillPartlyKnown"_s);
        QCOMPARE(store.titles(), (QStringList{u"part-1.csv"_s, u"part-2.csv"_s}));
    }

    void add_newDeliveryOfOnePart_replacesThatPart()
    {
        const Store store;
        QVERIFY(store.add(test::ledger(named("part-1.csv", "1", {u"2026-11/1"_s}))));
        QVERIFY(store.add(test::ledger(named("part-2.csv", "2", {u"2026-11/1"_s})), KnownBill::AddPart));

        QCOMPARE(store.add(test::ledger(named("part-2.csv", "3", {u"2026-11/1"_s}, 110)), KnownBill::Replace).value(),
            Added::Replaced);
        QCOMPARE(store.titles(), (QStringList{u"part-1.csv"_s, u"part-2.csv"_s}));

        QCOMPARE(store.add(test::ledger(named("whole.csv", "4", {u"2026-11/1"_s}, 300)), KnownBill::Replace).value(),
            Added::Replaced);
        QCOMPARE(store.titles(), QStringList{u"whole.csv"_s});
    }

    void add_failsInTheMiddle_leavesTheStoreAsBefore()
    {
        const Store store;
        const auto first = test::ledger(named("first.csv", "1", {u"2026-11/1"_s}));
        QVERIFY(store.add(first));
        store.run(u"CREATE TRIGGER full BEFORE INSERT ON slices WHEN NEW.part = 'amounts/2' "
                  "BEGIN SELECT RAISE(ABORT, 'no space'); END"_s);

        const auto added = store.add(test::ledger(named("second.csv", "2", {u"2026-11/1"_s})), KnownBill::Replace);

        QCOMPARE(added.error().kind(), Error::Kind::Storage);
        QCOMPARE(store.titles(), QStringList{u"first.csv"_s});
        const Store again(store.file);
        QVERIFY(test::isSame(*again.read()->first(), *first));
    }

    void add_killedInTheMiddle_leavesTheStoreAsBefore()
    {
        Store store;
        const auto first = test::ledger(named("first.csv", "1", {u"2026-11/1"_s}));
        QVERIFY(store.add(first));
        store.costs.reset();
        QProcess child;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(ChildFile, store.file);
        child.setProcessEnvironment(environment);
        child.start(QCoreApplication::applicationFilePath(), QStringList());
        QVERIFY(child.waitForStarted());

        QTRY_VERIFY_WITH_TIMEOUT(QFileInfo(store.file + u"-wal"_s).size() > 8 * 1024 * 1024, 60'000);
        child.kill();
        QVERIFY(child.waitForFinished());

        const Store again(store.file);
        if (again.titles() == QStringList{u"second.csv"_s})
            QSKIP("this computer was too busy to kill it in time");
        QCOMPARE(again.titles(), QStringList{u"first.csv"_s});
        QVERIFY(test::isSame(*again.read()->first(), *first));
    }

    void add_cancelled_leavesTheStoreAsBefore()
    {
        const Store store;
        CancelSource cancel;
        cancel.cancel();

        const auto added = await(store.costs->add(shop, test::ledger(), KnownBill::Refuse, cancel.token()));

        QCOMPARE(added->error().kind(), Error::Kind::Cancelled);
        QCOMPARE(store.titles(), QStringList());
    }

    void ledgers_askedTwice_areShared()
    {
        const Store store;
        const auto ledger = test::ledger();
        QVERIFY(store.add(ledger));

        QCOMPARE(store.read()->first().get(), ledger.get());
        QCOMPARE(store.read()->first().get(), store.read()->first().get());
    }

    void ledgers_byKindAndRange_areOnlyThose()
    {
        const Store store;
        test::LedgerSetup october = named("october.csv", "1", {u"2026-10/1"_s});
        october.from = QDate(2026, 10, 1);
        QVERIFY(store.add(test::ledger(october)));
        QVERIFY(store.add(test::ledger(named("november.csv", "2", {u"2026-11/1"_s}))));
        test::LedgerSetup focus = named("focus.csv", "3", {u"2026-11/1"_s});
        focus.kind = LedgerKind::Focus;
        QVERIFY(store.add(test::ledger(focus)));

        QCOMPARE(store.read()->size(), 3);
        QCOMPARE(store.read({LedgerKind::CurLegacy, LedgerKind::Cur2})->size(), 2);
        QCOMPARE(store.read({LedgerKind::CurLegacy}, {QDate(2026, 11, 2), {}})->first()->title, u"november.csv"_s);
        QCOMPARE(store.read({LedgerKind::CurLegacy}, {{}, QDate(2026, 11, 1)})->first()->title, u"october.csv"_s);
        QCOMPARE(store.read({}, {QDate(2027, 1, 1), {}})->size(), 0);
    }

    void ledgers_ofOtherSystems_areNotSeen()
    {
        const Store store;
        QVERIFY(store.add(test::ledger()));

        QVERIFY((*await(store.costs->ledgers({u"other"_s}, {}, {}, {})))->isEmpty());
        QCOMPARE((*await(store.costs->add({u"other"_s}, test::ledger(), KnownBill::Refuse, {}))).value(), Added::New);
    }

    void ledgers_damaged_sayWhichBillToOpenAgain_data()
    {
        QTest::addColumn<QString>("damage");
        for (const char *part : {"days", "values/0", "codes/3", "amounts/0"})
            QTest::addRow("%s", part) << u"UPDATE slices SET bytes = CAST(replace(hex(bytes), '0', '1') AS BLOB) WHERE "
                                         "part = '%1'"_s.arg(QLatin1StringView(part));
        QTest::addRow("lost") << u"DELETE FROM slices WHERE part = 'amounts/2'"_s;
        QTest::addRow("cut") << u"UPDATE slices SET bytes = substr(bytes, 1, 40) WHERE part = 'codes/1'"_s;
        QTest::addRow("rows") << u"UPDATE slices SET rows = rows + 1 WHERE part = 'codes/1'"_s;
    }
    void ledgers_damaged_sayWhichBillToOpenAgain()
    {
        QFETCH(QString, damage);
        Store store;
        QVERIFY(store.add(test::ledger()));
        store.run(damage);
        store.costs.reset();

        const Store again(store.file);
        const Result<LedgerList> read = again.read();

        QCOMPARE(read.error().kind(), Error::Kind::Storage);
        QCOMPARE(read.error().code(), u"CostsDamaged"_s);
        QVERIFY(read.error().message().contains(u"november.csv"_s));
        QVERIFY(read.error().message().contains(u"2026-11/111111111111"_s));
        QCOMPARE(again.add(test::ledger()).value(), Added::Replaced);
        QVERIFY(test::isSame(*again.read()->first(), *test::ledger()));
    }

    void forget_oneKind_leavesTheOthers()
    {
        const Store store;
        QVERIFY(store.add(test::ledger(named("cur.csv", "1", {u"2026-11/1"_s}))));
        test::LedgerSetup focus = named("focus.csv", "2", {u"2026-11/1"_s});
        focus.kind = LedgerKind::Focus;
        QVERIFY(store.add(test::ledger(focus)));

        QVERIFY(await(store.costs->forget(shop, {LedgerKind::CurLegacy, LedgerKind::Cur2}, {}))->has_value());

        QCOMPARE(store.titles(), QStringList{u"focus.csv"_s});
        QCOMPARE(store.read()->size(), 1);
    }

    void infos_tellWithoutReadingCharges()
    {
        const Store store;
        QVERIFY(store.add(test::ledger()));

        const Result<QList<LedgerInfo>> infos = *await(store.costs->infos(shop, {}));

        const LedgerInfo info = infos->first();
        QCOMPARE(info.rows, 1000);
        QCOMPARE(info.from, QDate(2026, 11, 1));
        QCOMPARE(info.to, QDate(2026, 12, 1));
        QCOMPARE(info.metrics, (QList<CostMetric>{CostMetric::Unblended, CostMetric::Blended, CostMetric::Amortized}));
        QCOMPARE(info.dimensions.size(), 5);
        QCOMPARE(info.currency, u"USD"_s);
    }
};

/// Replaces the ledger of the parent; it is killed before it has.
static int replace(const QString &file)
{
    const Store store(file);
    test::LedgerSetup setup = named("second.csv", "2", {u"2026-11/1"_s}, 3'000'000);
    static_cast<void>(store.add(test::ledger(setup), KnownBill::Replace));
    return 0;
}

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    if (const QString file = qEnvironmentVariable(ChildFile.latin1()); !file.isEmpty())
        return replace(file);
    TestSqliteCosts test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_sqlitecosts.moc"
