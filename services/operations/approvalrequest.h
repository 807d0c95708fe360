// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/approval.h>
#include <core/plan.h>
#include <core/result.h>
#include <operations/approvalkey.h>

namespace sm::operations {

/// What a second person is asked to approve: the whole plan, by whom, and where. Signed by whoever asks.
struct ApprovalRequest
{
    QString id; ///< UUID
    Plan plan; ///< secrets have their names and no values
    QString requester; ///< as the journal names them: actorOf()
    QByteArray requesterKey; ///< public, 32 bytes
    AccountId account; ///< that the requester is signed in to
    QString runbook; ///< that gave the plan; empty: none
    QString reason; ///< what the requester said it is for
    qint64 resumes = 0; ///< the run of the requester's journal that is to go on; 0: none
    QDateTime at; ///< UTC
    QByteArray signature; ///< 64 bytes, over all of this
    bool isShared = false; ///< it stands in the database that its system's people share, and the answer beside it
};

/// Who asks, and what for.
struct Requester
{
    Identity identity;
    QString runbook;
    QString reason;
    qint64 resumes = 0;
    bool throughDatabase = false; ///< not through a file
};

/// A new request for \p plan, signed with \p key.
/// \error Kind::Internal the plan can not be written down so that it is read as the same
Result<ApprovalRequest> requestFor(
    const Plan &plan, const Requester &requester, const ApprovalKey &key, const QDateTime &now);

/// What the requester signs: JSON with sorted keys.
QByteArray canonicalForm(const ApprovalRequest &request);

/// A file `*.smrequest`: the canonical form and its signature, one line.
QByteArray toFile(const ApprovalRequest &request);
/// Takes what toFile() gave, byte for byte, and nothing else.
/// \error Kind::Invalid, code "RequestDamaged"
Result<ApprovalRequest> readRequest(const QByteArray &file);

} // namespace sm::operations
