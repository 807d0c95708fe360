// SPDX-License-Identifier: GPL-3.0-or-later
#include "rawserver.h"

#include <net/curltransport.h>
#include <support/await.h>

#include <QThread>

using namespace sm;
using namespace sm::net;
using namespace std::chrono_literals;
using sm::test::await;
using sm::test::RawConnection;
using sm::test::RawServer;

Q_DECLARE_METATYPE(sm::net::HttpHeader)

namespace {

HttpRequest get(const QByteArray &url)
{
    HttpRequest request;
    request.verb = "GET";
    request.url = url;
    return request;
}

HttpRequest post(const QByteArray &url, const QByteArray &body)
{
    HttpRequest request = get(url);
    request.verb = "POST";
    request.body = body;
    return request;
}

void answerAll(RawConnection &connection)
{
    while (!connection.readRequest().isEmpty())
        connection.answer();
}

RawServer::Script answering(const QByteArray &bytes)
{
    return [bytes](RawConnection &connection) {
        connection.readRequest();
        connection.write(bytes);
        connection.closeWriting();
        connection.waitForClient();
    };
}

} // namespace

/// What goes out and what comes back when nothing goes wrong.
class TestCurlTransport : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void request_goesOutByteForByte()
    {
        RawServer server(answerAll);
        CurlTransport transport;
        HttpRequest request = post(server.url("/a?b=%2F"), "{}");
        request.headers = {{"Host", "cognito-idp.eu-west-1.amazonaws.com"}, {"X-Amz-Target", "A.B"},
            {"content-TYPE", "application/x-amz-json-1.1"}, {"X-Empty", ""}, {"Content-Length", "2"},
            {"X-Spaces", "a  b"}, {"Authorization", "AWS4-HMAC-SHA256 x"}};

        const auto reply = await(transport.send(request, CancelToken()));

        QVERIFY(reply && *reply);
        QCOMPARE(server.requests().value(0),
            QByteArray("POST /a?b=%2F HTTP/1.1\r\nHost: cognito-idp.eu-west-1.amazonaws.com\r\nX-Amz-Target: A.B\r\n"
                       "content-TYPE: application/x-amz-json-1.1\r\nX-Empty:\r\nContent-Length: 2\r\n"
                       "X-Spaces: a  b\r\nAuthorization: AWS4-HMAC-SHA256 x\r\n\r\n{}"));
    }

    void request_missingHostAndLength_areAllThatIsAdded()
    {
        RawServer server(answerAll);
        CurlTransport transport;

        QVERIFY(*await(transport.send(post(server.url(), "x=1"), CancelToken())));
        QVERIFY(*await(transport.send(get(server.url()), CancelToken())));

        const QByteArray host = server.url("").mid(7);
        QCOMPARE(server.requests().value(0), "POST / HTTP/1.1\r\nHost: " + host + "\r\nContent-Length: 3\r\n\r\nx=1");
        QCOMPARE(server.requests().value(1), "GET / HTTP/1.1\r\nHost: " + host + "\r\n\r\n");
    }

    void target_isSentAsItStands_data()
    {
        QTest::addColumn<QByteArray>("target");
        QTest::newRow("dot segments") << QByteArray("/bucket/a//b/../c/./d.txt");
        QTest::newRow("only dots") << QByteArray("/..");
        QTest::newRow("encoded") << QByteArray("/%7E%2e%2F%2f+a%20b!'()*:@,;$&=");
        QTest::newRow("query") << QByteArray("/?list-type=2&prefix=%C3%A9&marker");
        QTest::newRow("empty query") << QByteArray("/key?");
    }

    void target_isSentAsItStands()
    {
        QFETCH(QByteArray, target);
        RawServer server(answerAll);
        CurlTransport transport;

        QVERIFY(*await(transport.send(get(server.url(target)), CancelToken())));

        QVERIFY2(server.requests().value(0).startsWith("GET " + target + " HTTP/1.1\r\n"),
            server.requests().value(0).constData());
    }

    void verbs_carryALengthWhereTheyMust_data()
    {
        QTest::addColumn<QByteArray>("verb");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QByteArray>("length");
        QTest::newRow("empty POST") << QByteArray("POST") << QByteArray() << QByteArray("0");
        QTest::newRow("empty PUT") << QByteArray("PUT") << QByteArray() << QByteArray("0");
        QTest::newRow("empty DELETE") << QByteArray("DELETE") << QByteArray() << QByteArray();
        QTest::newRow("DELETE") << QByteArray("DELETE") << QByteArray("abc") << QByteArray("3");
        QTest::newRow("GET with a body") << QByteArray("GET") << QByteArray("ab") << QByteArray("2");
        QTest::newRow("binary") << QByteArray("PUT") << QByteArray("\0\r\n\xff", 4) << QByteArray("4");
        QTest::newRow("large") << QByteArray("PUT") << QByteArray(3'000'000, 'x') << QByteArray("3000000");
    }

    void verbs_carryALengthWhereTheyMust()
    {
        QFETCH(QByteArray, verb);
        QFETCH(QByteArray, body);
        QFETCH(QByteArray, length);
        RawServer server(answerAll);
        CurlTransport transport;
        HttpRequest request = post(server.url(), body);
        request.verb = verb;

        QVERIFY(*await(transport.send(request, CancelToken())));

        const QByteArray sent = server.requests().value(0);
        const QByteArray line = "\r\nContent-Length: " + length + "\r\n";
        QVERIFY(sent.startsWith(verb + " / "));
        QCOMPARE(sent.contains(line), !length.isEmpty());
        QVERIFY(!sent.contains("Expect"));
        QVERIFY(sent.endsWith("\r\n\r\n" + body));
    }

    void head_hasNoBodyWhateverTheLength()
    {
        RawServer server(answering("HTTP/1.1 200 OK\r\nContent-Length: 5000000000\r\nETag: \"a\"\r\n\r\n"));
        CurlTransport transport;
        HttpRequest request = get(server.url("/key"));
        request.verb = "HEAD";

        const auto reply = await(transport.send(request, CancelToken()));

        QVERIFY(reply && *reply);
        QCOMPARE((*reply)->header("content-length"), QByteArray("5000000000"));
        QVERIFY((*reply)->body.isEmpty());
    }

    void unsendable_isRefusedAndNothingIsSent_data()
    {
        QTest::addColumn<QByteArray>("target");
        QTest::addColumn<HttpHeader>("header");
        QTest::addColumn<QString>("code");
        const HttpHeader good{"X-Good", "yes"};
        const QString header = QStringLiteral("Header");
        const QString url = QStringLiteral("Url");
        QTest::newRow("line break in a value") << QByteArray("/") << HttpHeader{"X", "a\r\nEvil: 1"} << header;
        QTest::newRow("NUL in a value") << QByteArray("/") << HttpHeader{"X", QByteArray("a\0b", 3)} << header;
        QTest::newRow("colon in a name") << QByteArray("/") << HttpHeader{"X: y", "z"} << header;
        QTest::newRow("empty name") << QByteArray("/") << HttpHeader{"", "z"} << header;
        QTest::newRow("wrong length") << QByteArray("/") << HttpHeader{"Content-Length", "7"} << header;
        QTest::newRow("chunked") << QByteArray("/") << HttpHeader{"Transfer-Encoding", "chunked"} << header;
        QTest::newRow("space in the URL") << QByteArray("/a b") << good << url;
        QTest::newRow("line break in the URL") << QByteArray("/a\r\nEvil: 1") << good << url;
        QTest::newRow("not encoded") << QByteArray("/\xc3\xa9") << good << url;
    }

    void unsendable_isRefusedAndNothingIsSent()
    {
        QFETCH(QByteArray, target);
        QFETCH(HttpHeader, header);
        RawServer server(answerAll);
        CurlTransport transport;
        HttpRequest request = get(server.url(target));
        request.headers = {header};

        const auto reply = await(transport.send(request, CancelToken()));

        QVERIFY(reply && !*reply);
        QCOMPARE(reply->error().kind(), Error::Kind::Invalid);
        QCOMPARE(reply->error().changed(), Error::Changed::No);
        QTEST(reply->error().code(), "code");
        QCOMPARE(server.connections(), 0);
    }

    void unsendable_otherSchemes_areRefused()
    {
        CurlTransport transport;

        for (const QByteArray url : {"file:///etc/passwd", "ftp://127.0.0.1/", "127.0.0.1/", ""})
            QCOMPARE(await(transport.send(get(url), CancelToken()))->error().code(), QStringLiteral("Url"));
    }

    void answer_arrivesWhole()
    {
        RawServer server(answering(QByteArray("HTTP/1.1 404 Not Found\r\nX-One: 1\r\nx-one:  2 \r\n"
                                              "Content-Length: 4\r\n\r\n")
            + QByteArray("\0\xff\r\n", 4)));
        CurlTransport transport;
        const QDateTime before = QDateTime::currentDateTimeUtc();

        const auto reply = await(transport.send(get(server.url()), CancelToken()));

        QVERIFY(reply && *reply);
        QCOMPARE((*reply)->status, 404);
        QCOMPARE((*reply)->headers, (HttpHeaders{{"X-One", "1"}, {"x-one", "2"}, {"Content-Length", "4"}}));
        QCOMPARE((*reply)->body, QByteArray("\0\xff\r\n", 4));
        QVERIFY(before <= (*reply)->sentAt && (*reply)->sentAt <= (*reply)->receivedAt);
        QVERIFY((*reply)->receivedAt <= QDateTime::currentDateTimeUtc());
    }

    void answer_chunkedOrUntilClose_isPutTogether()
    {
        RawServer chunked(answering("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
                                    "3\r\nabc\r\n2;x=y\r\nde\r\n0\r\n\r\n"));
        RawServer untilClose(answering("HTTP/1.0 200 OK\r\n\r\nuntil the end"));
        CurlTransport transport;

        QCOMPARE((*await(transport.send(get(chunked.url()), CancelToken())))->body, QByteArray("abcde"));
        QCOMPARE((*await(transport.send(get(untilClose.url()), CancelToken())))->body, QByteArray("until the end"));
    }

    void answer_afterInterimOne_isTheFinalOne()
    {
        RawServer server(answering("HTTP/1.1 100 Continue\r\nX-Interim: 1\r\n\r\n"
                                   "HTTP/1.1 201 Created\r\nContent-Length: 0\r\n\r\n"));
        CurlTransport transport;

        const auto reply = await(transport.send(get(server.url()), CancelToken()));

        QVERIFY(reply && *reply);
        QCOMPARE((*reply)->status, 201);
        QVERIFY(!hasHeader((*reply)->headers, "X-Interim"));
    }

    void answer_gzip_staysPacked()
    {
        const QByteArray packed = QByteArray::fromHex("1f8b0800000000000003030000000000000000000000");
        RawServer server(answering("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: "
            + QByteArray::number(packed.size()) + "\r\n\r\n" + packed));
        CurlTransport transport;

        QCOMPARE((*await(transport.send(get(server.url()), CancelToken())))->body, packed);
    }

    void answer_redirect_isNotFollowed()
    {
        RawServer other(answerAll);
        RawServer server(answering(
            "HTTP/1.1 307 Temporary Redirect\r\nLocation: " + other.url("/there") + "\r\nContent-Length: 0\r\n\r\n"));
        CurlTransport transport;

        const auto reply = await(transport.send(post(server.url(), "secret"), CancelToken()));

        QCOMPARE((*reply)->status, 307);
        QCOMPARE((*reply)->header("location"), other.url("/there"));
        QCOMPARE(other.connections(), 0);
    }

    void connection_isKeptAndUsedAgain()
    {
        RawServer server(answerAll);
        CurlTransport transport;

        for (int number = 0; number < 5; ++number)
            QVERIFY(*await(transport.send(get(server.url()), CancelToken())));

        QCOMPARE(server.requests().size(), 5);
        QCOMPARE(server.connections(), 1);
    }

    void connection_thatServerClosed_isReplacedUnnoticed()
    {
        RawServer server([](RawConnection &connection) {
            connection.readRequest();
            connection.answer();
        });
        CurlTransport transport;

        for (int number = 1; number <= 3; ++number) {
            QVERIFY(*await(transport.send(get(server.url()), CancelToken())));
            QTRY_COMPARE(server.closed(), number);
        }

        QCOMPARE(server.requests().size(), 3);
    }

    void connections_areLimitedPerHost()
    {
        std::atomic<int> now = 0;
        std::atomic<int> most = 0;
        RawServer server([&](RawConnection &connection) {
            while (!connection.readRequest().isEmpty()) {
                most = std::max<int>(most, ++now);
                std::this_thread::sleep_for(5ms);
                --now;
                connection.answer();
            }
        });
        CurlTransport transport(CurlTransport::Options{{}, 3, 8});
        std::vector<QCoro::Task<Result<HttpReply>>> tasks;
        for (int number = 0; number < 20; ++number)
            tasks.push_back(transport.send(get(server.url()), CancelToken()));

        for (auto &task : tasks)
            QVERIFY(*await(std::move(task)));

        QVERIFY(most <= 3);
        QVERIFY(server.connections() <= 3);
        QCOMPARE(server.requests().size(), 20);
    }

    void send_goesOnFromTheEventLoopOfItsThread()
    {
        RawServer server(answerAll);
        CurlTransport transport;
        QThread *resumedOn = nullptr;
        auto watch = [](QCoro::Task<Result<HttpReply>> inner, QThread **thread) -> QCoro::Task<void> {
            const auto reply = co_await inner;
            Q_UNUSED(reply)
            *thread = QThread::currentThread();
        };

        const auto watching = watch(transport.send(get(server.url()), CancelToken()), &resumedOn);
        while (server.requests().isEmpty())
            std::this_thread::yield();

        QCOMPARE(resumedOn, nullptr);
        QTRY_COMPARE(resumedOn, QThread::currentThread());
    }
};

QTEST_GUILESS_MAIN(TestCurlTransport)
#include "tst_curltransport.moc"
