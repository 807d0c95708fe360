// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <aws/caller.h>
#include <aws/callersettings.h>
#include <aws/credentials.h>
#include <aws/endpoints.h>
#include <aws/models.h>
#include <aws/operationkind.h>
#include <core/clock.h>
#include <net/sleeper.h>
#include <net/transport.h>

namespace sm::aws {

/// The Caller that signs with Signature Version 4 and speaks to AWS, or to what stands in for it. One for each account
/// and region: retry quota, clock skew and rate limits are its own.
class AwsCaller final : public Caller
{
public:
    /// What it is made of; everything outlives it.
    struct Parts
    {
        const Models &models;
        const Endpoints &endpoints;
        CredentialsProvider &credentials;
        net::Transport &transport;
        net::Sleeper &sleeper;
        const Clock &clock;
        const OperationKind &kinds;
    };

    AwsCaller(const Parts &parts, CallerSettings settings);
    ~AwsCaller() override;

    QCoro::Task<Result<Answer>> read(Call call, CancelToken token) override;
    QCoro::Task<Result<Answer>> write(WritePermit permit, Call call, Repeat repeat, CancelToken token) override;
    Result<net::HttpRequest> preview(Call call) const override;

    /// For a person whose clock AWS would not accept, though the requests are signed with the right time; empty while
    /// the clock is right, or nothing was answered yet.
    QString clockWarning() const;

private:
    class Exchange;
    struct Client;
    QCoro::Task<Result<Answer>> run(Call call, Repeat repeat, CancelToken token);
    QCoro::Task<Result<QByteArray>> discoveredHost(QString service, CancelToken token);

    std::unique_ptr<Client> m_client;
};

} // namespace sm::aws
