// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/systeminfo.h>
#include <operations/executor.h>
#include <store/capturestore.h>

#include <memory>

namespace sm::executors {

class DatabaseConnections;

struct SqlLimits
{
    std::chrono::milliseconds idle = std::chrono::seconds(60); ///< a connection that nobody uses stays open
    qsizetype keptRows = 100'000; ///< of one statement; and 64 MiB
};

/// Carries out "sql:query", "sql:execute", "sql:copy-out", "sql:copy-in" and "sql:put-back" (sqlinput.h) on the
/// databases of one system.
///
/// A query runs in a transaction that the server lets write nothing. Of a DELETE or UPDATE that is understood
/// (rowchange.h) the rows are looked at and kept before, and the statement carries its own condition with it: if it
/// hits other rows than those, the server takes it back. Its undo puts the rows back, found by their primary key.
class SqlExecutor final : public operations::Executor
{
public:
    /// \p captures outlives it.
    SqlExecutor(SystemInfo system, const store::CaptureStore &captures, const SqlLimits &limits = {});
    ~SqlExecutor() override;

    QString kind() const override;
    /// As RowState; of sql:copy-out null or {bytes} of the file. Undefined for all other statements.
    /// \error as RowState; as DatabaseConnections::lease()
    QCoro::Task<Result<operations::Observation>> observe(Step step, CancelToken token) override;
    /// With what was matched, which the journal keeps: from then on the rows are found by their keys.
    Result<Step> completed(Step step, const QJsonValue &before) const override;
    QList<Change> changes(const Step &step, const QJsonValue &before, bool masked) const override;
    /// \error as SqlRun; as DatabaseConnections::lease()
    QCoro::Task<Result<operations::Applied>> apply(WritePermit permit, Step step, CancelToken token) override;
    bool canBeCancelled(const Step &step) const override;
    Result<void> verify(const Step &step, const operations::Seen &seen) const override;
    operations::Verdict reconcile(const Step &step, const operations::Seen &seen) const override;
    Result<QList<Step>> inverse(const Step &step, const operations::Seen &seen) const override;

private:
    const store::CaptureStore &m_captures;
    SqlLimits m_limits;
    std::unique_ptr<DatabaseConnections> m_connections;
};

} // namespace sm::executors
