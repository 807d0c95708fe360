// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "command.h"
#include "foundation.h"

#include <approvals/postgresapprovals.h>

namespace sm::app {

/// `stationmaster approve postgres[:ID] --system NAME`: the requests that wait in the system's database; or one of
/// them, which --yes with its title approves and --refuse REASON refuses. No account of AWS is needed for it.
class AnswerCommand final : public Command
{
public:
    AnswerCommand(Foundation &foundation, const Options &options);

    /// \error as systemOf(), operations::Journal::open() and approvals::SharedApprovals
    QCoro::Task<Result<ExitCode>> run(CancelToken token) override;

private:
    QCoro::Task<Result<ExitCode>> carryOut(
        approvals::PostgresApprovals *approvals, SystemInfo system, CancelToken token);
    QCoro::Task<Result<ExitCode>> makeTable(
        approvals::PostgresApprovals *approvals, SystemInfo system, CancelToken token);
    QCoro::Task<Result<ExitCode>> list(approvals::PostgresApprovals *approvals, CancelToken token);
    QCoro::Task<Result<ExitCode>> answer(
        approvals::PostgresApprovals *approvals, operations::ApprovalRequest request, CancelToken token);

    Foundation &m_foundation;
    const Options &m_options;
};

} // namespace sm::app
