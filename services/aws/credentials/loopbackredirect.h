// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/canceltoken.h>
#include <core/result.h>
#include <net/wakeup.h>

#include <QCoroTask>

#include <chrono>
#include <memory>
#include <optional>

class QTcpServer;
class QTcpSocket;

namespace sm::aws {

/// Where a browser brings the authorization code (RFC 8252, 7.3): a random port of the loopback address, open for one
/// answer. A request without the right state is refused and waited past: another tab, or somebody else's.
class LoopbackRedirect
{
public:
    LoopbackRedirect();
    ~LoopbackRedirect();

    bool isListening() const;
    QString uri() const;
    /// As it is registered: without the port.
    QString registeredUri() const;
    QString state() const { return m_state; }

    /// \error Kind::Denied    the person or the service refused
    /// \error Kind::Timeout   nobody came within \p limit
    /// \error Kind::Cancelled \p token was cancelled
    QCoro::Task<Result<QString>> code(std::chrono::milliseconds limit, CancelToken token);

private:
    void accept();
    void read(QTcpSocket *socket);
    void answer(QTcpSocket *socket, const QByteArray &requestLine);

    std::unique_ptr<QTcpServer> m_server;
    net::Wakeup m_arrived;
    QString m_state;
    std::optional<Result<QString>> m_code;
};

} // namespace sm::aws
