// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <operations/planner.h>
#include <runbooks/parametervalues.h>
#include <runbooks/runbook.h>

namespace sm::runbooks {

/// The steps of \p runbook that AWS has to allow, as far as they are known: operations::unknownText stands for the
/// value of a parameter that nobody gave, and conditions that may hold count as held. Its plan is for
/// operations::Permissions and never run.
/// \param given  the values that are there
/// \error as RunbookPlanner::plan()
Result<Plan> openPlan(
    const Runbook &runbook, const ParameterValues &given, const SystemInfo &system, const operations::Planner &planner);

/// The same of the author's own way back.
Result<Plan> openRollback(
    const Runbook &runbook, const ParameterValues &given, const SystemInfo &system, const operations::Planner &planner);

/// The required parameters of \p runbook that \p given lacks and that have no default.
QStringList openParameters(const Runbook &runbook, const ParameterValues &given);

} // namespace sm::runbooks
