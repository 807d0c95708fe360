// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <aws/endpoints.h>

#include <QByteArray>

namespace sm::aws {

/// The parts of an endpoint's URL: "https", "localhost:5601", "/base".
struct EndpointAddress
{
    QByteArray scheme;
    QByteArray authority;
    QByteArray basePath;

    /// \p url as Endpoint::url holds it.
    static EndpointAddress of(const QByteArray &url);

    /// The Host header: without the port that the scheme implies.
    QByteArray hostHeader() const;
    /// \p path begins with '/'; \p query has no '?' and may be empty.
    QByteArray url(const QByteArray &path, const QByteArray &query) const;
};

/// Checks an endpoint that a person or a profile gave, and takes a trailing slash away.
///
/// \error Kind::Invalid it is not http or https, has no host, carries a password or a query, or would speak to an AWS
///                      host without TLS
Result<QByteArray> checkedEndpointUrl(const QByteArray &given, const Endpoints &endpoints);

} // namespace sm::aws
