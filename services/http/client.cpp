// SPDX-License-Identifier: GPL-3.0-or-later
#include "client.h"

#include "judgement.h"
#include "proberequest.h"

#include <QCoreApplication>
#include <QTimer>

namespace sm::http {

using namespace Qt::Literals::StringLiterals;

namespace {

QString tr(const char *text) { return QCoreApplication::translate("http::Probe", text); }

Error tookTooLong(const Probe &probe, Error::Changed changed)
{
    return Error(Error::Kind::Timeout,
        tr("%1 did not answer within %2 s.")
            .arg(probe.url.shown(), QString::number(std::chrono::duration<double>(probe.limit).count())))
        .withCode(u"Limit"_s)
        .withChanged(changed);
}

} // namespace

Client::Client(net::Transport &transport, const Clock &clock)
    : m_transport(transport)
    , m_clock(clock)
{
}

QCoro::Task<Result<ProbeResult>> Client::read(Probe probe, CancelToken token)
{
    Result<net::HttpRequest> request = requestFor(probe, Purpose::Read);
    if (!request)
        co_return request.error();
    const Result<ProbeResult> result = co_await ask(std::move(probe), std::move(*request), std::move(token));
    if (!result)
        co_return result.error().withChanged(Error::Changed::No);
    co_return result;
}

QCoro::Task<Result<ProbeResult>> Client::trigger([[maybe_unused]] WritePermit permit, Probe probe, CancelToken token)
{
    Result<net::HttpRequest> request = requestFor(probe, Purpose::Change);
    if (!request)
        co_return request.error();
    co_return co_await ask(std::move(probe), std::move(*request), std::move(token));
}

QCoro::Task<Result<ProbeResult>> Client::ask(Probe probe, net::HttpRequest request, CancelToken token)
{
    CancelSource source(token);
    QTimer limit;
    limit.setSingleShot(true);
    QObject::connect(&limit, &QTimer::timeout, &limit, [&source] { source.cancel(); });
    limit.start(probe.limit);
    const auto sentAt = m_clock.steady();

    const Result<net::HttpReply> reply = co_await m_transport.send(std::move(request), source.token());

    if (!reply && reply.error().kind() == Error::Kind::Cancelled && !token.isCancelled())
        co_return tookTooLong(probe, reply.error().changed());
    if (!reply)
        co_return reply.error();
    const auto duration = std::chrono::duration_cast<std::chrono::milliseconds>(m_clock.steady() - sentAt);
    const Result<ProbeResult> result = judge(probe, *reply, duration);
    if (!result)
        co_return result.error().withChanged(Error::Changed::Yes);
    co_return result;
}

} // namespace sm::http
