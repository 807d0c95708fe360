// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "command.h"
#include "foundation.h"

#include <operations/approval.h>

namespace sm::app {

class HeadlessSystem;

/// `stationmaster run --approval FILE.smapproval --yes`, or `--approval postgres:ID --system NAME`: runs the plan that
/// somebody else approved, exactly as they saw it, wherever it came from: a runbook, an undo, a run to be resumed.
class ApprovedCommand final : public Command
{
public:
    ApprovedCommand(Foundation &foundation, const Options &options);
    ~ApprovedCommand() override;

    /// \error Kind::Denied (code "ApprovalWaiting") nobody has answered yet
    /// \error Kind::Invalid the approval is damaged, is about another runbook, or a secret is missing; as
    /// operations::Runner and approvals::SharedApprovals::look()
    QCoro::Task<Result<ExitCode>> run(CancelToken token) override;
    QString warning() const override;

private:
    QCoro::Task<Result<operations::ApprovedRequest>> chosen(CancelToken token);
    QCoro::Task<Result<operations::ApprovedRequest>> fromDatabase(QString id, CancelToken token);
    Result<operations::ApprovedRequest> checked(const operations::ApprovedRequest &approved) const;
    QCoro::Task<Result<ExitCode>> carryOutApproved(operations::ApprovedRequest approved, CancelToken token);

    Foundation &m_foundation;
    const Options &m_options;
    std::unique_ptr<HeadlessSystem> m_system;
};

} // namespace sm::app
