// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/canceltoken.h>
#include <core/result.h>
#include <net/http.h>

#include <QCoroTask>

namespace sm::net {

/// Carries one request and brings its answer, of any status. Redirects are answers, not followed: a signed request
/// must not wander to another host.
class Transport
{
public:
    virtual ~Transport() = default;

    /// Sends \p request once. An https answer was read over TLS 1.2 or newer with a verified name and chain.
    ///
    /// Error::changed() tells whether the request may have reached the server: Changed::No as long as no byte of it
    /// left the socket (lookup, connection, TLS), Changed::Unknown from then on.
    ///
    /// \error Kind::Network   lookup, connection, TLS (code "Lookup", "Connect", "Certificate", "Tls", "Broken")
    /// \error Kind::Timeout   one of the request's limits (code "ConnectTimeout", "StallTimeout")
    /// \error Kind::BadReply  not HTTP (code "NotHttp"), cut short (code "Truncated") or longer than maxReplyBytes
    ///                        (code "TooLarge")
    /// \error Kind::Invalid   \p request can not be sent as it stands; nothing was
    /// \error Kind::Cancelled \p token was cancelled; changed() as for the others
    virtual QCoro::Task<Result<HttpReply>> send(HttpRequest request, CancelToken token) = 0;
};

} // namespace sm::net
