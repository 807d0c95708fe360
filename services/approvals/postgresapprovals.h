// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <approvals/approvaltable.h>
#include <approvals/sharedapprovals.h>
#include <operations/runner.h>

namespace sm::postgres {
struct QueryResult;
struct Statement;
} // namespace sm::postgres

namespace sm::approvals {

/// Keeps them in a table (ApprovalTable) of a PostgreSQL database of the system. It signs in as steps of runbooks do,
/// with the password of the password file or of PGPASSWORD.
class PostgresApprovals final : public SharedApprovals
{
public:
    /// All outlive it. \p runner carries out steps on the databases of \p system.
    PostgresApprovals(operations::Runner &runner, const operations::Planner &planner, operations::Journal &journal,
        SystemInfo system);

    QCoro::Task<Result<operations::ApprovalRequest>> ask(
        Plan plan, operations::Requester requester, CancelToken token) override;
    QCoro::Task<Result<SharedRequest>> look(QString id, CancelToken token) override;
    QCoro::Task<Result<WaitingRequests>> waiting(CancelToken token) override;
    QCoro::Task<Result<void>> approve(operations::ApprovalRequest request, CancelToken token) override;
    QCoro::Task<Result<void>> refuse(operations::ApprovalRequest request, QString reason, CancelToken token) override;

    /// Runs what ApprovalTable::creation() plans.
    /// \error as operations::Runner::run()
    QCoro::Task<Result<void>> makeTable(CancelToken token);

private:
    QCoro::Task<Result<void>> run(Result<Plan> plan, CancelToken token);
    QCoro::Task<Result<postgres::QueryResult>> read(postgres::Statement statement, CancelToken token);
    Error explained(const Error &error) const;

    operations::Runner &m_runner;
    operations::Journal &m_journal;
    SystemInfo m_system;
    ApprovalTable m_table;
};

} // namespace sm::approvals
