// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "foundation.h"

#include <operations/guard.h>
#include <operations/journal.h>

namespace sm::app {

/// As operations::ApprovalRules::use.
using ApprovalUse = std::function<Result<Plan>(const Approval &)>;

/// The guard of system \p id, which knows its approvers by its file, read each time. \p journal may be null: then
/// nothing is run anyway. Without \p use no approval that was asked for through a database runs anything.
operations::Guard guardOf(
    const Options &options, const SystemId &id, const operations::Journal *journal, const ApprovalUse &use = {});

/// How approvals are used that were asked for through the database of \p system. \p planner outlives it.
ApprovalUse usedInDatabase(const operations::Planner &planner, const SystemInfo &system);

} // namespace sm::app
