// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/clock.h>
#include <core/writepermit.h>
#include <http/probe.h>
#include <net/transport.h>

namespace sm::http {

/// Asks the HTTP endpoints of a system, and triggers what they offer. Each call sends one request: nothing is
/// repeated, no redirect is followed, and answers are at most 5 MiB long.
class Client
{
public:
    /// Both outlive it.
    Client(net::Transport &transport, const Clock &clock);

    /// For GET, HEAD and OPTIONS. changed() is always No.
    ///
    /// \error Kind::Invalid   nothing was sent: another method (code "Method"), a body (code "Body"), no URL (code
    ///                        "Url"), a header with more than one line or that is not a probe's to set (code "Header"),
    ///                        an assertion that is no JMESPath (code "Assertion")
    /// \error Kind::Conflict  answered, but not as expected; the message says what was expected and what came (code
    ///                        "Status", "Assertion")
    /// \error Kind::Timeout   Probe::limit is over (code "Limit"), or as Transport::send()
    /// \error Kind::Network, Kind::BadReply, Kind::Cancelled as Transport::send()
    QCoro::Task<Result<ProbeResult>> read(Probe probe, CancelToken token);

    /// The same for POST, PUT, PATCH and DELETE. changed() is Yes for whatever was answered; without an answer No as
    /// long as no byte of the request had left, Unknown from then on.
    QCoro::Task<Result<ProbeResult>> trigger(WritePermit permit, Probe probe, CancelToken token);

private:
    QCoro::Task<Result<ProbeResult>> ask(Probe probe, net::HttpRequest request, CancelToken token);

    net::Transport &m_transport;
    const Clock &m_clock;
};

} // namespace sm::http
