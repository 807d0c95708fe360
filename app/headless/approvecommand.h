// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "command.h"
#include "options.h"

#include <operations/journal.h>

namespace sm::app {

/// `stationmaster approve FILE.smrequest`: shows what somebody else wants to run, and with --yes and its title
/// approves it; `approve --key` prints the key that a system's list of approvers needs.
class ApproveCommand final : public Command
{
public:
    explicit ApproveCommand(const Options &options);

    /// \error Kind::Invalid the request is damaged, or its title was not typed; as operations::approve()
    QCoro::Task<Result<ExitCode>> run(CancelToken token) override;

private:
    QCoro::Task<Result<ExitCode>> approve(operations::Journal *journal);

    const Options &m_options;
};

} // namespace sm::app
