// SPDX-License-Identifier: GPL-3.0-or-later
#include "shownstatus.h"

#include <QCoreApplication>

namespace sm::tables {

bool isInvitationExpired(const UserIndex::Segment::Row &user, const UserFacts &facts)
{
    if (user.status != UserStatus::ForceChangePassword)
        return false;
    const auto modified = QDateTime::fromMSecsSinceEpoch(user.modifiedMs, Qt::UTC);
    return sm::isInvitationExpired(user.status, modified, facts.temporaryPasswordDays, facts.now);
}

QString disabledText() { return QCoreApplication::translate("sm::tables::UserTable", "Disabled"); }

QString invitationExpiredText() { return QCoreApplication::translate("sm::tables::UserTable", "Invitation expired"); }

QString shownStatus(const UserIndex::Segment::Row &user, const UserFacts &facts)
{
    if (!user.enabled)
        return disabledText();
    return isInvitationExpired(user, facts) ? invitationExpiredText() : statusText(user.status);
}

} // namespace sm::tables
