// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/canceltoken.h>
#include <core/result.h>
#include <postgres/queryresult.h>
#include <postgres/settings.h>
#include <postgres/statement.h>

#include <QCoroTask>

#include <memory>

namespace sm::postgres {

class Link;

/// A database as it is at one moment: a read-only transaction that stays open as long as this lives (REPEATABLE READ),
/// on a connection of its own. Others can read the same moment by its id.
///
/// Types are written in one way whatever the server is configured to, names that no schema stands before are those of
/// pg_catalog, and what a policy (row security) would hide is an error. While it lives, the server keeps rows that were
/// deleted since. Destroying it ends what runs on it with Kind::Cancelled.
class Snapshot
{
public:
    /// \error as Connection::open() and Connection::read()
    static QCoro::Task<Result<std::unique_ptr<Snapshot>>> open(Settings settings, CancelToken token);
    ~Snapshot();
    Snapshot(const Snapshot &) = delete;
    Snapshot &operator=(const Snapshot &) = delete;

    /// For SET TRANSACTION SNAPSHOT, and pg_dump --snapshot; good until this is gone.
    QString id() const { return m_id; }
    /// 150018 is version 15.18.
    int serverVersion() const;

    /// One read at that moment. Statement::limit is how long the server may be silent. A failure, also to be
    /// cancelled, is the end of the snapshot.
    /// \error as Connection::read(); code "25006": it would have written
    QCoro::Task<Result<QueryResult>> read(Statement statement, CancelToken token);

private:
    explicit Snapshot(std::shared_ptr<Link> link);

    std::shared_ptr<Link> m_link; ///< shared with what is under way
    QString m_id;
};

} // namespace sm::postgres
