// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pythonserver.h"

namespace sm::test {

/// An empty PostgreSQL with TLS on a free loopback port; tests/support/postgres_server.py says what is in it.
class PostgresServer
{
public:
    PostgresServer();

    /// Empty when the server runs.
    [[nodiscard]] QString failure() const { return m_server.failure(); }
    [[nodiscard]] quint16 port() const { return quint16(m_server.facts().value(u"port").toInt()); }
    /// Of the roles "tester" and "clerk".
    [[nodiscard]] QString password() const { return m_server.facts().value(u"password").toString(); }
    /// Where the socket is, on which the role "postgres" needs no password.
    [[nodiscard]] QString folder() const { return m_server.facts().value(u"folder").toString(); }
    /// \p name "ca.pem", "trusted.pem", "trusted.key", "self-signed.pem", "expired.pem", …
    [[nodiscard]] QString certificate(const QString &name) const { return folder() + u'/' + name; }

    /// Empty when a server can be started here, otherwise a sentence for QSKIP.
    static QString whyUnavailable();

private:
    PythonServer m_server;
};

} // namespace sm::test
