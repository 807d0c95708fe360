// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/decimal.h>
#include <core/result.h>

#include <QDateTime>
#include <QJsonObject>

#include <chrono>

namespace sm::athena {

enum class ExecutionState { Queued, Running, Succeeded, Failed, Cancelled };

/// A query that Athena has, whoever started it.
struct Execution
{
    QString id;
    QString sql;
    QString workgroup;
    QString database;
    QString outputLocation;
    ExecutionState state = ExecutionState::Queued;
    QString reason; ///< Athena's words; may be empty
    QDateTime submitted; ///< UTC
    QDateTime completed; ///< UTC; invalid: not yet
    qint64 bytes = 0; ///< scanned
    std::chrono::milliseconds took{0}; ///< all together
    std::chrono::milliseconds queued{0};
    bool isFree = false; ///< a statement that reads nothing, or an answer that was kept from an earlier query

    bool hasEnded() const { return state >= ExecutionState::Succeeded; }
    /// US dollars. Failed queries cost nothing; cancelled ones what they had scanned.
    Decimal price() const;
};

/// A member QueryExecution of GetQueryExecution or BatchGetQueryExecution.
Execution executionFrom(const QJsonObject &json);

/// Whether it went well, and if not, why: Athena's reason after what to do about it.
/// \error Kind::Invalid  (code "QueryFailed") the statement does not fit the table
/// \error Kind::Denied   (code "QueryFailed") not allowed to read the table, the data or the place for results
/// \error Kind::Conflict (code "QueryCancelled") somebody stopped it
/// \error Kind::Conflict (code "ScanLimit") the workgroup's limit of bytes ended it
/// \error Kind::Throttled (code "QueryFailed") Athena had no room for it
/// \error Kind::Internal (code "QueryFailed") anything else
Result<void> outcome(const Execution &execution);

} // namespace sm::athena
