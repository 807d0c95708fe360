// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <operations/permissions.h>
#include <operations/planner.h>
#include <runbooks/parametervalues.h>
#include <runbooks/runbook.h>

namespace sm::runbooks {

/// The policy that allows a runbook and nothing else.
struct RunbookPolicy
{
    QJsonObject document; ///< IAM JSON policy, version 2012-10-17
    QStringList notes; ///< what it can not know and what to do about it, a sentence each
};

/// What IAM has to allow for the steps of \p runbook and, with Undo::With, for their way back and the author's own.
/// Asks AWS nothing.
/// \param given  the values that are known; "*" stands for the others (openParameters())
/// \error as openPlan()
Result<RunbookPolicy> policyOf(const Runbook &runbook, const ParameterValues &given, const SystemInfo &system,
    const operations::Planner &planner, const operations::Permissions &permissions,
    operations::Permissions::Undo undo = operations::Permissions::Undo::With);

} // namespace sm::runbooks
