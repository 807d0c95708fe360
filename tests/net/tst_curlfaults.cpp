// SPDX-License-Identifier: GPL-3.0-or-later
#include "rawserver.h"

#include <net/curltransport.h>
#include <support/await.h>

using namespace sm;
using namespace sm::net;
using namespace std::chrono_literals;
using sm::test::await;
using sm::test::RawConnection;
using sm::test::RawServer;

Q_DECLARE_METATYPE(sm::Error::Kind)

namespace {

HttpRequest request(const QByteArray &url, const QByteArray &body = "body")
{
    HttpRequest made;
    made.verb = "POST";
    made.url = url;
    made.body = body;
    made.stallTimeout = 150ms;
    return made;
}

/// Reads the request, writes \p bytes and ends the connection in order, or with RST.
RawServer::Script breakingOff(const QByteArray &bytes, bool reset)
{
    return [=](RawConnection &connection) {
        connection.readRequest();
        connection.write(bytes);
        if (reset)
            connection.reset();
    };
}

} // namespace

/// What a server can answer wrongly, or not at all, and what the caller learns of it.
class TestCurlFaults : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void answer_thatIsNone_isAnErrorThatSaysSo_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<bool>("reset");
        QTest::addColumn<Error::Kind>("kind");
        QTest::addColumn<QString>("code");
        const auto network = Error::Kind::Network;
        const auto badReply = Error::Kind::BadReply;
        const QString broken = QStringLiteral("Broken");
        const QString truncated = QStringLiteral("Truncated");
        const QString notHttp = QStringLiteral("NotHttp");
        const QByteArray head = "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n";
        const QByteArray chunked = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";

        QTest::newRow("FIN before headers") << QByteArray() << false << network << broken;
        QTest::newRow("RST before headers") << QByteArray() << true << network << broken;
        QTest::newRow("FIN in headers") << head.first(20) << false << badReply << truncated;
        QTest::newRow("RST in headers") << head.first(20) << true << network << broken;
        QTest::newRow("RST after headers") << head << true << network << broken;
        QTest::newRow("FIN after headers") << head << false << badReply << truncated;
        QTest::newRow("FIN in body") << head + "12345" << false << badReply << truncated;
        QTest::newRow("RST in body") << head + "12345" << true << network << broken;
        QTest::newRow("FIN in chunks") << chunked + "5\r\nabc" << false << badReply << truncated;
        QTest::newRow("FIN before last chunk") << chunked + "3\r\nabc\r\n" << false << badReply << truncated;
        QTest::newRow("garbage") << QByteArray("SSH-2.0-OpenSSH_9.2\r\n") << false << badReply << notHttp;
        QTest::newRow("garbage, binary") << QByteArray("\x15\x03\x01\x00\x02\x02\x46\r\n\r\n", 11) << false << badReply
                                         << notHttp;
    }

    void answer_thatIsNone_isAnErrorThatSaysSo()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(bool, reset);
        RawServer server(breakingOff(bytes, reset));
        CurlTransport transport;

        const auto reply = await(transport.send(request(server.url()), CancelToken()));

        QVERIFY(reply && !*reply);
        QTEST(reply->error().kind(), "kind");
        QTEST(reply->error().code(), "code");
        QCOMPARE(reply->error().changed(), Error::Changed::Unknown);
        QVERIFY(reply->error().message().contains(QStringLiteral("127.0.0.1")));
        QCOMPARE(server.requests().size(), 1);
    }

    void keptConnection_diesWithoutAnAnswer_isNotSentTwice_data()
    {
        QTest::addColumn<bool>("reset");
        QTest::addColumn<QByteArray>("body");
        for (const bool reset : {false, true}) {
            const QByteArray how = reset ? "RST" : "FIN";
            QTest::newRow((how + ", with a body").constData()) << reset << QByteArray("body");
            QTest::newRow((how + ", without").constData()) << reset << QByteArray();
            QTest::newRow((how + ", large").constData()) << reset << QByteArray(400'000, 'x');
        }
    }

    void keptConnection_diesWithoutAnAnswer_isNotSentTwice()
    {
        QFETCH(bool, reset);
        QFETCH(QByteArray, body);
        RawServer server([reset](RawConnection &connection) {
            connection.readRequest();
            connection.answer();
            connection.readRequest();
            if (reset)
                connection.reset();
        });
        CurlTransport transport;
        QVERIFY(*await(transport.send(request(server.url(), body), CancelToken())));

        const auto reply = await(transport.send(request(server.url(), body), CancelToken()));

        QVERIFY(reply && !*reply);
        QCOMPARE(reply->error().code(), QStringLiteral("Broken"));
        QCOMPARE(reply->error().changed(), Error::Changed::Unknown);
        QCOMPARE(server.requests().size(), 2);
    }

    void keptConnection_answersUnasked_isNotUsedAgain_data()
    {
        QTest::addColumn<bool>("ends");
        QTest::newRow("an answer too many") << false;
        QTest::newRow("and the end") << true;
    }

    /// A duplicate of one answer must not become the answer to the next question.
    void keptConnection_answersUnasked_isNotUsedAgain()
    {
        QFETCH(bool, ends);
        std::atomic<bool> read = false;
        std::atomic<bool> strayed = false;
        RawServer server([&, ends](RawConnection &connection) {
            connection.readRequest();
            connection.answer(connection.number() == 1 ? "one" : "two");
            while (!read)
                std::this_thread::yield();
            if (connection.number() > 1)
                return;
            connection.answer("one");
            if (ends)
                connection.closeWriting();
            strayed = true;
            connection.readRequest();
        });
        CurlTransport transport;
        QCOMPARE((*await(transport.send(request(server.url()), CancelToken())))->body, QByteArray("one"));
        read = true;
        QTRY_VERIFY(strayed);

        const auto reply = await(transport.send(request(server.url()), CancelToken()));

        QVERIFY(reply && *reply);
        QCOMPARE((*reply)->body, QByteArray("two"));
        QCOMPARE(server.requests().size(), 2);
        QCOMPARE(server.connections(), 2);
    }

    void body_thatServerDoesNotTake_stalls()
    {
        std::atomic<bool> isOver = false;
        RawServer server([&isOver](RawConnection &) { isOver.wait(false); });
        CurlTransport transport;

        const auto reply = await(transport.send(request(server.url(), QByteArray(30'000'000, 'x')), CancelToken()));
        isOver = true;
        isOver.notify_all();

        QVERIFY(reply && !*reply);
        QCOMPARE(reply->error().code(), QStringLiteral("StallTimeout"));
        QCOMPARE(reply->error().changed(), Error::Changed::Unknown);
    }

    void silence_isLimited_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("no answer") << QByteArray();
        QTest::newRow("in headers") << QByteArray("HTTP/1.1 200 OK\r\nContent-");
        QTest::newRow("in body") << QByteArray("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n12345");
    }

    void silence_isLimited()
    {
        QFETCH(QByteArray, bytes);
        RawServer server([bytes](RawConnection &connection) {
            connection.readRequest();
            connection.write(bytes);
            connection.waitForClient();
        });
        CurlTransport transport;
        QElapsedTimer timer;
        timer.start();

        const auto reply = await(transport.send(request(server.url()), CancelToken()));

        QVERIFY(reply && !*reply);
        QCOMPARE(reply->error().kind(), Error::Kind::Timeout);
        QCOMPARE(reply->error().code(), QStringLiteral("StallTimeout"));
        QCOMPARE(reply->error().changed(), Error::Changed::Unknown);
        QVERIFY(timer.elapsed() >= 150);
    }

    void trickle_thatIsNoSilence_isWaitedFor()
    {
        RawServer server([](RawConnection &connection) {
            connection.readRequest();
            for (const char byte : QByteArray("HTTP/1.1 200 OK\r\nContent-Length: 12\r\n\r\nbyte by byte")) {
                connection.write(QByteArray(1, byte));
                std::this_thread::sleep_for(25ms);
            }
        });
        CurlTransport transport;
        HttpRequest patient = request(server.url());
        patient.stallTimeout = 1s; // less than the whole answer takes, far more than any pause in it

        const auto reply = await(transport.send(patient, CancelToken()));

        QVERIFY(reply && *reply);
        QCOMPARE((*reply)->body, QByteArray("byte by byte"));
    }

    void halfClosedServer_stillAnswers()
    {
        RawServer server([](RawConnection &connection) {
            connection.readRequest();
            connection.write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
            connection.closeWriting();
            connection.waitForClient();
        });
        CurlTransport transport;

        QCOMPARE((*await(transport.send(request(server.url()), CancelToken())))->body, QByteArray("ok"));
    }

    void answer_longerThanTheLimit_isRefusedEarly()
    {
        RawServer server([](RawConnection &connection) {
            connection.readRequest();
            connection.write("HTTP/1.1 200 OK\r\n\r\n");
            for (int kilobyte = 0; kilobyte < 100'000; ++kilobyte)
                connection.write(QByteArray(1024, 'x'));
        });
        CurlTransport transport;
        HttpRequest limited = request(server.url());
        limited.maxReplyBytes = 100'000;

        const auto reply = await(transport.send(limited, CancelToken()));

        QVERIFY(reply && !*reply);
        QCOMPARE(reply->error().kind(), Error::Kind::BadReply);
        QCOMPARE(reply->error().code(), QStringLiteral("TooLarge"));
    }

    void answer_asLongAsTheLimit_arrives()
    {
        RawServer server([](RawConnection &connection) {
            connection.readRequest();
            connection.answer(QByteArray(100'000, 'x'));
        });
        CurlTransport transport;
        HttpRequest limited = request(server.url());
        limited.maxReplyBytes = 100'000;

        QCOMPARE((*await(transport.send(limited, CancelToken())))->body.size(), 100'000);
    }

    void headers_withoutEnd_areRefused_data()
    {
        QTest::addColumn<QByteArray>("header");
        QTest::newRow("many") << QByteArray("X-Many: again\r\n").repeated(30'000);
        QTest::newRow("one") << "X-One: " + QByteArray(400'000, 'x') + "\r\n";
    }

    void headers_withoutEnd_areRefused()
    {
        QFETCH(QByteArray, header);
        RawServer server(breakingOff("HTTP/1.1 200 OK\r\n" + header + "\r\n", false));
        CurlTransport transport;

        const auto reply = await(transport.send(request(server.url()), CancelToken()));

        QVERIFY(reply && !*reply);
        QCOMPARE(reply->error().code(), QStringLiteral("TooLarge"));
    }
};

QTEST_GUILESS_MAIN(TestCurlFaults)
#include "tst_curlfaults.moc"
