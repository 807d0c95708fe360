// SPDX-License-Identifier: GPL-3.0-or-later
#include <costs/explorer/explorerbench.h>
#include <costs/store/redisask.h>
#include <costs/store/teambench.h>

#include <costs/settings.h>
#include <costservice/costdesk.h>

#include <net/realsleeper.h>

using namespace sm;
using namespace sm::costs;
using namespace Qt::Literals::StringLiterals;
using sm::test::await;

namespace {

constexpr std::chrono::seconds limit{60};
const QString GetCostAndUsage = u"GetCostAndUsage"_s;

/// The last two days of July, which is over, and the first of August, which is today.
CostQuery threeDays()
{
    return {CostMetric::Unblended, QDate(2026, 7, 30), QDate(2026, 8, 2), CostGranularity::Day, {u"service"_s}, {}};
}

QJsonObject august(const QString &amount)
{
    return test::period(u"2026-08-01"_s, u"2026-08-02"_s, {u"EC2="_s + amount}, true);
}

QJsonObject threeDaysPage()
{
    return test::page({test::period(u"2026-07-30"_s, u"2026-07-31"_s, {u"EC2=0.000000000000000000001"_s, u"S3=1"_s}),
        test::period(u"2026-07-31"_s, u"2026-08-01"_s, {u"EC2=2"_s}), august(u"0.3"_s)});
}

/// A manager at a computer, as the program puts it together, on 1 August 2026. Cost Explorer answers what the test
/// says, and nothing else.
struct Manager
{
    Manager(const test::PostgresServer *postgres, const test::RedisServer *redis,
        const QMap<QString, QString> &environment = {}, const QString &folder = {})
        : who(postgres, redis)
    {
        CostDesk::Settings settings;
        settings.costs = CostSettings::fromEnvironment(environment);
        settings.folder = folder.isEmpty() ? who.folder.path() : folder;
        settings.system = who.system;
        settings.system.costs.database = u"main"_s;
        settings.system.costs.cache = u"fast"_s;
        desk = std::make_unique<CostDesk>(
            CostDesk::Parts{&caller, test::everything().models, clock, sleeper, nullptr, &who.runner, &who.planner},
            settings);
    }

    ~Manager()
    {
        static_cast<void>(QTest::qWaitFor([this] { return !desk->isSharing(); }, 20'000));
    }
    Q_DISABLE_COPY_MOVE(Manager)

    CostAnswer ask()
    {
        return await(desk->answer(CostSource::CostExplorer, threeDays(), false, {}), limit)
            .value_or(Error(Error::Kind::Timeout, {}))
            .value_or(CostAnswer());
    }
    /// Of each question the days.
    QStringList asked() const
    {
        QStringList spans;
        for (const QJsonObject &input : caller.inputs(GetCostAndUsage)) {
            const QJsonValue span = input.value(u"TimePeriod"_s);
            spans << span[u"Start"_s].toString() + u'/' + span[u"End"_s].toString();
        }
        return spans;
    }

    test::MockClock clock;
    net::RealSleeper sleeper;
    test::FakeCaller caller;
    test::Colleague who;
    std::unique_ptr<CostDesk> desk;
};

} // namespace

/// From the screen's service to a real Redis and a real PostgreSQL: memory, Redis, PostgreSQL, this computer, AWS.
class TestTeamExplorer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        for (const QString &why : {test::PostgresServer::whyUnavailable(), test::RedisServer::whyUnavailable()}) {
            if (!why.isEmpty())
                QSKIP(qPrintable(why));
        }
        m_postgres = std::make_unique<test::PostgresServer>();
        m_redis = std::make_unique<test::RedisServer>();
        QCOMPARE(m_postgres->failure(), QString());
        QCOMPARE(m_redis->failure(), QString());
        test::Colleague administrator(m_postgres.get(), nullptr);
        QVERIFY(await(administrator.store->migrate({}), limit)->has_value());
    }

    void init()
    {
        if (!m_redis)
            return;
        test::redisAsk(*m_redis, {"FLUSHALL"});
        test::psql(*m_postgres, u"TRUNCATE cost_cache, api_metrics"_s);
    }

    void answer_isFoundInMemoryThenRedisThenPostgresThenHere()
    {
        const QString total = u"3.300000000000000000001"_s;
        Manager ada(m_postgres.get(), m_redis.get());
        ada.caller.answer(GetCostAndUsage, threeDaysPage());

        const CostAnswer first = ada.ask();
        QCOMPARE(first.origin, CostOrigin::Source);
        QCOMPARE(first.total.toString(), total);
        QCOMPARE(ada.ask().origin, CostOrigin::Memory);
        waitForTexts();

        Manager grace(m_postgres.get(), m_redis.get());
        QCOMPARE(grace.ask().origin, CostOrigin::Redis);
        QCOMPARE(grace.ask().origin, CostOrigin::Memory);
        QCOMPARE(grace.ask().total.toString(), total);
        QCOMPARE(grace.ask().asOf, first.asOf);

        test::redisAsk(*m_redis, {"FLUSHALL"});
        Manager linus(m_postgres.get(), m_redis.get());
        QCOMPARE(linus.ask().origin, CostOrigin::Store); // of the team
        QCOMPARE(linus.ask().total.toString(), total);

        const Manager *const others[] = {&grace, &linus};
        for (const Manager *each : others)
            QCOMPARE(each->asked(), QStringList());

        Manager adaLater(nullptr, nullptr, {}, ada.who.folder.path());
        QCOMPARE(adaLater.ask().origin, CostOrigin::Store); // of this computer
        QCOMPARE(adaLater.ask().total.toString(), total);
        QCOMPARE(adaLater.asked(), QStringList());

        Manager stranger(nullptr, nullptr);
        stranger.caller.answer(GetCostAndUsage, threeDaysPage());
        QCOMPARE(stranger.ask().origin, CostOrigin::Source);
        QCOMPARE(ada.asked().size(), 1);
        QCOMPARE(
            test::psql(*m_postgres, u"SELECT endpoint, status, paid FROM api_metrics"_s), u"ce:GetCostAndUsage|ok|t"_s);
    }

    void redis_keepsOpenMonthsForTheirTimeAndClosedOnesForThirtyDays_data()
    {
        QTest::addColumn<QString>("setting");
        QTest::addColumn<qint64>("seconds");
        QTest::addRow("as it is delivered") << QString() << qint64(21'600);
        QTest::addRow("COST_EXPLORER_CACHE_TTL") << u"600"_s << qint64(600);
    }
    void redis_keepsOpenMonthsForTheirTimeAndClosedOnesForThirtyDays()
    {
        QFETCH(QString, setting);
        QFETCH(qint64, seconds);
        Manager ada(m_postgres.get(), m_redis.get(), {{u"COST_EXPLORER_CACHE_TTL"_s, setting}});
        ada.caller.answer(GetCostAndUsage, threeDaysPage());

        QCOMPARE(ada.ask().origin, CostOrigin::Source);
        waitForTexts();

        constexpr qint64 Spent = 60; // at most, since it was written
        constexpr qint64 Month = qint64(30) * 24 * 3600;
        const qint64 open = timeToLive("*/2026-08");
        const qint64 closed = timeToLive("*/2026-07");
        QVERIFY2(open > seconds - Spent && open <= seconds, qPrintable(QString::number(open)));
        QVERIFY2(closed > Month - Spent && closed <= Month, qPrintable(QString::number(closed)));
    }

    void answer_afterItsTime_asksTheOpenMonthOnly()
    {
        Manager ada(m_postgres.get(), m_redis.get(), {{u"COST_EXPLORER_CACHE_TTL"_s, u"600"_s}});
        ada.caller.answer(GetCostAndUsage, threeDaysPage());
        QCOMPARE(ada.ask().origin, CostOrigin::Source);

        ada.clock.advance(std::chrono::seconds(599));
        QCOMPARE(ada.ask().origin, CostOrigin::Memory);
        ada.clock.advance(std::chrono::seconds(2));
        ada.caller.answer(GetCostAndUsage, test::page({august(u"0.5"_s)}));

        const CostAnswer renewed = ada.ask();
        QCOMPARE(renewed.origin, CostOrigin::Source);
        QCOMPARE(renewed.total.toString(), u"3.500000000000000000001"_s);
        QCOMPARE(ada.asked(), (QStringList{u"2026-07-30/2026-08-02"_s, u"2026-08-01/2026-08-02"_s}));
    }

private:
    /// Two months, and which questions were asked: written behind the answer.
    void waitForTexts() const
    {
        QTRY_COMPARE_WITH_TIMEOUT(
            test::redisAsk(*m_redis, {"KEYS", "cost:stationmaster:1:shop:*"}).items().size(), 3, 20'000);
        QTRY_COMPARE_WITH_TIMEOUT(
            test::psql(*m_postgres, u"SELECT count(DISTINCT cache_key) FROM cost_cache"_s), u"3"_s, 20'000);
        QTRY_COMPARE_WITH_TIMEOUT(test::psql(*m_postgres, u"SELECT count(*) FROM api_metrics"_s), u"1"_s, 20'000);
    }
    /// In seconds, of the one key that is like \p pattern.
    qint64 timeToLive(const QByteArray &pattern) const
    {
        const auto keys = test::redisAsk(*m_redis, {"KEYS", "cost:" + pattern}).items();
        return keys.size() == 1 ? test::redisAsk(*m_redis, {"TTL", keys.first().bytes()}).integer() : -9;
    }

    std::unique_ptr<test::PostgresServer> m_postgres;
    std::unique_ptr<test::RedisServer> m_redis;
};

QTEST_GUILESS_MAIN(TestTeamExplorer)
#include "tst_teamexplorer.moc"
