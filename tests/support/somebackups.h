// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/backup.h>

namespace sm::test {

inline const QDateTime backupNow{QDate(2026, 11, 29), QTime(12, 0), Qt::UTC};

inline Backup someBackup(const QString &id, int hoursOld)
{
    Backup backup;
    backup.id = id;
    backup.asset = QStringLiteral("ChatMessage-prod");
    backup.takenAt = backupNow.addSecs(-3600LL * hoursOld);
    backup.bytes = 13'000'000;
    return backup;
}

/// A table that is to be backed up every day; \p hoursOld is the age of its only backup, negative: it has none.
inline AssetStanding someStanding(const QString &id, Due due, int hoursOld = 1)
{
    AssetStanding standing;
    standing.asset.id = id;
    standing.asset.name = id;
    standing.asset.policy.every = std::chrono::hours(24);
    standing.backup = due;
    if (hoursOld >= 0) {
        standing.backups = {someBackup(id + QStringLiteral("-1"), hoursOld)};
        standing.backups.first().asset = id;
    }
    return standing;
}

} // namespace sm::test
