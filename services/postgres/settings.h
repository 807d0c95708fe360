// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/result.h>
#include <core/secret.h>

#include <chrono>

namespace sm::postgres {

enum class TlsMode {
    VerifyFull, ///< TLS 1.2 or newer; chain and name are verified
    Disable ///< no TLS; for this machine only
};

/// Where a database is and who signs in to it.
struct Settings
{
    /// A name or an address; the folder of a local socket when it begins with '/'; empty: libpq's own local socket.
    QString host;
    quint16 port = 5432;
    QString database;
    QString user;
    /// Empty: the password file is asked (PGPASSFILE or ~/.pgpass).
    Secret password;
    /// Without a meaning for a local socket.
    TlsMode tls = TlsMode::VerifyFull;
    /// PEM files. Without a root certificate: ~/.postgresql/root.crt, or else the authorities that this computer
    /// trusts.
    QString rootCertificate;
    QString clientCertificate;
    QString clientKey;
    /// For looking up the name, connecting and signing in together.
    std::chrono::milliseconds connectTimeout = std::chrono::seconds(10);

    /// Reads "postgresql://user:password@host:port/database?sslmode=…" by libpq's own rules; what it does not name
    /// comes from the environment. Of sslmode only "disable" makes a difference: the others are less than verify-full,
    /// which is what they become.
    /// \error Kind::Invalid code "Url"; the message never quotes the address, which may hold a password
    static Result<Settings> fromUrl(const QString &url);
    /// Reads PGHOST, PGPORT, PGDATABASE, PGUSER, PGPASSWORD, PGSSLMODE, PGSSLROOTCERT, PGSSLCERT, PGSSLKEY,
    /// PGCONNECT_TIMEOUT and PGSERVICE as libpq does.
    /// \error Kind::Invalid code "Environment"
    static Result<Settings> fromEnvironment();

    bool isLocalSocket() const { return host.isEmpty() || host.startsWith(u'/') || host.startsWith(u'@'); }
    /// \error Kind::Invalid code "Settings": something is missing or can not be sent, or TLS is off for another machine
    Result<void> check() const;
};

} // namespace sm::postgres
