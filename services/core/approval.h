// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ids.h"

#include <QByteArray>
#include <QDateTime>
#include <QString>

namespace sm {

/// A second person's word that one plan may run once, signed with their key (Ed25519, RFC 8032).
struct Approval
{
    QString request; ///< id of the request that it answers (UUID)
    QString requestDigest; ///< SHA-256 over all of that request, 64 hexadecimal digits
    PlanId plan;
    AccountId account; ///< that the requester was signed in to
    QByteArray requesterKey; ///< public, 32 bytes
    QString approver; ///< their name in SystemInfo::approvers
    QByteArray approverKey; ///< public, 32 bytes
    QDateTime at; ///< UTC, by the approver's clock
    QByteArray signature; ///< 64 bytes, over all of this
    bool isShared = false; ///< it answers a row of the database that its system's people share, and is used there
};

} // namespace sm
