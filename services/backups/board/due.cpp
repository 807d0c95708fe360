// SPDX-License-Identifier: GPL-3.0-or-later
#include "due.h"

#include <algorithm>

namespace sm::backups {

Due dueOf(std::chrono::minutes every, const QDateTime &last, const QDateTime &now)
{
    if (every.count() <= 0)
        return Due::NoPolicy;
    if (!last.isValid())
        return Due::Never;
    const std::chrono::milliseconds age(last.msecsTo(now));
    if (age > every)
        return Due::Overdue;
    return age * 5 > every * 4 ? Due::Soon : Due::InTime;
}

void judge(AssetStanding &standing, const QDateTime &now)
{
    std::sort(standing.backups.begin(), standing.backups.end(), [](const Backup &left, const Backup &right) {
        return left.takenAt != right.takenAt ? left.takenAt > right.takenAt : left.id < right.id;
    });
    const BackupPolicy &policy = standing.asset.policy;
    const Backup *newest = standing.newest();
    const Backup *proven = standing.lastProven();
    standing.backup = dueOf(policy.every, newest ? newest->takenAt : QDateTime(), now);
    standing.proof = dueOf(policy.proveEvery, proven ? proven->provenAt : QDateTime(), now);
}

} // namespace sm::backups
