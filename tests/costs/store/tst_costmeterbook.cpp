// SPDX-License-Identifier: GPL-3.0-or-later
#include <coststore/costmeterbook.h>

#include <store/database.h>

#include <support/await.h>
#include <support/instantsleeper.h>
#include <support/mockclock.h>

#include <QTemporaryDir>

using namespace Qt::Literals::StringLiterals;
using namespace sm;
using namespace sm::costs;
using namespace std::chrono_literals;
using sm::test::await;

namespace {

const QDateTime noon(QDate(2026, 11, 29), QTime(12, 0), Qt::UTC);

Decimal dollars(const char *text) { return *Decimal::parse(QByteArrayView(text)); }

PaidRequest question(const char *price = "0.01") { return {u"ce:GetCostAndUsage"_s, {u"shop"_s}, dollars(price)}; }

/// One program of several that share a file.
struct Program
{
    explicit Program(const QTemporaryDir &folder, PaidLimits limits = {dollars("0.50"), 5})
        : sleeper(clock)
    {
        auto opened = await(CostMeterBook::open(folder.filePath(u"costmeter.db"_s), limits, &clock, &sleeper));
        if (opened && *opened)
            book = std::move(**opened);
    }

    Result<void> admit(const PaidRequest &request, const CancelToken &token = {}) const
    {
        return await(book->admit(request, token)).value_or(Error(Error::Kind::Timeout, {}));
    }
    CostMeter today() const { return await(book->today())->value(); }

    test::MockClock clock{noon};
    test::InstantSleeper sleeper;
    std::unique_ptr<CostMeterBook> book;
};

} // namespace

class TestCostMeterBook : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void admit_withinBudget_isCounted()
    {
        const QTemporaryDir folder;
        const Program program(folder);

        QVERIFY(program.admit(question()));

        QCOMPARE(program.today().requests, 1);
        QCOMPARE(program.today().spent, dollars("0.01"));
        QCOMPARE(program.today().budget, dollars("0.50"));
    }

    void admit_twoPrograms_shareTheBudgetToTheCent()
    {
        const QTemporaryDir folder;
        const Program window(folder);
        const Program cron(folder);
        int admitted = 0;
        for (int i = 0; i < 40; ++i)
            admitted += int(window.admit(question()).has_value()) + int(cron.admit(question()).has_value());

        QCOMPARE(admitted, 50);
        QCOMPARE(window.admit(question()).error().code(), u"BudgetExhausted"_s);
        QCOMPARE(cron.admit(question()).error().kind(), Error::Kind::Throttled);
        QCOMPARE(cron.today().requests, 50);
        QVERIFY(cron.today().isExhausted());
    }

    void admit_budgetIsUsedUp_freeRequestsGoOn()
    {
        const QTemporaryDir folder;
        const Program program(folder, {dollars("0"), 5});

        QVERIFY(!program.admit(question()));
        QVERIFY(program.admit(question("0")));
    }

    void admit_nextUtcDay_beginsAnew()
    {
        const QTemporaryDir folder;
        Program program(folder, {dollars("0.01"), 5});
        QVERIFY(program.admit(question()));
        QVERIFY(!program.admit(question()));

        program.clock.advance(12h);

        QVERIFY(program.admit(question()));
        QCOMPARE(program.today().requests, 1);
    }

    void admit_manyAtOnce_waitForTurnsAcrossPrograms()
    {
        const QTemporaryDir folder;
        const Program window(folder);
        const Program cron(folder);

        QVERIFY(window.admit(question()));
        QVERIFY(cron.admit(question()));
        QVERIFY(cron.admit(question()));

        QVERIFY(window.sleeper.durations().isEmpty());
        QCOMPARE(cron.sleeper.durations(), (QList<std::chrono::milliseconds>{200ms, 200ms})); // its clock has moved on
    }

    void admit_clockIsSetBack_doesNotWaitLonger()
    {
        const QTemporaryDir folder;
        Program program(folder);
        QVERIFY(program.admit(question()));

        program.clock.setUtc(noon.addSecs(-3600));
        QVERIFY(program.admit(question()));

        QCOMPARE(program.sleeper.total(), 200ms);
    }

    void admit_otherService_hasItsOwnPace()
    {
        const QTemporaryDir folder;
        const Program program(folder);
        QVERIFY(program.admit(question()));

        QVERIFY(program.admit({u"athena:StartQueryExecution"_s, {u"shop"_s}, {}}));

        QVERIFY(program.sleeper.durations().isEmpty());
    }

    void admit_cancelledWhileWaiting_isNotCounted()
    {
        const QTemporaryDir folder;
        const Program program(folder);
        QVERIFY(program.admit(question()));
        CancelSource cancel;
        cancel.cancel();

        const Result<void> second = program.admit(question(), cancel.token());

        QCOMPARE(second.error().kind(), Error::Kind::Cancelled);
        QCOMPARE(program.today().requests, 1);
    }

    void record_beyondTheBudget_isCountedExactly()
    {
        const QTemporaryDir folder;
        const Program program(folder);

        QVERIFY(await(program.book->record(question("0.000047683715820312")))->has_value());
        QVERIFY(await(program.book->record(question("7")))->has_value());

        QCOMPARE(program.today().spent, dollars("7.000047683715820312"));
        QVERIFY(!await(program.book->maySpend(dollars("0.01")))->value());
    }

    void today_damagedPrice_isAnErrorNotZero()
    {
        const QTemporaryDir folder;
        const Program program(folder);
        QVERIFY(program.admit(question()));
        const QString file = folder.filePath(u"costmeter.db"_s);
        auto other = await(store::Database::open(file, {u"CostMeter"_s, 0x534d636d, {{}}}));
        QVERIFY(other && *other);
        const store::Database::Work<qint64> spoil
            = [](store::Connection &connection) { return connection.execute(u"UPDATE requests SET price = 'x'"_s); };
        QVERIFY(await((**other)->run<qint64>(spoil))->has_value());

        QCOMPARE(await(program.book->today())->error().code(), u"CostMeterDamaged"_s);
        QCOMPARE(program.admit(question()).error().kind(), Error::Kind::Storage);
    }
};

QTEST_GUILESS_MAIN(TestCostMeterBook)
#include "tst_costmeterbook.moc"
