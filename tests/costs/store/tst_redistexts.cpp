// SPDX-License-Identifier: GPL-3.0-or-later
#include "redisask.h"
#include "teambench.h"

using namespace sm;
using namespace sm::costs;
using namespace std::chrono_literals;
using namespace Qt::Literals::StringLiterals;
using sm::test::await;

namespace {

constexpr std::chrono::seconds limit{60};
const QDateTime noon(QDate(2026, 11, 29), QTime(12, 0), Qt::UTC);

const SystemId shop{u"shop"_s};
const QString name = u"111111111111/ce/GetCostAndUsage/0a1b/2026-11"_s;
const QByteArray json = "[{\"groups\":[[\"caf\u00e9 'x'\",\"72024.307163370939927065068\"]]}]";

QList<SharedText> texts(std::chrono::seconds lasts = 6h)
{
    return {{shop, u"cost-explorer"_s, name, json, noon, lasts}};
}

} // namespace

/// On a real Redis.
class TestRedisTexts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        if (const QString why = test::RedisServer::whyUnavailable(); !why.isEmpty())
            QSKIP(qPrintable(why));
        m_server = std::make_unique<test::RedisServer>();
        QCOMPARE(m_server->failure(), QString());
    }

    void texts_areSharedExactlyAndExpire()
    {
        test::Colleague ada(nullptr, m_server.get());
        test::Colleague grace(nullptr, m_server.get());

        QVERIFY(!(*await(grace.cache->read(shop, name, {}), limit))->has_value());
        const auto done = await(ada.cache->write(texts(), {}, {}), limit);
        QVERIFY2(done && *done, done && !*done ? qPrintable(done->error().message()) : "");
        const auto found = **await(grace.cache->read(shop, name, {}), limit);

        QCOMPARE(found, json);
        const qint64 lives = ask({"TTL", key()}).integer();
        QVERIFY2(lives > 21'500 && lives <= 21'600, qPrintable(QString::number(lives)));
        QCOMPARE(ask({"KEYS", "cost:*"}).items().size(), 1);
        QCOMPARE(test::entries(*ada.journal).size(), 1);
    }

    void texts_closed_liveForAMonth()
    {
        test::Colleague ada(nullptr, m_server.get());

        QVERIFY(await(ada.cache->write(texts(0s), {}, {}), limit)->has_value());

        QVERIFY(ask({"TTL", key()}).integer() > 29 * 24 * 3600);
    }

    void texts_foreignValues_areNone_data()
    {
        QTest::addColumn<QByteArrayList>("command");
        QTest::addRow("text") << QByteArrayList{"SET", key(), "hello"};
        QTest::addRow("bytes") << QByteArrayList{"SET", key(), QByteArray("\0\xff\x01", 3)};
        QTest::addRow("empty") << QByteArrayList{"SET", key(), ""};
        QTest::addRow("list") << QByteArrayList{"RPUSH", key(), "a"};
    }
    void texts_foreignValues_areNone()
    {
        QFETCH(QByteArrayList, command);
        ask({"DEL", key()});
        ask(command);
        test::Colleague ada(nullptr, m_server.get());

        const auto found = await(ada.cache->read(shop, name, {}), limit);

        QVERIFY2(found && *found, found && !*found ? qPrintable(found->error().message()) : "");
        QVERIFY(!(*found)->has_value());
        ask({"DEL", key()});
    }

    void texts_readOnly_areNotKeptAndThatIsNoError()
    {
        test::Colleague ada(nullptr, m_server.get(), true);

        QVERIFY(await(ada.cache->write(texts(), {}, {}), limit)->has_value());

        QCOMPARE(ask({"EXISTS", key()}).integer(), 0);
    }

    void read_nobodyAnswers_isAnErrorSoon()
    {
        test::Colleague ada(nullptr, nullptr);

        QCOMPARE(await(ada.cache->read(shop, name, {}), limit)->error().kind(), Error::Kind::Network);
    }

private:
    redis::Reply ask(const QByteArrayList &command) const { return test::redisAsk(*m_server, command); }
    static QByteArray key() { return "cost:stationmaster:1:shop:" + name.toLatin1(); }

    std::unique_ptr<test::RedisServer> m_server;
};

QTEST_GUILESS_MAIN(TestRedisTexts)
#include "tst_redistexts.moc"
