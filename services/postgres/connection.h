// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/canceltoken.h>
#include <core/result.h>
#include <core/writepermit.h>
#include <postgres/copy.h>
#include <postgres/queryresult.h>
#include <postgres/settings.h>
#include <postgres/statement.h>

#include <QCoroTask>

#include <memory>

namespace sm::postgres {

class Link;

/// One connection to a PostgreSQL server, for one statement at a time. Nothing here blocks.
///
/// read() lets nothing be written: the statement has to look like a read, and runs in a read-only transaction that is
/// rolled back. write() needs the permit that only operations::Runner can give. Every statement goes by the extended
/// protocol: it is one statement, with its values bound.
///
/// Cancelling and running into a limit ask the server to give up, and wait up to 5 s for its answer: a statement that
/// was done by then has succeeded. Without an answer the connection is given up, see isUsable(). Destroying a
/// connection ends what runs on it with Kind::Cancelled. (The request to give up goes over a connection of its own,
/// which with libpq 15 is not encrypted; it holds a random number, no credential.)
///
/// Errors that the server reports have its SQLSTATE in code(), and never repeat a bound value or copied data.
class Connection
{
public:
    /// \error Kind::Invalid   settings that can not be used
    /// \error Kind::Denied    the server does not let this user in; code "NoPassword": it asks for one
    /// \error Kind::NotFound  there is no such database
    /// \error Kind::Network   code "Lookup", "Connect", "Tls" or "Certificate"
    /// \error Kind::Throttled the server is full, or starting up
    /// \error Kind::Timeout, Kind::Cancelled
    static QCoro::Task<Result<std::unique_ptr<Connection>>> open(Settings settings, CancelToken token);
    ~Connection();
    Connection(const Connection &) = delete;
    Connection &operator=(const Connection &) = delete;

    /// Whether another statement can be run; if not, open a new connection.
    bool isUsable() const;
    /// "TLSv1.3"; empty without TLS.
    QString tlsVersion() const;
    /// 150018 is version 15.18.
    int serverVersion() const;

    /// \error Kind::Invalid   no single statement (code "SeveralStatements", …), not a read (code "NotARead"), a value
    ///                        that can not be bound (code "Parameter"), or what the server can not make sense of
    /// \error Kind::Denied    no right to it; code "25006": it would have written
    /// \error Kind::Conflict  code "Busy": another statement is running; codes 40001 and 40P01: try again
    /// \error Kind::Network   the connection broke
    /// \error Kind::Timeout, Kind::Cancelled
    QCoro::Task<Result<QueryResult>> read(Statement statement, CancelToken token);

    /// The same for a statement that changes something, in a transaction of its own. changed() is No when the server
    /// said that it failed, and Unknown when the connection broke after it was sent, or when it is of those that are
    /// not all or nothing (see StatementKind::isAtomic()).
    QCoro::Task<Result<QueryResult>> write(WritePermit permit, Statement statement, CancelToken token);

    /// Copies the rows of a read out. What the sink was given before an error is no complete copy.
    /// \error as read(), and what \p sink says
    QCoro::Task<Result<CopyCount>> copyOut(CopyQuery query, CopySink sink, CancelToken token);

    /// Copies rows into a table, all or none. An error of the server shows when \p source has given everything.
    /// \error as write(), and what \p source says
    QCoro::Task<Result<CopyCount>> copyIn(WritePermit permit, CopyTarget target, CopySource source, CancelToken token);

private:
    explicit Connection(std::shared_ptr<Link> link);
    std::shared_ptr<Link> m_link; ///< shared with what is under way
};

} // namespace sm::postgres
