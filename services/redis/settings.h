// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/result.h>
#include <core/secret.h>

#include <QCoreApplication>

#include <chrono>

namespace sm::redis {

/// Where a Redis server is and how to speak to it. What protects the connection can not be half on: with TLS the
/// certificate, its name and TLS 1.2 or newer are always required.
struct Settings
{
    Q_DECLARE_TR_FUNCTIONS(sm::redis::Settings)

public:
    enum class Tls {
        Automatic, ///< on, unless the host is this computer
        On,
        Off, ///< to another computer only with plaintextAccepted
    };

    QString host = QStringLiteral("127.0.0.1");
    quint16 port = 6379;
    int database = 0;
    QString user; ///< empty: the user "default"
    Secret password; ///< empty: no AUTH is sent
    Tls tls = Tls::Automatic;
    /// Somebody was told that password and data travel readable, and agreed.
    bool plaintextAccepted = false;
    QString caFile; ///< PEM; its authorities are trusted and no others. Empty: those of this computer
    QString certificateFile; ///< PEM, for servers that ask for one, with its chain
    QString keyFile; ///< PEM, without a pass phrase
    QString clientName = QStringLiteral("stationmaster"); ///< in CLIENT LIST
    std::chrono::milliseconds connectLimit = std::chrono::seconds(10); ///< name, connection and TLS together
    std::chrono::milliseconds stallLimit = std::chrono::seconds(30); ///< without a byte while an answer is due
    qsizetype maxInFlightBytes = 1024 * 1024; ///< sent and not yet answered; one command always goes
    qint64 maxReplyBytes = 512LL * 1024 * 1024;

    /// From `redis://` (no TLS) or `rediss://` (TLS) `[user][:password]@host[:port][/database]`, percent-encoded, as
    /// registered with IANA.
    /// \error Kind::Invalid code "Url"; the message does not repeat the URL, there may be a password in it
    static Result<Settings> fromUrl(const QString &url);

    bool isLoopback() const;
    bool usesTls() const;

    /// \error Kind::Invalid code "Settings": something is missing or out of range; code "Plaintext": neither TLS nor
    ///        this computer nor plaintextAccepted
    Result<void> check() const;
};

} // namespace sm::redis
