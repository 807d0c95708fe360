// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "exitcode.h"

#include <core/canceltoken.h>
#include <operations/approval.h>

#include <QCoroTask>

namespace sm::app {

class HeadlessSystem;

/// Writes a request for somebody else's approval of \p plan into \p file. \p requester gets its identity here, and
/// \p system outlives the task.
/// \error as HeadlessSystem::identify() and operations::askForApproval()
QCoro::Task<Result<ExitCode>> writeRequest(
    HeadlessSystem *system, Plan plan, operations::Requester requester, QString file, CancelToken token);

/// What a person has to know of a request before they approve it.
QJsonObject jsonOf(const operations::ApprovalRequest &request);

} // namespace sm::app
