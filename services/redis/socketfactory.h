// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "settings.h"

#include <QCoreApplication>

#include <memory>

class QTcpSocket;

namespace sm::redis {

/// Makes the socket that Settings describe: plain, or TLS with its authorities and the client's certificate.
class SocketFactory
{
    Q_DECLARE_TR_FUNCTIONS(sm::redis::SocketFactory)

public:
    /// Not connected yet. With TLS it is a QSslSocket.
    /// \error Kind::Invalid code "CaBundle", "ClientCertificate": a file that can not be read or is not what it should
    static Result<std::unique_ptr<QTcpSocket>> make(const Settings &settings);
};

} // namespace sm::redis
