// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/systeminfo.h>
#include <postgres/connection.h>

#include <QHash>

#include <memory>

namespace sm::executors {

/// The connections to the databases of one system: opened when they are needed, kept while they are in use and for a
/// while longer.
///
/// The password is the one that a step brings, in this session also for the steps after it that bring none (an undo
/// does not); else libpq's password file (PGPASSFILE, ~/.pgpass) or PGPASSWORD. It is never in the address.
class DatabaseConnections
{
    class Pool;

public:
    /// A connection for one task alone. Its end gives it back.
    class Lease
    {
    public:
        Lease() = default;
        Lease(std::shared_ptr<Pool> pool, QString database, std::unique_ptr<postgres::Connection> connection);
        ~Lease();
        Lease(Lease &&) noexcept = default;
        Lease &operator=(Lease &&) noexcept = default;

        postgres::Connection *get() const { return m_connection.get(); }
        postgres::Connection *operator->() const { return m_connection.get(); }

    private:
        std::shared_ptr<Pool> m_pool;
        QString m_database;
        std::unique_ptr<postgres::Connection> m_connection;
    };

    /// \param idleLimit how long a connection that nobody uses stays open
    DatabaseConnections(SystemInfo system, std::chrono::milliseconds idleLimit);
    ~DatabaseConnections();
    DatabaseConnections(const DatabaseConnections &) = delete;
    DatabaseConnections &operator=(const DatabaseConnections &) = delete;

    /// \error Kind::Invalid as databaseAddress() and postgres::Settings::fromUrl()
    /// \error Kind::Denied  the sign-in was refused; the message says which password was used
    /// \error as postgres::Connection::open()
    QCoro::Task<Result<Lease>> lease(QString database, Secret password, CancelToken token);

private:
    QCoro::Task<std::unique_ptr<postgres::Connection>> usableIdle(QString database, CancelToken token);

    SystemInfo m_system;
    QHash<QString, Secret> m_passwords; ///< that steps brought and the server took
    std::shared_ptr<Pool> m_pool;
};

} // namespace sm::executors
