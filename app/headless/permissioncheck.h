// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "foundation.h"

#include <core/canceltoken.h>
#include <core/systeminfo.h>

#include <QCoroTask>

namespace sm::app {

class HeadlessSystem;

/// Lists on standard error what whoever is signed in is not allowed of \p plan. Where nobody can tell, it says so in
/// one line and lets it pass: the first refusal names the action then. \p foundation and \p system outlive the task.
/// \error Kind::Denied (code "PermissionsMissing") something is missing, and the command line does not insist
QCoro::Task<Result<void>> checkPermissions(
    Foundation *foundation, HeadlessSystem *system, Plan plan, Identity identity, bool insists, CancelToken token);

} // namespace sm::app
