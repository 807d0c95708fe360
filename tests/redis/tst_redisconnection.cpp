// SPDX-License-Identifier: GPL-3.0-or-later
#include "hostile.h"
#include "redistest.h"

#include <aws/caller/testpermit.h>
#include <redis/commandkind.h>

#include <QTest>

using namespace sm;
using namespace sm::redis;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;
using sm::operations::Runner;
using sm::test::await;
using sm::test::openConnection;
using sm::test::RedisServer;
using sm::test::settingsOf;
using sm::test::whyNotOpen;

namespace {

std::optional<Reply> ask(Connection &connection, const QByteArrayList &command)
{
    const auto reply = await(connection.command(Runner::permit(), command, CancelToken()));
    return reply && *reply ? std::optional(**reply) : std::nullopt;
}

bool hasFlag(const Reply &command, const char *flag)
{
    for (const Reply &each : command.items()[2].items())
        if (each.bytes() == flag)
            return true;
    return false;
}

} // namespace

/// Against a real server.
class TestRedisConnection : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        if (const QString why = RedisServer::whyUnavailable(); !why.isEmpty())
            QSKIP(qPrintable(why));
    }

    void hostileValues_comeBackUnchanged_andNothingElseHappens()
    {
        RedisServer server;
        QVERIFY2(server.failure().isEmpty(), qPrintable(server.failure()));
        const auto connection = openConnection(settingsOf(server));
        QVERIFY(connection);
        const QByteArrayList values = sm::test::hostileValues();

        for (const QByteArray &value : values) {
            QCOMPARE(ask(*connection, {"SET", "k" + value, value})->bytes(), "OK"_ba);
            QCOMPARE(ask(*connection, {"GET", "k" + value})->bytes(), value);
        }

        QCOMPARE(ask(*connection, {"DBSIZE"})->integer(), values.size());
    }

    void pipeline_ofTwentyThousand_keepsTheOrder()
    {
        RedisServer server;
        const auto connection = openConnection(settingsOf(server));
        QVERIFY(connection);
        QList<QByteArrayList> commands;
        for (int i = 0; i < 10'000; ++i)
            commands.append({"SET", "key:" + QByteArray::number(i), QByteArray::number(i)});
        for (int i = 0; i < 10'000; ++i)
            commands.append({"GET", "key:" + QByteArray::number(i)});

        const auto replies = await(connection->pipeline(Runner::permit(), commands, CancelToken()));

        QVERIFY(replies && *replies);
        QCOMPARE((*replies)->size(), 20'000);
        for (int i = 0; i < 10'000; ++i)
            QCOMPARE((*replies)->at(10'000 + i).bytes(), QByteArray::number(i));
    }

    void pipeline_withARefusal_goesOn()
    {
        RedisServer server;
        const auto connection = openConnection(settingsOf(server));
        QVERIFY(connection);

        const auto replies = await(
            connection->pipeline(Runner::permit(), {{"SET", "a", "text"}, {"INCR", "a"}, {"GET", "a"}}, CancelToken()));

        QVERIFY(replies && *replies);
        QVERIFY((*replies)->at(1).isError());
        QCOMPARE((*replies)->at(2).bytes(), "text"_ba);
    }

    void refusal_isAnErrorWithItsCode()
    {
        RedisServer server;
        const auto connection = openConnection(settingsOf(server));
        QVERIFY(connection && ask(*connection, {"SET", "a", "text"}));

        const auto reply = await(connection->command({"HGETALL", "a"}, CancelToken()));

        QCOMPARE(reply->error().kind(), Error::Kind::Invalid);
        QCOMPARE(reply->error().code(), u"WRONGTYPE"_s);
        QVERIFY(connection->isOpen());
    }

    void password_rightWrongAndMissing()
    {
        RedisServer server({.password = "canary"});
        QVERIFY2(server.failure().isEmpty(), qPrintable(server.failure()));
        Settings settings = settingsOf(server);

        const Error missing = whyNotOpen(settings);
        settings.password = Secret(u"other canary"_s);
        const Error wrong = whyNotOpen(settings);
        settings.password = Secret(u"canary"_s);
        const auto right = openConnection(settings);

        QCOMPARE(missing.kind(), Error::Kind::Denied);
        QCOMPARE(missing.code(), u"NOAUTH"_s);
        QCOMPARE(wrong.kind(), Error::Kind::Denied);
        QCOMPARE(wrong.code(), u"WRONGPASS"_s);
        QVERIFY(!wrong.message().contains(u"canary"_s));
        QVERIFY(right && right->isOpen());
    }

    void user_withFewRights_isDenied()
    {
        RedisServer server({.configuration = {"user viewer on >canary ~* +@read +client"}});
        Settings settings = settingsOf(server);
        settings.user = u"viewer"_s;
        settings.password = Secret(u"canary"_s);
        const auto connection = openConnection(settings);
        QVERIFY(connection);

        const auto read = await(connection->command({"GET", "a"}, CancelToken()));
        const auto write = await(connection->command(Runner::permit(), {"SET", "a", "b"}, CancelToken()));

        QVERIFY(read && *read && (*read)->isNil());
        QCOMPARE(write->error().kind(), Error::Kind::Denied);
        QCOMPARE(write->error().code(), u"NOPERM"_s);
        QCOMPARE(write->error().changed(), Error::Changed::No);
    }

    void database_isTheOneThatWasChosen()
    {
        RedisServer server;
        Settings settings = settingsOf(server);
        const auto first = openConnection(settings);
        settings.database = 7;
        const auto seventh = openConnection(settings);
        QVERIFY(first && seventh && ask(*seventh, {"SET", "a", "b"}));

        QCOMPARE(ask(*first, {"DBSIZE"})->integer(), 0);
        QCOMPARE(ask(*seventh, {"DBSIZE"})->integer(), 1);
    }

    void database_thatIsNotThere_isAnError()
    {
        RedisServer server;
        Settings settings = settingsOf(server);
        settings.database = 99;

        QCOMPARE(whyNotOpen(settings).code(), u"ERR"_s);
    }

    void serverKilled_midPipeline_leavesWritesInDoubt()
    {
        RedisServer server;
        const auto connection = openConnection(settingsOf(server));
        QVERIFY(connection);
        server.pause();
        auto many
            = connection->pipeline(Runner::permit(), QList<QByteArrayList>(20'000, {"INCR", "counter"}), CancelToken());

        server.kill();
        const auto replies = await(std::move(many));

        QVERIFY(replies && !*replies);
        QCOMPARE(replies->error().kind(), Error::Kind::Network);
        QCOMPARE(replies->error().changed(), Error::Changed::Unknown);
        QVERIFY(!connection->isOpen());
    }

    void cancelled_whileTheServerIsBusy_endsAtOnce_andTheConnectionGoesOn()
    {
        RedisServer server;
        const auto connection = openConnection(settingsOf(server));
        QVERIFY(connection);
        server.pause();
        CancelSource source;
        auto asking = connection->command({"GET", "a"}, source.token());

        source.cancel();
        const auto cancelled = await(std::move(asking), 1s);
        server.resume();

        QVERIFY(cancelled && !*cancelled);
        QCOMPARE(cancelled->error().kind(), Error::Kind::Cancelled);
        QCOMPARE(ask(*connection, {"ECHO", "still here"})->bytes(), "still here"_ba);
    }

    void scriptThatBlocksTheServer_isThrottled()
    {
        RedisServer server({.configuration = {"busy-reply-threshold 1"}});
        const auto connection = openConnection(settingsOf(server));
        const auto other = openConnection(settingsOf(server));
        QVERIFY(connection && other);
        auto endless = connection->command(Runner::permit(), {"EVAL", "while true do end", "0"}, CancelToken());

        std::optional<Result<Reply>> reply;
        QTRY_VERIFY((reply = await(other->command({"GET", "a"}, CancelToken()))) && !*reply);
        const auto ended = await(other->command(Runner::permit(), {"SCRIPT", "KILL"}, CancelToken()));
        const auto killed = await(std::move(endless));

        QCOMPARE(reply->error().kind(), Error::Kind::Throttled);
        QCOMPARE(reply->error().code(), u"BUSY"_s);
        QVERIFY(ended && *ended);
        QCOMPARE(killed->error().changed(), Error::Changed::Unknown);
    }

    void replyLongerThanTheReadBuffer_arrives()
    {
        RedisServer server;
        const auto connection = openConnection(settingsOf(server));
        QVERIFY(connection);
        const QByteArray value(20 * 1024 * 1024, 'x');

        QVERIFY(ask(*connection, {"SET", "a", value}));

        QCOMPARE(ask(*connection, {"GET", "a"})->bytes(), value);
    }

    /// The table of reads, against the flags that a server gives its own commands.
    void commandKind_callsNothingARead_thatTheServerCallsAWrite()
    {
        RedisServer server;
        const auto connection = openConnection(settingsOf(server));
        QVERIFY(connection);
        int reads = 0;
        int writes = 0;

        const auto commands = ask(*connection, {"COMMAND"});
        QVERIFY(commands);
        for (const Reply &command : commands->items()) {
            QList<Reply> all = command.items().value(9).items(); // subcommands
            all.append(command);
            for (const Reply &each : all) {
                const QByteArrayList name = each.items()[0].bytes().split('|');
                const bool isRead = commandKind(name) == CommandKind::Read;
                QVERIFY2(!isRead || !hasFlag(each, "write"), name.join(' ').constData());
                QVERIFY2(isRead || !hasFlag(each, "readonly") || name == QByteArrayList{"touch"},
                    name.join(' ').constData());
                reads += isRead ? 1 : 0;
                writes += hasFlag(each, "write") ? 1 : 0;
            }
        }
        QVERIFY2(reads > 150 && writes > 100, qPrintable(u"%1 %2"_s.arg(reads).arg(writes)));
    }
};

QTEST_GUILESS_MAIN(TestRedisConnection)
#include "tst_redisconnection.moc"
