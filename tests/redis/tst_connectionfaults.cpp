// SPDX-License-Identifier: GPL-3.0-or-later
#include "scriptedredis.h"

#include <aws/caller/testpermit.h>
#include <redis/commandformat.h>
#include <redis/connection.h>
#include <support/await.h>

#include <QTest>

using namespace sm;
using namespace sm::redis;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;
using sm::operations::Runner;
using sm::test::await;
using sm::test::ScriptedRedis;

namespace {

QByteArray nothing(const QByteArrayList &) { return {}; }

QByteArray fine(const QByteArrayList &) { return "+OK\r\n"; }

std::unique_ptr<Connection> open(const Settings &settings)
{
    auto opened = await(Connection::open(settings, CancelToken()));
    return opened && *opened ? std::move(**opened) : nullptr;
}

/// The error with which opening ends.
Error refusal(const Settings &settings, const CancelToken &token = {})
{
    const auto opened = await(Connection::open(settings, token));
    return opened && !*opened ? opened->error() : Error(Error::Kind::Internal, u"it opened, or hangs"_s);
}

} // namespace

/// What a server can do wrong, and what the caller learns of it.
class TestConnectionFaults : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void open_saysWhoWeAre_andSignsInFirst()
    {
        ScriptedRedis server(fine);
        Settings settings = server.settings();
        settings.user = u"ops"_s;
        settings.password = Secret(u"canary"_s);
        settings.database = 5;

        const auto connection = open(settings);

        QVERIFY(connection && connection->isOpen());
        QCOMPARE(server.commands(),
            (QList<QByteArrayList>{
                {"AUTH", "ops", "canary"}, {"SELECT", "5"}, {"CLIENT", "SETNAME", "stationmaster"}}));
    }

    void open_refusedByAnOldServer_isTheWrongPassword()
    {
        ScriptedRedis server([](const QByteArrayList &) { return "-ERR invalid password canary\r\n"_ba; });
        Settings settings = server.settings();
        settings.password = Secret(u"canary"_s);

        const Error error = refusal(settings);

        QCOMPARE(error.kind(), Error::Kind::Denied);
        QCOMPARE(error.code(), u"WRONGPASS"_s);
        QVERIFY(!error.message().contains(u"canary"_s));
    }

    void open_whenOnlyTheNameIsRefused_isFine()
    {
        ScriptedRedis server([](const QByteArrayList &) { return "-NOPERM no\r\n"_ba; });

        QVERIFY(open(server.settings()));
    }

    void open_whereNobodyListens_isNetwork()
    {
        Settings settings;
        {
            const ScriptedRedis gone(fine);
            settings = gone.settings();
        }

        const Error error = refusal(settings);

        QCOMPARE(error.kind(), Error::Kind::Network);
        QCOMPARE(error.code(), u"Connect"_s);
    }

    void open_whereSomethingElseAnswers_isBadReply()
    {
        ScriptedRedis server([](const QByteArrayList &) { return "HTTP/1.1 400 Bad Request\r\n\r\n"_ba; });

        QCOMPARE(refusal(server.settings()).kind(), Error::Kind::BadReply);
    }

    void open_whereNobodyAnswers_isTimeout()
    {
        ScriptedRedis server(nothing);

        const Error error = refusal(server.settings());

        QCOMPARE(error.kind(), Error::Kind::Timeout);
        QCOMPARE(error.code(), u"StallTimeout"_s);
    }

    void open_whereTlsIsNeverAnswered_isTimeout()
    {
        ScriptedRedis server(nothing);
        Settings settings = server.settings();
        settings.tls = Settings::Tls::On;
        settings.connectLimit = 200ms;

        QCOMPARE(refusal(settings).code(), u"ConnectTimeout"_s);
    }

    void open_cancelled_endsAtOnce()
    {
        ScriptedRedis server(nothing);
        Settings settings = server.settings();
        settings.stallLimit = 1h;
        CancelSource source;
        auto opening = Connection::open(settings, source.token());
        QTRY_VERIFY(server.received() > 0);

        source.cancel();
        const auto opened = await(std::move(opening));

        QVERIFY(opened && !*opened);
        QCOMPARE(opened->error().kind(), Error::Kind::Cancelled);
    }

    void unsolicitedError_isTakenAtItsWord()
    {
        ScriptedRedis server(ScriptedRedis::afterSignIn(nothing));
        const auto connection = open(server.settings());

        server.write("-OOM go away\r\n");
        QTRY_VERIFY(!connection->isOpen());
        const auto reply = await(connection->command({"GET", "a"}, CancelToken()));

        QCOMPARE(reply->error().code(), u"OOM"_s);
    }

    void lostConnection_leavesWritesInDoubt_andReadsNot()
    {
        for (const bool isWrite : {true, false}) {
            ScriptedRedis server(ScriptedRedis::afterSignIn(nothing));
            const auto connection = open(server.settings());
            auto asking = isWrite ? connection->command(Runner::permit(), {"INCR", "a"}, CancelToken())
                                  : connection->command({"GET", "a"}, CancelToken());
            QTRY_COMPARE(server.commands().size(), 2);

            server.drop();
            const auto reply = await(std::move(asking));

            QVERIFY(reply && !*reply);
            QCOMPARE(reply->error().code(), u"Broken"_s);
            QCOMPARE(reply->error().changed(), isWrite ? Error::Changed::Unknown : Error::Changed::No);
            QVERIFY(!connection->isOpen());
        }
    }

    void write_afterTheConnectionWasLost_hasChangedNothing()
    {
        ScriptedRedis server(ScriptedRedis::afterSignIn(nothing));
        const auto connection = open(server.settings());
        server.drop();
        QTRY_VERIFY(!connection->isOpen());

        const auto reply = await(connection->command(Runner::permit(), {"INCR", "a"}, CancelToken()));

        QCOMPARE(reply->error().code(), u"Broken"_s);
        QCOMPARE(reply->error().changed(), Error::Changed::No);
    }

    void silence_isTimeout_andLosesTheConnection()
    {
        ScriptedRedis server(ScriptedRedis::afterSignIn(nothing));
        const auto connection = open(server.settings());

        const auto reply = await(connection->command(Runner::permit(), {"INCR", "a"}, CancelToken()));

        QVERIFY(reply && !*reply);
        QCOMPARE(reply->error().code(), u"StallTimeout"_s);
        QCOMPARE(reply->error().changed(), Error::Changed::Unknown);
        QVERIFY(!connection->isOpen());
    }

    void garbage_amongReplies_endsAllThatWait()
    {
        ScriptedRedis server(ScriptedRedis::afterSignIn(
            [](const QByteArrayList &command) { return command.value(1) == "b" ? "?\r\n"_ba : "+OK\r\n"_ba; }));
        const auto connection = open(server.settings());

        auto first = connection->command({"GET", "a"}, CancelToken());
        auto second = connection->command({"GET", "b"}, CancelToken());
        auto third = connection->command({"GET", "c"}, CancelToken());

        QVERIFY(*await(std::move(first)));
        QCOMPARE(await(std::move(second))->error().kind(), Error::Kind::BadReply);
        QCOMPARE(await(std::move(third))->error().kind(), Error::Kind::BadReply);
    }

    void cancelled_doesNotDisturbTheOthers()
    {
        ScriptedRedis server(ScriptedRedis::afterSignIn(nothing));
        Settings settings = server.settings();
        settings.stallLimit = 1h;
        const auto connection = open(settings);
        CancelSource source;
        auto first = connection->command(Runner::permit(), {"INCR", "a"}, source.token());
        auto second = connection->command({"GET", "b"}, CancelToken());
        QTRY_COMPARE(server.commands().size(), 3);

        source.cancel();
        const auto cancelled = await(std::move(first));
        server.write("+for the first\r\n+for the second\r\n");
        const auto answered = await(std::move(second));

        QCOMPARE(cancelled->error().kind(), Error::Kind::Cancelled);
        QCOMPARE(cancelled->error().changed(), Error::Changed::Unknown);
        QVERIFY(answered && *answered);
        QCOMPARE((*answered)->bytes(), "for the second"_ba);
    }

    void cancelled_sendsNoMoreOfAPipeline()
    {
        ScriptedRedis server(ScriptedRedis::afterSignIn(nothing));
        Settings settings = server.settings();
        settings.stallLimit = 1h;
        settings.maxInFlightBytes = 100;
        const auto connection = open(settings);
        CancelSource source;
        auto many = connection->pipeline(QList<QByteArrayList>(100, {"GET", "a"}), source.token());
        const qsizetype sent = 5; // of 20 bytes each
        QTRY_COMPARE(server.commands().size(), sent + 1);

        source.cancel();
        QCOMPARE(await(std::move(many))->error().kind(), Error::Kind::Cancelled);
        server.write(QByteArray("+late\r\n").repeated(sent));
        auto next = connection->command({"GET", "z"}, CancelToken());
        QTRY_COMPARE(server.commands().size(), sent + 2);
        server.write("+OK\r\n");

        QCOMPARE((*await(std::move(next)))->bytes(), "OK"_ba);
        QCOMPARE(server.commands().last(), (QByteArrayList{"GET", "z"}));
    }

    void bytesInFlight_areBounded()
    {
        const QByteArrayList command{"ECHO", QByteArray(90, 'x')};
        QByteArray wire;
        appendCommand(wire, command);
        qsizetype answered = 0;
        qsizetype most = 0;
        ScriptedRedis *seen = nullptr;
        ScriptedRedis server(ScriptedRedis::afterSignIn([&](const QByteArrayList &) {
            most = std::max(most, seen->received() - answered);
            answered += wire.size();
            return "+OK\r\n"_ba;
        }));
        seen = &server;
        Settings settings = server.settings();
        settings.maxInFlightBytes = 1000;
        const auto connection = open(settings);
        answered = server.received();

        const auto replies = await(connection->pipeline(QList<QByteArrayList>(500, command), CancelToken()));

        QVERIFY(replies && *replies);
        QCOMPARE((*replies)->size(), 500);
        QCOMPARE(answered, server.received());
        QVERIFY2(most > 500 && most < 1000 + wire.size(), qPrintable(QString::number(most)));
    }

    void destroyed_endsWhatWaits()
    {
        ScriptedRedis server(ScriptedRedis::afterSignIn(nothing));
        auto connection = open(server.settings());
        auto asking = connection->command({"GET", "a"}, CancelToken());

        connection.reset();
        const auto reply = await(std::move(asking));

        QCOMPARE(reply->error().kind(), Error::Kind::Cancelled);
    }

    void writes_needAPermit_andSessionsAreRefused()
    {
        ScriptedRedis server(fine);
        const auto connection = open(server.settings());

        const auto write = await(connection->command({"SET", "a", "b"}, CancelToken()));
        const auto hidden = await(connection->pipeline({{"GET", "a"}, {"DEL", "a"}}, CancelToken()));
        const auto session = await(connection->command(Runner::permit(), {"SELECT", "1"}, CancelToken()));
        const auto none = await(connection->command({}, CancelToken()));

        QCOMPARE(write->error().code(), u"NeedsPermit"_s);
        QCOMPARE(hidden->error().code(), u"NeedsPermit"_s);
        QCOMPARE(session->error().code(), u"Session"_s);
        QCOMPARE(none->error().code(), u"NoCommand"_s);
        QCOMPARE(server.commands().size(), 1); // that of opening
    }

    void refusedScript_mayHaveChangedSomething()
    {
        ScriptedRedis server(ScriptedRedis::afterSignIn([](const QByteArrayList &) { return "-ERR x\r\n"_ba; }));
        const auto connection = open(server.settings());

        const auto script = await(connection->command(Runner::permit(), {"eval", "x", "0"}, CancelToken()));
        const auto plain = await(connection->command(Runner::permit(), {"SET", "x", "0"}, CancelToken()));

        QCOMPARE(script->error().changed(), Error::Changed::Unknown);
        QCOMPARE(plain->error().changed(), Error::Changed::No);
    }
};

QTEST_GUILESS_MAIN(TestConnectionFaults)
#include "tst_connectionfaults.moc"
