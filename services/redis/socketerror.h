// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "settings.h"

#include <QSslError>
#include <QTcpSocket>

namespace sm::redis {

/// What happened to a connection, with a sentence that says what to do. All are Kind::Network or Kind::Timeout and have
/// changed nothing by themselves.
class SocketError
{
    Q_DECLARE_TR_FUNCTIONS(sm::redis::SocketError)

public:
    /// While connecting: code "Lookup", "Connect", "Tls" or, when \p verdicts say what is wrong with it, "Certificate".
    static Error whileOpening(const Settings &settings, const QTcpSocket &socket, const QList<QSslError> &verdicts);
    /// After that: code "Broken".
    static Error broken(const Settings &settings);
    static Error connectTimeout(const Settings &settings);
    static Error stalled(const Settings &settings);

private:
    static Error certificate(const Settings &settings, const QList<QSslError> &verdicts);
};

} // namespace sm::redis
