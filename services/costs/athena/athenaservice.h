// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "execution.h"
#include "table.h"

#include <core/canceltoken.h>

#include <QCoroTask>

#include <functional>

namespace sm::athena {

struct Workgroup
{
    QString name;
    QString description;
    bool isEnabled = true;
    std::optional<qint64> scanLimit; ///< bytes that one query may read
    bool isEnforced = false; ///< clients can not choose otherwise
    QString outputLocation; ///< "s3://bucket/prefix/"; empty: the client says
};

/// How much a query can read at most.
struct ScanBound
{
    std::optional<qint64> bytes; ///< nothing: not known
    int partitions = 0;
    qint64 objects = 0;
    QString how; ///< a sentence: what was added up, or why it is not known
};

/// Partitions of a table that S3 has and Glue does not.
struct PartitionHealth
{
    QList<Partition> known;
    QList<Partition> missing;
    QStringList strange; ///< folders under the table that are no partition
};

/// How far a query is.
struct ExecutionProgress
{
    Execution execution;
    std::chrono::milliseconds unchangedFor{0};
    bool stalled = false; ///< nothing has changed for ten minutes: ask the person
    std::optional<Error> trouble; ///< the last look failed, and there will be another
};

/// One page of a result.
struct ResultPage
{
    QStringList columns; ///< their names, the same on every page
    QList<QStringList> rows; ///< null is "", as in the file that Athena writes
};

/// Reads what Athena, Glue and S3 know. Starting and stopping queries are plans (queryplans.h) for operations::Runner.
class AthenaService
{
public:
    virtual ~AthenaService() = default;

    virtual QCoro::Task<Result<QList<Workgroup>>> workgroups(CancelToken token) = 0;
    /// \error Kind::NotFound there is none of that name
    virtual QCoro::Task<Result<Workgroup>> workgroup(QString name, CancelToken token) = 0;

    /// \error Kind::NotFound Glue has no such table
    virtual QCoro::Task<Result<Table>> table(QString database, QString name, CancelToken token) = 0;
    /// All that Glue has, by their values; none for a table whose partitions are computed.
    virtual QCoro::Task<Result<QList<Partition>>> partitions(Table table, CancelToken token) = 0;
    /// Compares Glue's partitions with the folders under the table. Free of charge but for the requests to S3.
    virtual QCoro::Task<Result<PartitionHealth>> health(Table table, CancelToken token) = 0;

    /// The size of all objects in \p partitions, or of the whole table when it has none: compression and columns may
    /// make a query read less, never more. Up to 200 pages of S3 are listed ($0.001); beyond it is not known.
    /// Where S3 may not be listed, what crawlers wrote down is taken.
    virtual QCoro::Task<Result<ScanBound>> bound(Table table, QList<Partition> partitions, CancelToken token) = 0;

    using ProgressHandler = std::function<void(const ExecutionProgress &)>;
    /// Looks again and again until the query has ended, well or not: see outcome(). Cancelling stops the looking, not
    /// the query.
    /// \error Kind::NotFound there is no such query
    virtual QCoro::Task<Result<Execution>> follow(QString id, ProgressHandler onProgress, CancelToken token) = 0;

    using PageHandler = std::function<void(const ResultPage &)>;
    /// The rows of a query that succeeded, a page of up to 1,000 at a time.
    virtual QCoro::Task<Result<void>> results(QString id, PageHandler onPage, CancelToken token) = 0;

    /// The queries of \p workgroup since then, the most expensive first. Athena keeps them for 45 days.
    virtual QCoro::Task<Result<QList<Execution>>> recent(QString workgroup, QDateTime since, CancelToken token) = 0;
};

} // namespace sm::athena
