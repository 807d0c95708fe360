// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <net/sleeper.h>
#include <net/transport.h>

namespace sm::aws {

/// Asks one of the services at a link-local address that hand out credentials. They answer within a moment or are not
/// there, so a second must do; an answer of 500 or more is asked for again, twice.
class MetadataService
{
public:
    /// Both outlive it.
    MetadataService(net::Transport &transport, net::Sleeper &sleeper);

    /// \error as Transport::send()
    QCoro::Task<Result<net::HttpReply>> ask(
        QByteArray verb, QByteArray url, net::HttpHeaders headers, CancelToken token);

private:
    net::Transport &m_transport;
    net::Sleeper &m_sleeper;
};

} // namespace sm::aws
