// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <operations/approvalrequest.h>

#include <QJsonObject>

namespace sm::operations {

/// A second person's word that a plan shall not run, signed with their key.
struct Refusal
{
    QString request; ///< id of the request that it answers (UUID)
    QString requestDigest; ///< SHA-256 over all of that request, 64 hexadecimal digits
    QString approver; ///< their name in SystemInfo::approvers
    QByteArray approverKey; ///< public, 32 bytes
    QString reason; ///< for whoever asked; may be empty
    QDateTime at; ///< UTC, by the approver's clock
    QByteArray signature; ///< 64 bytes, over all of the above
};

/// Refuses \p request as whoever has \p key.
/// \error Kind::Denied the key is the requester's own (code "SelfApproval"), or of no approver ("NotAnApprover")
Result<Refusal> refuse(
    const ApprovalRequest &request, const ApprovalKey &key, const QString &reason, const QDateTime &now);

QJsonObject toJson(const Refusal &refusal);

/// Takes what toJson() gave, compact, byte for byte, where it answers \p request and one of its approvers has signed
/// it.
/// \error Kind::Invalid, code "ApprovalDamaged"
Result<Refusal> readRefusal(const QByteArray &text, const ApprovalRequest &request);

/// What whoever asked is told: Kind::Denied, code "ApprovalRefused".
Error errorOf(const Refusal &refusal);

} // namespace sm::operations
