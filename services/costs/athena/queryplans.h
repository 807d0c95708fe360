// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "athenaservice.h"
#include "partitionfilter.h"

#include <operations/planner.h>

namespace sm::athena {

/// A statement, and where it shall run.
struct QueryRequest
{
    QString title; ///< "Cost by service and month"
    QString sql;
    QStringList parameters; ///< SQL literals, one for each ?
    QString database;
    Workgroup workgroup;
    QString outputLocation; ///< where the workgroup has none; may be empty
};

/// Plans for what Athena does. Sends nothing.
///
/// StartQueryExecution is a write in the catalog: it is paid for, and leaves a result in S3. So each query goes through
/// the Runner, which writes its token into the journal before it is sent; the answer to the step named "query" holds
/// the QueryExecutionId for AthenaService::follow().
class QueryPlans
{
public:
    /// Whether a person has seen the price of a query that names no partition, and wants it nevertheless.
    enum class WholeTable { Refused, Confirmed };

    /// \p planner outlives it.
    QueryPlans(const operations::Planner &planner, SystemInfo system);

    /// \param choice  of choosePartitions() for the same statement
    /// \param bound   of AthenaService::bound() for choice.partitions
    /// \error Kind::Invalid (code "NotAQuery") the statement changes something
    /// \error Kind::Invalid (code "NoPartitionFilter") it may read the whole table; the message says how much that is
    ///        and what it costs at most
    Result<Plan> query(const QueryRequest &request, const PartitionChoice &choice, const ScanBound &bound,
        WholeTable wholeTable = WholeTable::Refused) const;
    Result<Plan> stop(const Execution &execution) const;
    /// Adds \p missing to Glue, up to 50, with a way back; and waits for it. Nothing else of the table is touched, and
    /// nothing is scanned.
    /// \error Kind::Invalid none or more than 50, or names and places that no partition has
    Result<Plan> addPartitions(const Table &table, const QList<Partition> &missing, const Workgroup &workgroup) const;

private:
    Step statement(const QString &title, const QString &sql, const QString &database, const Workgroup &workgroup) const;

    const operations::Planner &m_planner;
    SystemInfo m_system;
};

/// "At most 12.4 GB, $0.06": for people. \p bytes nothing: not known.
QString scanText(std::optional<qint64> bytes);

} // namespace sm::athena
