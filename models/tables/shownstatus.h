// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "userindex.h"

namespace sm::tables {

/// Facts about users that are not in the index.
struct UserFacts
{
    int temporaryPasswordDays = 7;
    QDateTime now; ///< UTC
};

bool isInvitationExpired(const UserIndex::Segment::Row &user, const UserFacts &facts);

QString disabledText();
QString invitationExpiredText();

/// The status in the words of the screen: that somebody is disabled, or an invitation has expired, says more than the
/// status that Cognito keeps.
QString shownStatus(const UserIndex::Segment::Row &user, const UserFacts &facts);

} // namespace sm::tables
