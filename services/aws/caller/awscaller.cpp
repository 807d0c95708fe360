// SPDX-License-Identifier: GPL-3.0-or-later
#include <aws/awscaller.h>

#include "clientstate.h"
#include "exchange.h"
#include "refusal.h"

#include <QCoreApplication>

namespace sm::aws {

using namespace Qt::Literals::StringLiterals;

namespace {

QString tr(const char *text) { return QCoreApplication::translate("aws::Caller", text); }

} // namespace

AwsCaller::AwsCaller(const Parts &parts, CallerSettings settings)
    : m_client(std::make_unique<Client>(parts, std::move(settings)))
{
}

AwsCaller::~AwsCaller() = default;

QCoro::Task<Result<Answer>> AwsCaller::read(Call call, CancelToken token)
{
    if (m_client->parts.kinds.isWrite(call.service, call.operation))
        co_return Error(Error::Kind::Invalid,
            tr("%1 changes something. Changes go through a plan (--write on the command line).").arg(call.operation))
            .withCode(u"NotARead"_s);
    co_return co_await run(std::move(call), Repeat::Read, token);
}

QCoro::Task<Result<Answer>> AwsCaller::write(WritePermit, Call call, Repeat repeat, CancelToken token)
{
    co_return co_await run(std::move(call), repeat, token);
}

QCoro::Task<Result<Answer>> AwsCaller::run(Call call, Repeat repeat, CancelToken token)
{
    const QString service = call.service;
    Result<PreparedCall> prepared = m_client->builder.build(std::move(call));
    if (!prepared)
        co_return prepared.error();
    if (EndpointDiscovery::isNeeded(*prepared)) {
        const Result<QByteArray> host = co_await discoveredHost(service, token);
        if (!host)
            co_return host.error();
        redirect(prepared->request, *host);
    }
    Exchange exchange(*m_client, service, std::move(*prepared), repeat);
    co_return co_await exchange.run(token);
}

QCoro::Task<Result<QByteArray>> AwsCaller::discoveredHost(QString service, CancelToken token)
{
    const Clock &clock = m_client->parts.clock;
    if (const std::optional<QByteArray> known = m_client->discovery.host(service, clock.steady()))
        co_return QByteArray(*known);
    const Call question{service, EndpointDiscovery::operation(), {}};
    const Result<Answer> answer = co_await run(question, Repeat::Read, token);
    if (!answer)
        co_return answer.error();
    co_return m_client->discovery.learn(service, answer->output, m_client->parts.endpoints, clock.steady());
}

Result<net::HttpRequest> AwsCaller::preview(Call call) const
{
    Result<PreparedCall> prepared = m_client->builder.build(std::move(call));
    if (!prepared)
        return prepared.error();
    return std::move(prepared->request);
}

QString AwsCaller::clockWarning() const
{
    constexpr std::chrono::minutes Harmless(4);
    const ClockSkew::Duration behind = m_client->skew.current();
    if (std::chrono::abs(behind) <= Harmless)
        return {};
    return tr("%1 Requests are signed with AWS's time instead. Set the clock of this computer.")
        .arg(clockSentence(behind));
}

} // namespace sm::aws
