// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <operations/approval.h>
#include <operations/journal.h>

namespace sm::operations {

/// Writes a request for somebody else's approval of \p plan into \p file, by the key of \p journal and noted in it.
/// \p journal outlives the task.
/// \error as requestFor() and Journal::note(); Kind::Storage the file can not be written
QCoro::Task<Result<void>> askForApproval(Journal *journal, Plan plan, Requester requester, QString file);

/// Reads a file `*.smrequest`, from anybody.
/// \error Kind::Storage it can not be read; as readRequest()
Result<ApprovalRequest> readRequestFile(const QString &name);
/// Reads a file `*.smapproval`, from anybody.
/// \error Kind::Storage it can not be read; as readApproval()
Result<ApprovedRequest> readApprovalFile(const QString &name);
/// Replaces \p name wholly or not at all.
/// \error Kind::Storage
Result<void> writeApprovalFile(const QString &name, const ApprovedRequest &approved);

} // namespace sm::operations
