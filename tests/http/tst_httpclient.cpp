// SPDX-License-Identifier: GPL-3.0-or-later
#include <aws/caller/testpermit.h>
#include <http/client.h>
#include <net/curltransport.h>
#include <net/rawserver.h>
#include <support/await.h>
#include <support/hostilevalues.h>
#include <support/mockclock.h>
#include <support/scriptedtransport.h>

using namespace sm;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;
using http::Client;
using http::Probe;
using test::await;
using test::RawConnection;
using test::RawServer;

namespace {

WritePermit permit() { return operations::Runner::permit(); }

Probe probeOf(const QString &pattern, const QByteArray &method = "GET")
{
    Probe probe;
    probe.method = method;
    probe.url = http::Url::of(pattern).value_or(http::Url());
    return probe;
}

Probe postOf(const QString &pattern, const QByteArray &body = "{}")
{
    Probe probe = probeOf(pattern, "POST");
    probe.body = body;
    return probe;
}

const QString health = QStringLiteral("https://api.example.com/health");

} // namespace

class TestHttpClient : public QObject
{
    Q_OBJECT

private:
    test::MockClock m_clock;
    std::unique_ptr<test::ScriptedTransport> m_transport;
    std::unique_ptr<Client> m_client;

    Result<http::ProbeResult> read(const Probe &probe)
    {
        return await(m_client->read(probe, {})).value_or(Error(Error::Kind::Internal, u"no answer"_s));
    }
    Result<http::ProbeResult> trigger(const Probe &probe)
    {
        return await(m_client->trigger(permit(), probe, {})).value_or(Error(Error::Kind::Internal, u"no answer"_s));
    }

private Q_SLOTS:
    void init()
    {
        m_transport = std::make_unique<test::ScriptedTransport>();
        m_client = std::make_unique<Client>(*m_transport, m_clock);
    }

    void read_sendsWhatWasAsked()
    {
        m_transport->reply(200, "fine", {{"Content-Type", "text/plain"}});
        Probe probe = probeOf(health);
        probe.headers = {{"Accept", "application/json"}};
        probe.secretHeaders = {{u"Authorization"_s, Secret(u"Bearer canary"_s)}};

        const auto result = read(probe);

        QVERIFY(result);
        QCOMPARE(result->status, 200);
        QCOMPARE(result->body, QByteArray("fine"));
        QVERIFY(result->json.isUndefined());
        QVERIFY(result->warnings.isEmpty());
        const net::HttpRequest sent = m_transport->requests().value(0);
        QCOMPARE(sent.verb, QByteArray("GET"));
        QCOMPARE(sent.url, QByteArray("https://api.example.com/health"));
        QCOMPARE(sent.headers,
            (net::HttpHeaders{
                {"Accept", "application/json"}, {"Authorization", "Bearer canary"}, {"User-Agent", "Stationmaster"}}));
        QCOMPARE(sent.maxReplyBytes, 5 * 1024 * 1024);
    }

    void read_methodsThatChange_areRefused_data()
    {
        QTest::addColumn<QByteArray>("method");
        for (const char *method : {"POST", "PUT", "PATCH", "DELETE", "post", "get", "PURGE", "GET /x HTTP/1.1\r\n", ""})
            QTest::newRow(*method ? method : "empty") << QByteArray(method);
    }

    void read_methodsThatChange_areRefused()
    {
        QFETCH(QByteArray, method);

        const auto result = read(probeOf(health, method));

        QCOMPARE(result.error().code(), u"Method"_s);
        QVERIFY(m_transport->requests().isEmpty());
    }

    void read_body_isRefused()
    {
        Probe probe = postOf(health);
        probe.method = "GET";

        QCOMPARE(read(probe).error().code(), u"Body"_s);
    }

    void trigger_methodsThatRead_areRefused()
    {
        for (const QByteArray method : {"GET", "HEAD", "OPTIONS", "TRACE", "CONNECT"})
            QCOMPARE(trigger(probeOf(health, method)).error().code(), u"Method"_s);
        QVERIFY(m_transport->requests().isEmpty());
    }

    void trigger_sendsTheBody()
    {
        m_transport->reply(202, R"({"job":7})");

        const auto result = trigger(postOf(health, R"({"full":true})"));

        QCOMPARE(result->json, QJsonValue(QJsonObject{{u"job"_s, 7}}));
        QCOMPARE(m_transport->requests().value(0).body, QByteArray(R"({"full":true})"));
    }

    void noUrl_isInvalid() { QCOMPARE(read(Probe()).error().code(), u"Url"_s); }

    void badAssertion_isInvalidBeforeAnythingIsSent()
    {
        Probe probe = postOf(health);
        probe.assertion = u"body.[["_s;

        QCOMPARE(trigger(probe).error().code(), u"Assertion"_s);
        QVERIFY(m_transport->requests().isEmpty());
    }

    void headers_thatChangeTheRequest_areRefused_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QByteArray>("value");
        QTest::newRow("CR LF") << u"X"_s << QByteArray("a\r\nEvil: 1");
        QTest::newRow("LF") << u"X"_s << QByteArray("a\nb");
        QTest::newRow("NUL") << u"X"_s << QByteArray("a\0b", 3);
        QTest::newRow("name with a colon") << u"X: y"_s << QByteArray("z");
        QTest::newRow("name with a line end") << u"X\r\nY"_s << QByteArray("z");
        QTest::newRow("no name") << QString() << QByteArray("z");
        QTest::newRow("host") << u"hOst"_s << QByteArray("other.example");
        QTest::newRow("length") << u"Content-Length"_s << QByteArray("0");
        QTest::newRow("chunks") << u"Transfer-Encoding"_s << QByteArray("chunked");
    }

    void headers_thatChangeTheRequest_areRefused()
    {
        QFETCH(QString, name);
        QFETCH(QByteArray, value);
        Probe open = probeOf(health);
        Probe secret = open;
        open.headers = {{name.toUtf8(), value}};
        secret.secretHeaders = {{name, Secret(QByteArrayView(value))}};

        for (const Probe &probe : {open, secret})
            QCOMPARE(read(probe).error().code(), u"Header"_s);
        QVERIFY(m_transport->requests().isEmpty());
    }

    void redirect_isAnAnswer()
    {
        m_transport->reply(302, {}, {{"Location", "http://169.254.169.254/"}});
        m_transport->reply(302, {}, {{"Location", "/login"}});
        Probe expecting = probeOf(health);
        expecting.expectedStatus = {301, 302};

        const auto result = read(probeOf(health));

        QCOMPARE(result.error().code(), u"Status"_s);
        QVERIFY(result.error().message().contains("points to"_L1));
        QCOMPARE(m_transport->requests().size(), 1);
        QVERIFY(read(expecting));
    }

    void exposed_isAWarning()
    {
        m_transport->reply(200);
        m_transport->reply(200);
        m_transport->reply(200);
        Probe secret = probeOf(u"http://api.example.com/"_s);
        secret.secretHeaders = {{u"X-Api-Key"_s, Secret(u"canary"_s)}};

        QVERIFY(read(probeOf(u"http://127.0.0.1:9/"_s))->warnings.isEmpty());
        QCOMPARE(read(probeOf(u"http://api.example.com/"_s))->warnings.size(), 1);
        QVERIFY(read(secret)->warnings.value(0).contains("secret headers"_L1));
    }

    void changed_ofReads_isNo()
    {
        m_transport->fail(Error(Error::Kind::Network, u"broke"_s).withChanged(Error::Changed::Unknown));
        m_transport->reply(500);

        const auto lost = read(probeOf(health));
        const auto answered = read(probeOf(health));

        QCOMPARE(lost.error().kind(), Error::Kind::Network);
        QCOMPARE(lost.error().changed(), Error::Changed::No);
        QCOMPARE(answered.error().changed(), Error::Changed::No);
    }

    void changed_ofTriggers_isWhatIsKnown()
    {
        m_transport->fail(Error(Error::Kind::Network, u"broke"_s).withChanged(Error::Changed::Unknown));
        m_transport->fail(Error(Error::Kind::Network, u"no host"_s));
        m_transport->reply(500);
        m_transport->reply(200, R"({"ok":false})");
        Probe asserting = postOf(health);
        asserting.assertion = u"body.ok"_s;

        QCOMPARE(trigger(postOf(health)).error().changed(), Error::Changed::Unknown);
        QCOMPARE(trigger(postOf(health)).error().changed(), Error::Changed::No);
        QCOMPARE(trigger(postOf(health)).error().changed(), Error::Changed::Yes);
        QCOMPARE(trigger(asserting).error().changed(), Error::Changed::Yes);
    }

    void limit_isATimeout()
    {
        m_transport->hang();
        Probe probe = probeOf(health);
        probe.limit = 20ms;

        const auto result = read(probe);

        QCOMPARE(result.error().kind(), Error::Kind::Timeout);
        QCOMPARE(result.error().code(), u"Limit"_s);
    }

    void cancelled_isCancelled()
    {
        m_transport->hang();
        CancelSource source;
        auto running = m_client->read(probeOf(health), source.token());
        source.cancel();

        QCOMPARE(await(std::move(running))->error().kind(), Error::Kind::Cancelled);
    }

    void socket_readWithAssertion()
    {
        RawServer server([](RawConnection &connection) {
            connection.readRequest();
            connection.answer(R"({"status":"healthy"})");
            connection.waitForClient();
        });
        net::CurlTransport transport;
        Client client(transport, m_clock);
        Probe probe = probeOf(QString::fromLatin1(server.url("/health/detailed")));
        probe.assertion = u"status == `200` && body.status == 'healthy'"_s;

        const auto result = await(client.read(probe, {}));

        QVERIFY2(result && *result, result ? qPrintable(result->error().message()) : "no answer");
        QVERIFY(server.requests().value(0).startsWith("GET /health/detailed HTTP/1.1\r\n"));
    }

    void socket_lostAnswerToATrigger_isInDoubt()
    {
        RawServer server([](RawConnection &connection) {
            connection.readRequest();
            connection.reset();
        });
        net::CurlTransport transport;
        Client client(transport, m_clock);

        const auto result = await(client.trigger(permit(), postOf(QString::fromLatin1(server.url())), {}));

        QCOMPARE(result->error().kind(), Error::Kind::Network);
        QCOMPARE(result->error().changed(), Error::Changed::Unknown);
    }

    void socket_longAnswer_isRefused()
    {
        RawServer server([](RawConnection &connection) {
            connection.readRequest();
            connection.answer(QByteArray(5 * 1024 * 1024 + 1, 'x'));
            connection.waitForClient();
        });
        net::CurlTransport transport;
        Client client(transport, m_clock);

        const auto result = await(client.read(probeOf(QString::fromLatin1(server.url())), {}));

        QCOMPARE(result->error().kind(), Error::Kind::BadReply);
        QCOMPARE(result->error().code(), u"TooLarge"_s);
    }

    void socket_hostileValues_neverAddALine()
    {
        RawServer server([](RawConnection &connection) {
            while (!connection.readRequest().isEmpty())
                connection.answer();
        });
        net::CurlTransport transport;
        Client client(transport, m_clock);
        int sent = 0;

        for (const QString &value : test::hostileValues()) {
            Probe probe;
            const auto url = http::Url::of(QString::fromLatin1(server.url("/jobs/x{v}?day={v}")), {{u"v"_s, value}});
            if (!url)
                continue;
            probe.url = *url;
            const bool fitsAHeader = std::none_of(
                value.begin(), value.end(), [](QChar c) { return (c < u' ' && c != u'\t') || c == u'\x7f'; });
            probe.headers = {{"X-Value", fitsAHeader ? value.trimmed().toUtf8() : QByteArray("none")}};
            const auto result = await(client.read(probe, {}));
            QVERIFY2(result && *result, qPrintable(value));
            const QByteArray request = server.requests().value(sent++);
            QCOMPARE(request.count("\r\n"), 5); // the request line, Host, X-Value, User-Agent and the end
            QCOMPARE(request.count('\n'), 5);
        }

        QVERIFY(sent > 700);
    }
};

QTEST_GUILESS_MAIN(TestHttpClient)
#include "tst_httpclient.moc"
