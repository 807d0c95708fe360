// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <operations/approval.h>
#include <operations/journal.h>
#include <operations/refusal.h>

// What a journal says of approvals that were asked for and of answers that were given, before they leave. The journal
// outlives the tasks.
namespace sm::operations {

/// \error as Journal::note()
QCoro::Task<Result<void>> noteAsked(Journal *journal, ApprovalRequest request);
QCoro::Task<Result<void>> noteGiven(Journal *journal, ApprovedRequest approved);
QCoro::Task<Result<void>> noteRefused(Journal *journal, ApprovalRequest request, Refusal refusal);

} // namespace sm::operations
