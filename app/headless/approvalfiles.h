// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "exitcode.h"
#include "options.h"

#include <core/canceltoken.h>
#include <operations/approval.h>

#include <QCoroTask>

namespace sm::app {

class HeadlessSystem;

/// Writes a request for somebody else's approval of \p plan into the file \p place, or into the system's database
/// where it is "postgres". \p requester gets its identity here, and \p system outlives the task.
/// \error as HeadlessSystem::identify(), operations::askForApproval() and approvals::SharedApprovals::ask()
QCoro::Task<Result<ExitCode>> writeRequest(
    HeadlessSystem *system, Plan plan, operations::Requester requester, QString place, CancelToken token);

/// Whether --yes and the title of its plan approve \p request. Without --yes it is printed, and nothing is approved.
/// \error Kind::Invalid (code "NotConfirmed") it is another title
Result<bool> isConfirmed(const Options &options, const operations::ApprovalRequest &request);

/// What a person has to know of a request before they approve it.
QJsonObject jsonOf(const operations::ApprovalRequest &request);

} // namespace sm::app
