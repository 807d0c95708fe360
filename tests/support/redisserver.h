// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QProcess>
#include <QTemporaryDir>

namespace sm::test {

/// A real redis-server on a free port of loopback, with nothing on the disk. It ends with this object, and with the
/// test program however that ends.
///
///     if (const QString why = RedisServer::whyUnavailable(); !why.isEmpty())
///         QSKIP(qPrintable(why));
///     RedisServer server({.password = "canary"});
class RedisServer
{
public:
    struct Setup
    {
        QByteArray password = {}; ///< of the user "default"; empty: none
        QString certificateFile = {}; ///< with keyFile: speaks TLS and nothing else
        QString keyFile = {};
        QString clientCaFile = {}; ///< clients have to show a certificate of this authority
        QByteArrayList configuration = {}; ///< more lines for redis.conf
    };

    explicit RedisServer(const Setup &setup);
    RedisServer()
        : RedisServer(Setup{})
    {
    }
    ~RedisServer();

    static QString whyUnavailable();

    /// Empty when it runs, otherwise what was wrong.
    [[nodiscard]] QString failure() const { return m_failure; }
    [[nodiscard]] quint16 port() const { return m_port; }

    /// At once, as a crash would.
    void kill();
    /// It stays connected and answers nothing until resume().
    void pause();
    void resume();

private:
    bool start(const Setup &setup);
    bool becomesReady();

    QTemporaryDir m_folder;
    QProcess m_process;
    QString m_failure;
    quint16 m_port = 0;
};

} // namespace sm::test
