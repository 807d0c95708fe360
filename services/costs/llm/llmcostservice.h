// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "llmledger.h"
#include "providerkeys.h"

#include <http/client.h>

#include <QMap>

namespace sm::llmcosts {

/// Asks providers what they bill and what was used. Reads only, and free of charge.
class LlmCostService
{
public:
    virtual ~LlmCostService() = default;

    /// What was billed on the days from \p from until before \p to, UTC; all pages.
    /// \error Kind::NotFound (code "NoProviderKey") there is no key
    /// \error Kind::Denied    the key is not accepted: it has to be an admin key of the organization
    /// \error Kind::Throttled retryAfter() as the provider says it
    /// \error Kind::Invalid   no days, or the provider refuses the question
    /// \error Kind::BadReply  the answer is no report, or its pages do not end
    /// \error Kind::Network, Kind::Timeout, Kind::Cancelled as http::Client::read()
    virtual QCoro::Task<Result<costs::Ledger>> billed(Provider provider, QDate from, QDate to, CancelToken token) = 0;
    /// Tokens by day, model, and workspace or project.
    /// \error as billed()
    virtual QCoro::Task<Result<QList<TokenUsage>>> usage(Provider provider, QDate from, QDate to, CancelToken token)
        = 0;
};

/// LlmCostService over HTTP. All that it is given outlives it.
class HttpLlmCostService final : public LlmCostService
{
public:
    /// \param addresses  other ones than the usual, for tests and gateways: "https://gateway.example.com"
    HttpLlmCostService(
        http::Client &client, ProviderKeys &keys, const Clock &clock, QMap<Provider, QString> addresses = {});

    QCoro::Task<Result<costs::Ledger>> billed(Provider provider, QDate from, QDate to, CancelToken token) override;
    QCoro::Task<Result<QList<TokenUsage>>> usage(Provider provider, QDate from, QDate to, CancelToken token) override;

private:
    enum class Report { Costs, Usage };
    /// The bodies of all pages are handed to \p take, which gives the token of the next one.
    using TakePage = std::function<Result<QString>(const QByteArray &body)>;
    QCoro::Task<Result<void>> pages(
        Provider provider, Report report, QDate from, QDate to, TakePage take, CancelToken token);
    QCoro::Task<Result<QByteArray>> page(http::Probe probe, Provider provider, CancelToken token);
    Result<http::Probe> probe(
        Provider provider, Report report, QDate from, QDate to, const QString &token, const Secret &key) const;

    http::Client &m_client;
    ProviderKeys &m_keys;
    const Clock &m_clock;
    QMap<Provider, QString> m_addresses;
};

} // namespace sm::llmcosts
