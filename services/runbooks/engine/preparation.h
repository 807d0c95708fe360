// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <operations/runner.h>
#include <runbooks/runbookplanner.h>

namespace sm::runbooks {

/// Everything that a runbook needs before its plan can be shown: reads what its lists are made of, plans, and looks at
/// what the plan would change. Changes nothing.
class Preparation
{
public:
    /// All outlive it.
    Preparation(const operations::Planner &planner, operations::Runner &runner);

    /// The plan with what is there now (operations::observed()). What it reads is in the journal like any run of reads.
    /// \error as RunbookPlanner::plan(); as the reads, when one of them fails
    QCoro::Task<Result<RunbookPlan>> plan(
        Runbook runbook, ParameterValues values, SystemInfo system, RunFacts run, Identity identity, CancelToken token);

private:
    QCoro::Task<Result<void>> read(Plan plan, QJsonObject *known, Identity identity, CancelToken token);

    RunbookPlanner m_planner;
    operations::Runner &m_runner;
};

} // namespace sm::runbooks
