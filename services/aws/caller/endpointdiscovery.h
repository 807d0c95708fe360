// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "requestbuilder.h"

#include <QHash>

#include <chrono>
#include <optional>

namespace sm::aws {

/// Some services answer at their regular address with nothing but another address, which is where their operations
/// are (Timestream; AWS SDKs and Tools Reference Guide, "Endpoint discovery"). Keeps what each service said for as long
/// as it said that it holds.
class EndpointDiscovery
{
public:
    using Instant = std::chrono::steady_clock::time_point;

    /// The operation that asks.
    static QString operation();
    /// Whether \p call has to ask first. An endpoint that the user gave is the one to use.
    static bool isNeeded(const PreparedCall &call);

    std::optional<QByteArray> host(const QString &service, Instant now) const;
    /// Takes the host out of the \p answer of operation().
    /// \error Kind::BadReply (code "EndpointDiscovery") there is none, or it is not AWS's: signed requests stay there
    Result<QByteArray> learn(
        const QString &service, const QJsonObject &answer, const Endpoints &endpoints, Instant now);

private:
    struct Discovered
    {
        QByteArray host;
        Instant until;
    };
    QHash<QString, Discovered> m_discovered;
};

/// Sends \p request to \p host instead.
void redirect(net::HttpRequest &request, const QByteArray &host);

} // namespace sm::aws
