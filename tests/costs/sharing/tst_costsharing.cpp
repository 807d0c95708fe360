// SPDX-License-Identifier: GPL-3.0-or-later
#include <costs/store/teambench.h>

#include <costexplorer/explorerfile.h>
#include <costsharing/sharedarchive.h>
#include <costsharing/sharedmetrics.h>

#include <core/json.h>

using namespace sm;
using namespace sm::costs;
using namespace std::chrono_literals;
using namespace Qt::Literals::StringLiterals;
using sm::test::await;

namespace {

constexpr std::chrono::seconds limit{60};
const QString name = u"111111111111/usage/unblended day service/2026-10"_s;
const QByteArray text
    = "[{\"groups\":[[\"Amazon 'EC2' \xc3\xa9\",\"72024.307163370939927065068\"]],\"start\":\"2026-10-01\"}]";

/// A colleague with what their Cost Explorer keeps.
struct Manager
{
    Manager(const test::PostgresServer *postgres, const test::RedisServer *redis)
        : who(postgres, redis)
        , here(std::move(**await(ExplorerFile::open(who.folder.filePath(u"explorer.db"_s), &clock))))
    {
    }

    std::optional<ExplorerArchive::Kept> read() { return **await(archive.read(name, {}), limit); }
    void write(ExplorerArchive::Keep keep = ExplorerArchive::Keep::Open)
    {
        QVERIFY(await(archive.write(name, text, keep, {}), limit)->has_value());
        QTRY_VERIFY_WITH_TIMEOUT(!shelf.isWriting(), 20'000);
        QCOMPARE(shelf.notes(), QStringList());
    }

    SystemClock clock;
    test::Colleague who;
    std::unique_ptr<ExplorerFile> here;
    SharedShelf shelf{{who.cache, who.store}, &clock};
    SharedArchive archive{*here, shelf, {u"shop"_s}, &clock, 6h};
};

/// By meaning: jsonb keeps no blanks and has an order of its own.
QJsonValue meaning(const QByteArray &json) { return parseJson(json).value_or(QJsonValue()); }

} // namespace

class TestCostSharing : public QObject
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
        test::Colleague ada(m_postgres.get(), nullptr);
        QVERIFY(await(ada.store->migrate({}), limit)->has_value());
    }

    void written_byOne_isReadByAnother_fromRedisThenPostgresThenHere()
    {
        Manager ada(m_postgres.get(), m_redis.get());
        Manager grace(m_postgres.get(), m_redis.get());
        Manager withoutRedis(m_postgres.get(), nullptr);
        QVERIFY(!grace.read());

        ada.write();

        QCOMPARE(grace.read()->origin, CostOrigin::Redis);
        QCOMPARE(meaning(grace.read()->text), meaning(text));
        QCOMPARE(withoutRedis.read()->origin, CostOrigin::Store);
        QCOMPARE(meaning(withoutRedis.read()->text), meaning(text));
        QVERIFY(withoutRedis.shelf.notes().first().contains(u"fast"_s));
    }

    void read_nobodyAnswers_isWhatIsHere()
    {
        Manager alone(nullptr, nullptr);
        QVERIFY(await(alone.archive.write(name, text, ExplorerArchive::Keep::ForEver, {}), limit)->has_value());
        QTRY_VERIFY_WITH_TIMEOUT(!alone.shelf.isWriting(), 20'000);

        QCOMPARE(alone.read()->text, text);
        QVERIFY(!alone.shelf.notes().isEmpty());
    }

    void metrics_areRowsOfApiMetrics()
    {
        Manager ada(m_postgres.get(), m_redis.get());
        SharedMetrics metrics(ada.shelf);

        metrics.record({u"ce:GetCostAndUsage"_s, QDateTime::currentDateTimeUtc(), 812ms, {}, false, 1});
        metrics.record({u"ce:GetTags"_s, QDateTime::currentDateTimeUtc(), 40ms, u"LimitExceededException"_s, true, 3});
        QTRY_VERIFY_WITH_TIMEOUT(!ada.shelf.isWriting(), 20'000);

        QCOMPARE(
            test::psql(*m_postgres,
                u"SELECT endpoint, response_time_ms, status, paid FROM api_metrics WHERE endpoint LIKE 'ce:%' ORDER BY id"_s),
            u"ce:GetCostAndUsage|812|ok|t\nce:GetTags|40|LimitExceededException|f"_s);
    }

private:
    std::unique_ptr<test::PostgresServer> m_postgres;
    std::unique_ptr<test::RedisServer> m_redis;
};

QTEST_GUILESS_MAIN(TestCostSharing)
#include "tst_costsharing.moc"
