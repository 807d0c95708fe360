// SPDX-License-Identifier: GPL-3.0-or-later
#include <costs/store/teambench.h>

#include <costservice/costdesk.h>

#include <net/realsleeper.h>
#include <support/mockclock.h>

#include <QFile>

using namespace sm;
using namespace sm::costs;
using namespace Qt::Literals::StringLiterals;
using sm::test::await;

namespace {

constexpr std::chrono::seconds limit{60};

QByteArray bill(const QByteArray &amount)
{
    return "identity/LineItemId,bill/BillingPeriodStartDate,bill/PayerAccountId,lineItem/UsageAccountId,"
           "lineItem/LineItemType,lineItem/UsageStartDate,lineItem/UsageEndDate,lineItem/ProductCode,"
           "lineItem/CurrencyCode,lineItem/UnblendedCost\n"
           "id,2026-09-01T00:00:00Z,1,1,Usage,2026-09-01T00:00:00Z,2026-09-02T00:00:00Z,AmazonEC2,USD,"
        + amount + '\n';
}

/// A manager at a computer, as the program puts it together.
struct Manager
{
    Manager(const test::PostgresServer *postgres, const test::RedisServer *redis)
        : who(postgres, redis)
    {
        CostDesk::Settings settings;
        settings.folder = who.folder.path();
        settings.system = who.system;
        settings.system.costs.database = u"main"_s;
        settings.system.costs.cache = u"fast"_s;
        desk = std::make_unique<CostDesk>(
            CostDesk::Parts{nullptr, test::everything().models, clock, sleeper, nullptr, &who.runner, &who.planner},
            settings);
    }

    Result<CostSourceInfo> open(const QByteArray &amount, KnownBill known = KnownBill::Refuse)
    {
        QFile file(who.folder.filePath(u"bill.csv"_s));
        if (!file.open(QIODevice::WriteOnly | QIODevice::Truncate) || file.write(bill(amount)) < 0 || !file.flush())
            return Error(Error::Kind::Storage, file.errorString());
        return await(desk->openBill({{file.fileName()}, {}, known}, [](const BillProgress &) { }, {}), limit)
            .value_or(Error(Error::Kind::Timeout, {}));
    }
    QString total()
    {
        const auto answer = await(desk->answer(CostSource::CurBills, {}, false, {}), limit);
        return answer && *answer ? (*answer)->total.toString() : QString();
    }
    QString note()
    {
        const auto sources = await(desk->sources({}), limit);
        return sources && *sources && !(*sources)->isEmpty() ? (*sources)->first().note : QString();
    }

    test::MockClock clock{QDateTime::currentDateTimeUtc()};
    net::RealSleeper sleeper;
    test::Colleague who;
    std::unique_ptr<CostDesk> desk;
};

} // namespace

/// Two managers and their team's PostgreSQL.
class TestTeamDesk : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        if (const QString why = test::PostgresServer::whyUnavailable(); !why.isEmpty())
            QSKIP(qPrintable(why));
        m_postgres = std::make_unique<test::PostgresServer>();
        QCOMPARE(m_postgres->failure(), QString());
    }

    void bill_withoutTables_isKeptHereAndSaysWhatToDo()
    {
        Manager ada(m_postgres.get(), nullptr);

        const Result<CostSourceInfo> opened = ada.open("1.5");

        QVERIFY2(opened, opened ? "" : qPrintable(opened.error().message()));
        QCOMPARE(ada.total(), u"1.5"_s);
        QVERIFY2(ada.note().contains(u"no tables for costs"_s), qPrintable(ada.note()));
    }

    void bill_openedByOne_isThereForTheOther()
    {
        test::Colleague administrator(m_postgres.get(), nullptr);
        QVERIFY(await(administrator.store->migrate({}), limit)->has_value());
        Manager ada(m_postgres.get(), nullptr);
        Manager grace(m_postgres.get(), nullptr);

        QVERIFY(ada.open("0.100000000000000000001"));

        QCOMPARE(grace.total(), u"0.100000000000000000001"_s);
        QCOMPARE(grace.note(), QString());
        QCOMPARE(grace.open("2").error().code(), u"BillKnown"_s);
        QVERIFY(grace.open("2", KnownBill::Replace));
        ada.clock.advance(std::chrono::seconds(16)); // until the team's store is looked at again
        QCOMPARE(ada.total(), u"2"_s);
    }

private:
    std::unique_ptr<test::PostgresServer> m_postgres;
};

QTEST_GUILESS_MAIN(TestTeamDesk)
#include "tst_teamdesk.moc"
