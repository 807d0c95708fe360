// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pooluser.h"

#include <aws/caller.h>
#include <aws/models.h>

#include <functional>

namespace sm::backups {

/// A group: {GroupName, Description, Precedence, RoleArn} as Cognito has it, where given.
QJsonObject groupFrom(const QJsonObject &cognito);

/// Takes what a walk finds, in the order users, groups, members. An error ends the walk.
struct PoolVisitor
{
    std::function<Result<void>(const PoolUser &user)> user;
    std::function<Result<void>(const QJsonObject &group)> group; ///< as groupFrom()
    std::function<Result<void>(const QString &group, const QString &user)> member; ///< by their names
};

/// Reads all of a pool, a page at a time. The pace is that of Cognito's quotas, which aws::Caller keeps. A pool of
/// 100,000 users is 1,700 calls and two minutes.
/// \error as aws::Caller::read(); those of \p visitor
QCoro::Task<Result<void>> walkPool(
    aws::Caller *caller, const aws::Models *models, QString pool, PoolVisitor visitor, CancelToken token);

/// The same of a backup, whose files are in \p folder.
/// \error Kind::BadReply (code "BackupDamaged"); those of \p visitor
Result<void> walkBackup(const QString &folder, const PoolVisitor &visitor);

inline constexpr char usersFile[] = "users.jsonl";
inline constexpr char groupsFile[] = "groups.jsonl";
inline constexpr char membersFile[] = "members.jsonl";

} // namespace sm::backups
