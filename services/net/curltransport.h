// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <net/transport.h>

#include <memory>

namespace sm::net {

class CurlThread;

/// The Transport that the program uses: libcurl on one network thread of its own (docs/adr/0003-transport.md).
///
/// send() may be called from any thread that runs an event loop and goes on there. Requests go out byte for byte as
/// given, with only Host and Content-Length added where they are missing; Host is always the first header. Answers
/// come as they are: no redirect is followed, nothing is unpacked. Names and chains are always verified, TLS is 1.2 or
/// newer; there is no switch for either. Proxies come from HTTPS_PROXY, http_proxy and NO_PROXY.
///
/// Destroying it ends every exchange with Kind::Cancelled, delivered by the event loop like any other answer.
class CurlTransport final : public Transport
{
public:
    struct Options
    {
        /// A PEM file with certification authorities to trust besides the system's (AWS_CA_BUNDLE, `ca_bundle`).
        QString caBundle;
        /// Open at the same time; more requests wait for their turn.
        int maxConnectionsPerHost = 32;
        /// Kept open between requests.
        int maxIdleConnections = 64;
    };

    CurlTransport();
    explicit CurlTransport(Options options);
    ~CurlTransport() override;

    /// \error besides those of Transport: Kind::Invalid (code "Url", "Header") what can not be sent as it stands
    QCoro::Task<Result<HttpReply>> send(HttpRequest request, CancelToken token) override;

private:
    Options m_options;
    std::shared_ptr<CurlThread> m_thread;
};

} // namespace sm::net
