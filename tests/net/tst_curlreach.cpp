// SPDX-License-Identifier: GPL-3.0-or-later
#include "rawserver.h"

#include <net/curltransport.h>
#include <support/await.h>

#include <condition_variable>
#include <dlfcn.h>
#include <netdb.h>

using namespace sm;
using namespace sm::net;
using namespace std::chrono_literals;
using sm::test::await;
using sm::test::RawConnection;
using sm::test::RawServer;

/// A name server that never answers, for one name.
class Blackhole
{
public:
    void enter()
    {
        std::unique_lock lock(m_mutex);
        ++m_inside;
        m_changed.notify_all();
        m_changed.wait(lock, [this] { return m_open; });
        --m_inside;
        m_changed.notify_all();
    }
    /// Lets everybody out.
    void close()
    {
        std::unique_lock lock(m_mutex);
        m_open = true;
        m_changed.notify_all();
        m_changed.wait(lock, [this] { return m_inside == 0; });
    }
    int inside()
    {
        const std::scoped_lock lock(m_mutex);
        return m_inside;
    }

private:
    std::mutex m_mutex;
    std::condition_variable m_changed;
    int m_inside = 0;
    bool m_open = false;
};

static Blackhole blackhole;

/// Takes the place of the C library's for this program and libcurl in it: no test asks a real name server.
extern "C" int getaddrinfo(const char *node, const char *service, const addrinfo *hints, addrinfo **result)
{
    const QByteArrayView name(node ? node : "");
    if (name == "blackhole.test") {
        blackhole.enter();
        return EAI_AGAIN;
    }
    if (name.endsWith(".test"))
        return EAI_NONAME;
    using Lookup = int (*)(const char *, const char *, const addrinfo *, addrinfo **);
    static const auto real = reinterpret_cast<Lookup>(::dlsym(RTLD_NEXT, "getaddrinfo"));
    return real(node, service, hints, result);
}

namespace {

HttpRequest request(const QByteArray &url)
{
    HttpRequest made;
    made.verb = "POST";
    made.url = url;
    made.body = "body";
    return made;
}

void answerAll(RawConnection &connection)
{
    while (!connection.readRequest().isEmpty())
        connection.answer();
}

void keepSilent(RawConnection &connection)
{
    connection.readRequest();
    connection.waitForClient();
}

} // namespace

/// Servers that can not be reached, and answers that are no longer wanted.
class TestCurlReach : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void cleanupTestCase() { blackhole.close(); }

    void nobodyListens_nothingWasSent()
    {
        QByteArray url;
        {
            RawServer gone(keepSilent);
            url = gone.url();
        }
        CurlTransport transport;

        const auto reply = await(transport.send(request(url), CancelToken()));

        QVERIFY(reply && !*reply);
        QCOMPARE(reply->error().kind(), Error::Kind::Network);
        QCOMPARE(reply->error().code(), QStringLiteral("Connect"));
        QCOMPARE(reply->error().changed(), Error::Changed::No);
    }

    void name_thatDoesNotExist_isNamedInTheMessage()
    {
        CurlTransport transport;

        const auto reply = await(transport.send(request("http://cognito-idp.eu-nowhere-1.test/"), CancelToken()));

        QVERIFY(reply && !*reply);
        QCOMPARE(reply->error().code(), QStringLiteral("Lookup"));
        QCOMPARE(reply->error().changed(), Error::Changed::No);
        QCOMPARE(reply->error().message(),
            QStringLiteral("The name cognito-idp.eu-nowhere-1.test can not be found. Check the region and your "
                           "network connection."));
    }

    void nameServer_thatNeverAnswers_blocksNobody()
    {
        RawServer server(answerAll);
        CurlTransport transport;
        HttpRequest lost = request("http://blackhole.test/");
        lost.connectTimeout = 200ms;
        auto waiting = transport.send(lost, CancelToken());

        const auto other = await(transport.send(request(server.url()), CancelToken()));
        const auto reply = await(std::move(waiting));

        QVERIFY(other && *other);
        QVERIFY(reply && !*reply);
        QCOMPARE(reply->error().code(), QStringLiteral("ConnectTimeout"));
        QCOMPARE(reply->error().changed(), Error::Changed::No);
    }

    void nameServer_thatNeverAnswers_doesNotHoldUpTheEnd()
    {
        const int before = blackhole.inside();
        auto transport = std::make_unique<CurlTransport>();
        auto waiting = transport->send(request("http://blackhole.test/"), CancelToken());
        QTRY_COMPARE(blackhole.inside(), before + 1);
        QElapsedTimer timer;
        timer.start();

        transport.reset();

        QVERIFY(timer.elapsed() < 1000);
        QCOMPARE(await(std::move(waiting))->error().kind(), Error::Kind::Cancelled);
    }

    void cancel_beforeSending_sendsNothing()
    {
        RawServer server(keepSilent);
        CurlTransport transport;
        CancelSource source;
        source.cancel();

        const auto reply = await(transport.send(request(server.url()), source.token()));

        QCOMPARE(reply->error().kind(), Error::Kind::Cancelled);
        QCOMPARE(server.connections(), 0);
    }

    void cancel_whileWaiting_endsAtOnceAndClosesTheConnection()
    {
        RawServer server(keepSilent);
        CurlTransport transport;
        CancelSource source;
        auto task = transport.send(request(server.url()), source.token());
        QTRY_COMPARE(server.requests().size(), 1);
        QElapsedTimer timer;
        timer.start();

        source.cancel();
        QVERIFY(!task.isReady());
        const auto reply = await(std::move(task));

        QVERIFY(timer.elapsed() < 200);
        QCOMPARE(reply->error().kind(), Error::Kind::Cancelled);
        QCOMPARE(reply->error().changed(), Error::Changed::Unknown);
        QTRY_COMPARE(server.closed(), 1);
    }

    void cancel_afterTheAnswer_changesNothing()
    {
        RawServer server(answerAll);
        CurlTransport transport;
        {
            CancelSource source;
            QVERIFY(*await(transport.send(request(server.url()), source.token())));
        }

        QVERIFY(*await(transport.send(request(server.url()), CancelToken())));
    }

    void transport_destroyedWhilePending_cancelsFromTheEventLoop()
    {
        RawServer server(keepSilent);
        auto transport = std::make_unique<CurlTransport>();
        std::vector<QCoro::Task<Result<HttpReply>>> tasks;
        for (int number = 0; number < 10; ++number)
            tasks.push_back(transport->send(request(server.url()), CancelToken()));

        transport.reset();

        for (auto &task : tasks)
            QVERIFY(!task.isReady());
        for (auto &task : tasks)
            QCOMPARE(await(std::move(task))->error().kind(), Error::Kind::Cancelled);
    }

    void proxy_thatRefuses_isNamedAsTheCause()
    {
        RawServer proxy([](RawConnection &connection) {
            connection.readRequest();
            connection.write("HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n");
        });
        qputenv("HTTPS_PROXY", proxy.url(""));
        CurlTransport transport;

        const auto reply = await(transport.send(request("https://sts.amazonaws.test/"), CancelToken()));
        qunsetenv("HTTPS_PROXY");

        QVERIFY(reply && !*reply);
        QCOMPARE(reply->error().code(), QStringLiteral("Connect"));
        QCOMPARE(reply->error().changed(), Error::Changed::No);
        QVERIFY(reply->error().message().contains(QStringLiteral("407")));
        QVERIFY(proxy.requests().value(0).startsWith("CONNECT sts.amazonaws.test:443 "));
        QVERIFY(!proxy.requests().value(0).contains("body"));
    }
};

QTEST_GUILESS_MAIN(TestCurlReach)
#include "tst_curlreach.moc"
