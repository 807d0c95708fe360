// SPDX-License-Identifier: GPL-3.0-or-later
// The transport beside a pool of QNetworkAccessManagers, in turn, against the same server: time, CPU, and what arrives.
// Ends with 1 when 20 requests of 20 KB take 400 ms or more.
#include "stub_echo.h"

#include <net/curltransport.h>

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QNetworkAccessManager>
#include <QNetworkReply>

#include <sys/resource.h>

#include <algorithm>
#include <cstdio>

using namespace sm;

namespace {

using Done = std::function<void(QByteArray body)>;

class Client
{
public:
    virtual ~Client() = default;
    virtual void post(const QByteArray &url, const QByteArray &body, Done done) = 0;
};

class Ours final : public Client
{
public:
    void post(const QByteArray &url, const QByteArray &body, Done done) override
    {
        net::HttpRequest request;
        request.verb = "POST";
        request.url = url;
        request.body = body;
        request.headers = {{"Content-Type", "application/x-amz-json-1.1"}, {"X-Amz-Target", "Bench.Echo"}};
        run(std::move(request), std::move(done));
    }

private:
    QCoro::Task<void> run(net::HttpRequest request, Done done)
    {
        const auto reply = co_await m_transport.send(std::move(request), CancelToken());
        done(reply ? reply->body : QByteArray());
    }

    net::CurlTransport m_transport;
};

/// Six managers of six connections each, with what a signed request needs switched off.
class Peer final : public Client
{
public:
    void post(const QByteArray &url, const QByteArray &body, Done done) override
    {
        QNetworkRequest request(QUrl::fromEncoded(url, QUrl::StrictMode));
        request.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
        request.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
        request.setRawHeader("Content-Type", "application/x-amz-json-1.1");
        request.setRawHeader("X-Amz-Target", "Bench.Echo");
        QNetworkReply *reply = m_managers[m_next++ % m_managers.size()].post(request, body);
        QObject::connect(reply, &QNetworkReply::finished, reply, [reply, done = std::move(done)] {
            done(reply->readAll());
            reply->deleteLater();
        });
    }

private:
    std::array<QNetworkAccessManager, 6> m_managers;
    size_t m_next = 0;
};

struct Load
{
    const char *name;
    int count;
    int inFlight;
    int bodyBytes;
};

struct Cost
{
    double wallMs = 0;
    double cpuMs = 0;
};

double cpuMs()
{
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    const auto ms = [](const timeval &time) {
        return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_usec) / 1e3;
    };
    return ms(usage.ru_utime) + ms(usage.ru_stime);
}

/// Keeps load.inFlight requests on their way until all are answered.
class Run
{
public:
    Run(Client &client, const QByteArray &base, const Load &load)
        : m_client(client)
        , m_url(base + "/echo")
        , m_load(load)
        , m_body(load.bodyBytes, 'x')
    {
    }

    Cost measure()
    {
        const double before = cpuMs();
        QElapsedTimer timer;
        timer.start();
        for (int number = 0; number < m_load.inFlight; ++number)
            next();
        m_loop.exec();
        return {static_cast<double>(timer.nsecsElapsed()) / 1e6, cpuMs() - before};
    }

private:
    void next()
    {
        if (m_started == m_load.count)
            return;
        ++m_started;
        m_client.post(m_url, m_body, [this](const QByteArray &body) {
            if (body != "/echo")
                qFatal("the server did not answer");
            if (++m_answered == m_load.count)
                m_loop.quit();
            else
                next();
        });
    }

    Client &m_client;
    QByteArray m_url;
    Load m_load;
    QByteArray m_body;
    QEventLoop m_loop;
    int m_started = 0;
    int m_answered = 0;
};

QByteArray fetch(Client &client, const QByteArray &url)
{
    QByteArray result;
    QEventLoop loop;
    client.post(url, {}, [&](const QByteArray &body) {
        result = body;
        loop.quit();
    });
    loop.exec();
    return result;
}

Cost median(std::vector<Cost> costs)
{
    const auto middle = [&costs](double Cost::*part) {
        std::sort(costs.begin(), costs.end(), [part](const Cost &a, const Cost &b) { return a.*part < b.*part; });
        return costs[costs.size() / 2].*part;
    };
    return {middle(&Cost::wallMs), middle(&Cost::cpuMs)};
}

constexpr Load stallLoad{"20 x 20 KB, one after the other", 20, 1, 20'000};
constexpr std::array loads{stallLoad, Load{"1000 x 200 B, one after the other", 1000, 1, 200},
    Load{"1000 x 200 B, 32 at once", 1000, 32, 200}, Load{"1000 x 20 KB, 32 at once", 1000, 32, 20'000}};
constexpr int rounds = 5;
constexpr double stallLimitMs = 400;

} // namespace

int main(int argc, char **argv)
{
    const StubEcho server;
    const QCoreApplication application(argc, argv);
    const QByteArray base = "http://127.0.0.1:" + QByteArray::number(server.port());
    Ours ours;
    Peer peer;
    bool stalls = false;

    for (const Load &load : loads) {
        std::vector<Cost> our, their;
        for (int round = 0; round < rounds; ++round) {
            our.push_back(Run(ours, base, load).measure());
            their.push_back(Run(peer, base, load).measure());
        }
        const Cost a = median(our), b = median(their);
        std::printf("transport, %s: %.1f ms, CPU %.1f ms; QNetworkAccessManager: %.1f ms, CPU %.1f ms; ratio %.1f, CPU "
                    "%.1f (median of %d)\n",
            load.name, a.wallMs, a.cpuMs, b.wallMs, b.cpuMs, b.wallMs / a.wallMs, b.cpuMs / a.cpuMs, rounds);
        stalls = stalls || (load.count == stallLoad.count && a.wallMs >= stallLimitMs);
    }
    const QByteArray key = "/a//b/../c.txt";
    std::printf("key %s arrives as %s; QNetworkAccessManager: %s\n", key.constData(),
        fetch(ours, base + key).constData(), fetch(peer, base + key).constData());
    std::printf("gzip object of 28 bytes arrives as %d bytes; QNetworkAccessManager: %d\n",
        static_cast<int>(fetch(ours, base + "/packed").size()), static_cast<int>(fetch(peer, base + "/packed").size()));
    return stalls ? 1 : 0;
}
