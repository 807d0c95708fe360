// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "poolcontents.h"

namespace sm::backups {

/// How a pool differs from a backup, leaving out what can not come back.
struct PoolComparison
{
    qint64 same = 0; ///< users
    qint64 federated = 0; ///< of the backup, and not in the pool: their provider makes them
    QStringList missing; ///< keys of users
    QStringList added;
    QStringList differing;
    QStringList missingGroups;
    QStringList addedGroups;
    QStringList differingGroups;
    QStringList missingMembers; ///< "group: user"
    QStringList addedMembers;

    bool isSame() const;
};

PoolComparison compared(const PoolContents &backup, const PoolContents &pool);

/// {same, users: {same, missing, added, differing, federated}, groups: {…}, memberships: {…}, differences}: numbers,
/// and the first 100 of each kind by name. \p details: what differs of a user, by key: names of attributes, "enabled".
QJsonObject toJson(const PoolComparison &comparison, const QMap<QString, QStringList> &details);

/// What differs of the first 100 users that do: names of attributes, and "enabled".
/// \error as walkBackup() and aws::Caller::read()
QCoro::Task<Result<QMap<QString, QStringList>>> detailsOf(
    aws::Caller *caller, PoolFacts facts, QString folder, PoolComparison comparison, CancelToken token);

} // namespace sm::backups
