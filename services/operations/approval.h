// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <operations/approvalrequest.h>

#include <QJsonObject>

namespace sm::operations {

/// How long an approval is good for.
inline constexpr std::chrono::minutes ApprovalLasts{15};
/// How long a request may wait for its answer.
inline constexpr std::chrono::days RequestLasts{7};
/// How far apart two people's clocks may be.
inline constexpr std::chrono::minutes ApprovalClockSkew{2};

/// An approval with what it approves: a file `*.smapproval`.
struct ApprovedRequest
{
    ApprovalRequest request;
    Approval approval;
};

/// Approves \p request as whoever has \p key, under the name that its system gives to that key.
/// \error Kind::Denied the key is the requester's own (code "SelfApproval"), or of no approver ("NotAnApprover"),
///        or the request is older than RequestLasts ("RequestExpired")
Result<Approval> approve(const ApprovalRequest &request, const ApprovalKey &key, const QDateTime &now);

/// What an approval is held against.
struct ApprovalTerms
{
    Plan plan; ///< that is to run
    QMap<QString, QString> approvers; ///< of its system as they are now: keys in Base64 by name
    AccountId account; ///< that is signed in
    QByteArray ownKey; ///< of whoever runs it; empty: not known
    QDateTime now; ///< UTC
};

/// Whether \p approval lets the plan run. That it is used once only is the Runner's to see.
/// \error Kind::Denied, by code: "ApprovalUnsigned" the signature is not that of the key; "ApprovalOfAnotherPlan";
///        "ApprovalOfAnotherRequest" somebody else asked for it; "ApprovalOfAnotherAccount"; "SelfApproval";
///        "ApproverRevoked" the key was an approver's when the plan was made; "NotAnApprover"; "ApprovalExpired" older
///        than ApprovalLasts; "ApprovalFromFuture" by more than ApprovalClockSkew
Result<void> check(const Approval &approval, const ApprovalTerms &terms);

/// As it stands in files and in the journal.
QJsonObject toJson(const Approval &approval);

QByteArray toFile(const ApprovedRequest &approved);
/// Takes what toFile() gave, byte for byte: a request, and an approval of exactly that.
/// \error Kind::Invalid, code "ApprovalDamaged"
Result<ApprovedRequest> readApproval(const QByteArray &file);

} // namespace sm::operations
