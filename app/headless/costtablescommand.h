// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "command.h"
#include "foundation.h"

namespace sm::app {

/// `stationmaster costs --make-tables --system NAME`: the plan that makes the tables for costs in the system's
/// database; with --yes it is run. No account of AWS is needed for it.
class CostTablesCommand final : public Command
{
public:
    /// Both outlive it.
    CostTablesCommand(Foundation &foundation, const Options &options);

    /// \error Kind::Invalid code "NoDatabase": neither the system's file nor DATABASE_URL names one
    /// \error as systemOf(), operations::Journal::open() and costs::PostgresCosts::migrate()
    QCoro::Task<Result<ExitCode>> run(CancelToken token) override;

private:
    Foundation &m_foundation;
    const Options &m_options;
};

} // namespace sm::app
