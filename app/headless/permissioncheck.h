// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "foundation.h"

#include <core/canceltoken.h>
#include <core/plan.h>

#include <QCoroTask>
#include <QSet>

namespace sm::app {

class HeadlessSystem;

/// Who wants to run what.
struct WantedAccess
{
    Plan plan;
    QSet<int> ended; ///< steps of it that an earlier run has done or left out: nobody needs to be allowed them
    Identity identity;
    bool insists = false; ///< also without permissions that are known to be missing
};

/// Lists on standard error what whoever is signed in is not allowed of a plan. Where nobody can tell, it says so in
/// one line and lets it pass: the first refusal names the action then. \p foundation and \p system outlive the task.
/// \error Kind::Denied (code "PermissionsMissing") something is missing, and nobody insists
QCoro::Task<Result<void>> checkPermissions(
    Foundation *foundation, HeadlessSystem *system, WantedAccess wanted, CancelToken token);

} // namespace sm::app
