// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/systeminfo.h>
#include <redis/connection.h>

#include <QElapsedTimer>
#include <QHash>
#include <QTimer>

#include <memory>

namespace sm::executors {

/// The connections to the caches of one system: one each, opened when it is needed, for all who use it, and closed when
/// nobody has for a while.
///
/// The password is the one that a step brings, in this session also for the steps after it that bring none; else
/// REDISCLI_AUTH, as for redis-cli. It is never in the address.
class CacheConnections
{
public:
    /// \param idleLimit how long a connection that nobody uses stays open; \param stallLimit as redis::Settings
    CacheConnections(SystemInfo system, std::chrono::milliseconds idleLimit, std::chrono::milliseconds stallLimit);

    /// \error Kind::Invalid as cacheAddress() and redis::Settings::fromUrl()
    /// \error Kind::Denied  the sign-in was refused; the message says which password was used
    /// \error as redis::Connection::open()
    QCoro::Task<Result<std::shared_ptr<redis::Connection>>> connection(
        QString cache, Secret password, CancelToken token);

private:
    struct Open
    {
        std::shared_ptr<redis::Connection> connection;
        QElapsedTimer usedAt;
    };
    QCoro::Task<std::shared_ptr<redis::Connection>> usable(QString cache, CancelToken token);
    void keep(const QString &cache, std::shared_ptr<redis::Connection> connection);
    void closeIdle();

    SystemInfo m_system;
    std::chrono::milliseconds m_idleLimit;
    std::chrono::milliseconds m_stallLimit;
    QHash<QString, Secret> m_passwords; ///< that steps brought and the server took
    QHash<QString, Open> m_open;
    QTimer m_timer;
};

} // namespace sm::executors
