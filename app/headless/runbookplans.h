// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "foundation.h"

#include <core/canceltoken.h>
#include <runbooks/preparation.h>

namespace sm::app {

class HeadlessSystem;

/// A runbook with its values, to be planned.
struct WantedRunbook
{
    runbooks::Runbook runbook;
    runbooks::ParameterValues values;
    bool isOnlyLookedAt = false; ///< then a plan without what is there now is better than none
};

/// The plan of \p wanted, with what is there now. A plan can be looked at without an account, too, where nothing has to
/// be read for it: then it says nothing of what is there, and standard error says why. The pointers outlive the task.
/// \error Kind::Invalid an answer of the command line is wrong; as runbooks::Preparation::plan()
QCoro::Task<Result<runbooks::RunbookPlan>> plannedRunbook(
    Foundation *foundation, HeadlessSystem *system, const CommandWords *words, WantedRunbook wanted, CancelToken token);

} // namespace sm::app
