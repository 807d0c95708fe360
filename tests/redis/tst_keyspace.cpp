// SPDX-License-Identifier: GPL-3.0-or-later
#include "hostile.h"
#include "redistest.h"

#include <aws/caller/testpermit.h>
#include <redis/keyspace.h>

#include <QTest>

using namespace sm;
using namespace sm::redis;
using namespace Qt::Literals::StringLiterals;
using sm::operations::Runner;
using sm::test::await;
using sm::test::openConnection;
using sm::test::RedisServer;
using sm::test::settingsOf;

namespace {

/// A server with a connection and its keys, all empty at first.
struct Fixture
{
    Fixture()
    {
        if (connection)
            keyspace.emplace(*connection);
    }

    Reply ask(const QByteArrayList &command) const
    {
        const auto reply = await(connection->command(Runner::permit(), command, CancelToken()));
        return reply && *reply ? **reply : Reply::text(Reply::Type::Error, "none");
    }
    void fill(const QList<QByteArrayList> &commands) const
    {
        const auto replies
            = await(connection->pipeline(Runner::permit(), commands, CancelToken()), std::chrono::seconds(60));
        QVERIFY(replies && *replies);
        for (const Reply &reply : **replies)
            QVERIFY2(!reply.isError(), reply.bytes().constData());
    }
    KeyMatches scan(const KeySelection &selection)
    {
        const auto found = await(keyspace->scan(selection, nullptr, CancelToken()), std::chrono::seconds(60));
        return found && *found ? **found : KeyMatches{{"scan failed"}, false, std::nullopt};
    }
    QByteArray capture(const KeySet &keys, CapturedKeys *counts = nullptr)
    {
        QByteArray bytes;
        const auto sink = [&bytes](QByteArrayView piece) {
            bytes.append(piece);
            return ok();
        };
        const auto captured = await(keyspace->capture(keys, sink, CancelToken()), std::chrono::seconds(60));
        if (counts && captured && *captured)
            *counts = **captured;
        return captured && *captured ? bytes : QByteArray();
    }
    Result<qint64> unlink(const KeySet &keys)
    {
        const auto removed = await(keyspace->unlink(Runner::permit(), keys, nullptr, CancelToken()));
        return removed ? *removed : Result<qint64>(Error(Error::Kind::Timeout, QString()));
    }
    Result<RestoredKeys> restore(
        const QByteArray &capture, Keyspace::Existing existing = Keyspace::Existing::LeaveAlone)
    {
        qsizetype at = 0;
        const auto source = [&]() -> Result<QByteArray> {
            const QByteArray piece = capture.mid(at, 64 * 1024);
            at += piece.size();
            return piece;
        };
        const auto restored
            = await(keyspace->restore(Runner::permit(), source, existing, CancelToken()), std::chrono::seconds(60));
        return restored ? *restored : Result<RestoredKeys>(Error(Error::Kind::Timeout, QString()));
    }

    RedisServer server;
    std::unique_ptr<Connection> connection = openConnection(settingsOf(server));
    std::optional<Keyspace> keyspace;
};

QList<QByteArrayList> sets(const QByteArray &prefix, int count)
{
    QList<QByteArrayList> commands;
    for (int i = 0; i < count; ++i)
        commands.append({"SET", prefix + QByteArray::number(i), "v"});
    return commands;
}

QSet<QByteArray> setOf(const KeySet &keys)
{
    QSet<QByteArray> all;
    for (qsizetype i = 0; i < keys.size(); ++i)
        all.insert(keys[i].toByteArray());
    return all;
}

/// One key of each type, as commands.
QList<QByteArrayList> everyType()
{
    return {{"SET", "t:string", QByteArray("a\0\r\n\xff", 5)}, {"HSET", "t:hash", "f", "1", "g", "2"},
        {"RPUSH", "t:list", "a", "b", "c"}, {"SADD", "t:set", "x", "y", "1"},
        {"ZADD", "t:zset", "1.5", "a", "-inf", "b"}, {"XADD", "t:stream", "1-1", "f", "v"},
        {"XGROUP", "CREATE", "t:stream", "g", "0"}, {"PFADD", "t:hyperloglog", "a", "b"},
        {"SET", "t:expiring", "v", "PX", "600000"}};
}

} // namespace

class TestKeyspace : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        if (const QString why = RedisServer::whyUnavailable(); !why.isEmpty())
            QSKIP(qPrintable(why));
    }

    void scan_findsWhatThePatternSays_once()
    {
        Fixture redis;
        QVERIFY(redis.connection);
        redis.fill(sets("cost:", 5000) + sets("other:", 5000));

        const KeyMatches found = redis.scan({.pattern = "cost:*"});

        QCOMPARE(found.keys.size(), 5000);
        QVERIFY(found.keys.contains("cost:4999"));
        QVERIFY(!found.keys.contains("other:1"));
        QVERIFY(found.isWhole);
        QVERIFY(found.estimatedBytes > 5000 * 20 && found.estimatedBytes < 5000 * 200);
    }

    void scan_byType_byExpiry_andLimited()
    {
        Fixture redis;
        QVERIFY(redis.connection);
        redis.fill(everyType());

        QCOMPARE(setOf(redis.scan({.type = "hash"}).keys), (QSet<QByteArray>{"t:hash"}));
        QCOMPARE(setOf(redis.scan({.expiry = KeySelection::Expiry::Some}).keys), (QSet<QByteArray>{"t:expiring"}));
        const QSet<QByteArray> lasting = setOf(redis.scan({.expiry = KeySelection::Expiry::Never}).keys);
        QCOMPARE(lasting.size(), 7);
        QVERIFY(!lasting.contains("t:expiring"));
        const KeyMatches limited = redis.scan({.limit = 3});
        QCOMPARE(limited.keys.size(), 3);
        QVERIFY(!limited.isWhole);
        QVERIFY(redis.scan({.limit = 8}).isWhole);
    }

    void scan_ofNothing_isEmpty()
    {
        Fixture redis;
        QVERIFY(redis.connection);

        const KeyMatches found = redis.scan({});

        QVERIFY(found.keys.isEmpty() && found.isWhole);
        QCOMPARE(found.estimatedBytes, std::optional<qint64>(0));
    }

    void pattern_isData()
    {
        Fixture redis;
        QVERIFY(redis.connection);
        const QByteArrayList values = sm::test::hostileValues();
        redis.fill(sets("key:", 3));

        for (const QByteArray &value : values) {
            const auto found = await(redis.keyspace->scan({.pattern = "no:" + value}, nullptr, CancelToken()));
            QVERIFY(found && *found);
            QVERIFY((*found)->keys.isEmpty());
        }

        QCOMPARE(redis.ask({"DBSIZE"}).integer(), 3);
    }

    void scan_cancelled_ends()
    {
        Fixture redis;
        QVERIFY(redis.connection);
        redis.fill(sets("key:", 20'000));
        CancelSource source;
        int calls = 0;
        const auto cancelInTheMiddle = [&](qsizetype) {
            if (++calls == 3)
                source.cancel();
        };

        const auto found = await(redis.keyspace->scan({}, cancelInTheMiddle, source.token()));

        QVERIFY(found && !*found);
        QCOMPARE(found->error().kind(), Error::Kind::Cancelled);
        QVERIFY(calls < 10);
    }

    void unlink_removesWhatWasListed_andNothingElse()
    {
        Fixture redis;
        QVERIFY(redis.connection);
        redis.fill(sets("cost:", 30'000));
        const KeyMatches found = redis.scan({.pattern = "cost:*"});
        redis.fill({{"SET", "cost:new", "v"}, {"DEL", "cost:7"}}); // after the preview
        QList<qint64> told;
        const auto progress = [&told](qsizetype, qint64 removed) { told.append(removed); };

        const auto removed = await(redis.keyspace->unlink(Runner::permit(), found.keys, progress, CancelToken()));

        QVERIFY(removed && *removed);
        QCOMPARE(**removed, 29'999);
        QCOMPARE(told.size(), 3);
        QCOMPARE(told.last(), 29'999);
        QCOMPARE(redis.ask({"DBSIZE"}).integer(), 1);
        QCOMPARE(redis.ask({"EXISTS", "cost:new"}).integer(), 1);
    }

    void unlink_ofNothing_sendsNothing()
    {
        Fixture redis;
        QVERIFY(redis.connection);
        redis.server.kill();

        const Result<qint64> removed = redis.unlink({});

        QVERIFY(removed);
        QCOMPARE(*removed, 0);
    }

    void unlink_cancelled_stopsBetweenBatches_andSaysThatItHasChangedSomething()
    {
        Fixture redis;
        QVERIFY(redis.connection);
        redis.fill(sets("cost:", 30'000));
        const KeyMatches found = redis.scan({});
        CancelSource source;
        qint64 told = 0;
        const auto cancelAfterTheFirst = [&](qsizetype, qint64 removed) {
            told = removed;
            source.cancel();
        };

        const auto removed
            = await(redis.keyspace->unlink(Runner::permit(), found.keys, cancelAfterTheFirst, source.token()));

        QVERIFY(removed && !*removed);
        QCOMPARE(removed->error().kind(), Error::Kind::Cancelled);
        QCOMPARE(removed->error().changed(), Error::Changed::Yes);
        QVERIFY(told > 0 && told < 30'000);
        QCOMPARE(redis.ask({"DBSIZE"}).integer(), 30'000 - told);
    }

    void unlink_serverLost_isInDoubt()
    {
        Fixture redis;
        QVERIFY(redis.connection);
        redis.server.pause();
        const KeySet keys{"a", "b"};
        auto removing = redis.keyspace->unlink(Runner::permit(), keys, nullptr, CancelToken());

        redis.server.kill();
        const auto removed = await(std::move(removing));

        QVERIFY(removed && !*removed);
        QCOMPARE(removed->error().changed(), Error::Changed::Unknown);
    }

    void captureUnlinkRestore_bringsEverythingBack()
    {
        Fixture redis;
        QVERIFY(redis.connection);
        redis.fill(everyType());
        const KeyMatches found = redis.scan({});
        const QList<QByteArrayList> questions{{"GET", "t:string"}, {"HGETALL", "t:hash"},
            {"LRANGE", "t:list", "0", "-1"}, {"SORT_RO", "t:set", "ALPHA"},
            {"ZRANGE", "t:zset", "0", "-1", "WITHSCORES"}, {"XINFO", "STREAM", "t:stream", "FULL"},
            {"PFCOUNT", "t:hyperloglog"}, {"PEXPIRETIME", "t:string"}, {"GET", "t:expiring"}};
        QList<Reply> before;
        for (const QByteArrayList &question : questions)
            before.append(redis.ask(question));
        const qint64 expiry = redis.ask({"PEXPIRETIME", "t:expiring"}).integer();

        CapturedKeys counts;
        const QByteArray capture = redis.capture(found.keys, &counts);
        QCOMPARE(counts.captured, 8);
        QCOMPARE(counts.missing, 0);
        QCOMPARE(*redis.unlink(found.keys), 8);
        QCOMPARE(redis.ask({"DBSIZE"}).integer(), 0);
        const Result<RestoredKeys> restored = redis.restore(capture);

        QVERIFY(restored);
        QCOMPARE(restored->restored, 8);
        QVERIFY(restored->existing.isEmpty());
        for (qsizetype i = 0; i < questions.size(); ++i) {
            QVERIFY(!before[i].isError());
            QVERIFY2(redis.ask(questions[i]) == before[i], questions[i].join(' ').constData());
        }
        // PTTL and TIME are asked one after the other: a few milliseconds either way on a busy machine.
        QVERIFY(std::abs(redis.ask({"PEXPIRETIME", "t:expiring"}).integer() - expiry) < 1000);
    }

    void keysOfAnyBytes_areListedCapturedRemovedAndRestored()
    {
        Fixture redis;
        QVERIFY(redis.connection);
        const QByteArrayList values = sm::test::hostileValues();
        for (const QByteArray &value : values)
            QCOMPARE(redis.ask({"SET", value, value}).bytes(), "OK"_ba);
        const KeyMatches found = redis.scan({});
        QCOMPARE(setOf(found.keys), QSet<QByteArray>(values.begin(), values.end()));

        const QByteArray capture = redis.capture(found.keys);
        QCOMPARE(*redis.unlink(found.keys), values.size());
        QCOMPARE(redis.ask({"DBSIZE"}).integer(), 0);
        QCOMPARE(redis.restore(capture)->restored, values.size());

        for (const QByteArray &value : values)
            QCOMPARE(redis.ask({"GET", value}).bytes(), value);
    }

    void manyKeys_areRestored_inWindows()
    {
        Fixture redis;
        QVERIFY(redis.connection);
        redis.fill(sets("key:", 12'345));
        const KeyMatches found = redis.scan({});
        const QByteArray capture = redis.capture(found.keys);
        QCOMPARE(*redis.unlink(found.keys), 12'345);

        const Result<RestoredKeys> restored = redis.restore(capture);

        QVERIFY(restored);
        QCOMPARE(restored->restored, 12'345);
        QCOMPARE(setOf(redis.scan({}).keys), setOf(found.keys));
    }

    void keyThatIsGone_isNotCaptured()
    {
        Fixture redis;
        QVERIFY(redis.connection);
        redis.fill({{"SET", "here", "v"}});
        CapturedKeys counts;

        const QByteArray capture = redis.capture({"here", "gone"}, &counts);

        QVERIFY(!capture.isEmpty());
        QCOMPARE(counts.captured, 1);
        QCOMPARE(counts.missing, 1);
    }

    void keyThatExpiredMeanwhile_staysGone()
    {
        Fixture redis;
        QVERIFY(redis.connection);
        redis.fill({{"SET", "lasting", "v"}, {"SET", "short", "v", "PX", "500"}});
        const KeySet keys{"lasting", "short"};
        const QByteArray capture = redis.capture(keys);
        QCOMPARE(*redis.unlink(keys), 2);
        const qint64 captured = QDateTime::currentMSecsSinceEpoch();
        QTRY_VERIFY(QDateTime::currentMSecsSinceEpoch() > captured + 600);

        const Result<RestoredKeys> restored = redis.restore(capture);

        QVERIFY(restored);
        QCOMPARE(restored->restored, 1);
        QCOMPARE(restored->expired, 1);
        QCOMPARE(redis.ask({"EXISTS", "short"}).integer(), 0);
    }

    void keyThatIsThereAgain_isLeftAlone_unlessAskedOtherwise()
    {
        Fixture redis;
        QVERIFY(redis.connection);
        redis.fill({{"SET", "a", "old"}, {"SET", "b", "old"}});
        const KeySet keys{"a", "b"};
        const QByteArray capture = redis.capture(keys);
        QCOMPARE(*redis.unlink(keys), 2);
        redis.fill({{"SET", "a", "new"}});

        const Result<RestoredKeys> careful = redis.restore(capture);
        QVERIFY(careful);
        QCOMPARE(careful->restored, 1);
        QCOMPARE(careful->existing, QList<QByteArray>{"a"});
        QCOMPARE(redis.ask({"GET", "a"}).bytes(), "new"_ba);

        const Result<RestoredKeys> asked = redis.restore(capture, Keyspace::Existing::Overwrite);
        QVERIFY(asked);
        QCOMPARE(asked->restored, 2);
        QCOMPARE(redis.ask({"GET", "a"}).bytes(), "old"_ba);
    }

    void damagedCapture_isRefused_andSaysWhetherKeysAreBack()
    {
        Fixture redis;
        QVERIFY(redis.connection);
        redis.fill(sets("key:", 1200));
        const KeyMatches found = redis.scan({});
        const QByteArray capture = redis.capture(found.keys);
        QCOMPARE(*redis.unlink(found.keys), 1200);

        const Result<RestoredKeys> cut = redis.restore(capture.chopped(1));
        const Result<RestoredKeys> other = redis.restore("not a capture");

        QVERIFY(!cut && !other);
        QCOMPARE(cut.error().code(), u"DamagedCapture"_s);
        QCOMPARE(cut.error().changed(), Error::Changed::Yes);
        QCOMPARE(other.error().changed(), Error::Changed::No);
    }

    void sink_thatFails_stopsTheCapture()
    {
        Fixture redis;
        QVERIFY(redis.connection);
        redis.fill(sets("key:", 1000));
        int calls = 0;
        const auto full = [&calls](QByteArrayView) -> Result<void> {
            if (++calls < 5)
                return ok();
            return Error(Error::Kind::Storage, u"disk full"_s);
        };
        const KeySet keys = redis.scan({}).keys;

        const auto captured = await(redis.keyspace->capture(keys, full, CancelToken()));

        QVERIFY(captured && !*captured);
        QCOMPARE(captured->error().kind(), Error::Kind::Storage);
        QCOMPARE(captured->error().changed(), Error::Changed::No);
        QCOMPARE(calls, 5);
        QCOMPARE(redis.ask({"DBSIZE"}).integer(), 1000);
    }
};

QTEST_GUILESS_MAIN(TestKeyspace)
#include "tst_keyspace.moc"
