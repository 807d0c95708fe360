// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <operations/approvalrequest.h>

namespace sm::operations {

/// The name that the system of \p request gives to whoever has \p key and answers it.
/// \error Kind::Denied the key is the requester's own (code "SelfApproval"), or of no approver ("NotAnApprover")
Result<QString> approverOf(const ApprovalRequest &request, const ApprovalKey &key);

/// What an answer is bound to: SHA-256 over all of \p request, 64 hexadecimal digits.
QString digestOf(const ApprovalRequest &request);

Error selfApproval();

/// For a message.
QString namesIn(const QMap<QString, QString> &approvers);

} // namespace sm::operations
