// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "clientstate.h"

#include <aws/retrysession.h>

namespace sm::aws {

/// One call on its way through its attempts: credentials, signature, sending, judging what came, and again.
class AwsCaller::Exchange
{
public:
    Exchange(Client &client, QString serviceName, PreparedCall call, Repeat repeat);

    QCoro::Task<Result<Answer>> run(CancelToken token);

private:
    /// What an attempt came to that did not succeed.
    struct Failed
    {
        Error error;
        FailedAttempt attempt;
    };

    bool isSigned() const;
    QCoro::Task<Result<void>> fetchCredentials(CancelToken token);
    QCoro::Task<Result<bool>> renewCredentials(CancelToken token);
    QCoro::Task<Result<void>> takeTurn(CancelToken token);
    Result<void> admitted() const;
    void tellBreaker(const tl::expected<Answer, Failed> &answer) const;
    net::HttpRequest nextRequest();
    QCoro::Task<tl::expected<Answer, Failed>> judge(Result<net::HttpReply> reply);
    QCoro::Task<tl::expected<Answer, Failed>> accept(net::HttpReply reply);
    Failed unanswered(const Error &error) const;
    Failed refused(const net::HttpReply &reply) const;
    Error final(const Error &error) const;
    void noteChanged(const Failed &failed);

    Client &m_client;
    const QString m_serviceName;
    PreparedCall m_call;
    const Repeat m_repeat;
    RetrySession m_retries;
    Credentials m_credentials;
    bool m_renewed = false;
    ClockSkew::Duration m_skewUsed{0};
    Error::Changed m_changed = Error::Changed::No; ///< by any attempt so far
};

} // namespace sm::aws
