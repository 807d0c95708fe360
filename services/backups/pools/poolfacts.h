// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pooluser.h"

#include <aws/caller.h>

#include <QStringList>

namespace sm::backups {

/// What a pool itself is like.
struct PoolFacts
{
    QString id;
    QString name;
    QStringList signInBy; ///< "email", "phone_number": then Cognito makes up the names of its users
    bool isCaseSensitive = true;
    bool hasMfa = false; ///< users may have a second factor
    bool hasDevices = false; ///< it remembers devices
    QMap<QString, QString> tags;
    QJsonObject description; ///< UserPoolType

    /// What tells \p user from all others and stays the same in another pool: the name, or what one signs in by.
    QString keyOf(const PoolUser &user) const;
    /// The name by which a user like \p user is made in this pool.
    QString nameToCreate(const PoolUser &user) const;
    /// {pool: its description, create: what CreateUserPool needs for a pool that takes the same users}
    QJsonObject settings() const;
};

PoolFacts poolFactsFrom(const QJsonObject &description);
/// As settings() of a pool wrote it into a manifest.
PoolFacts poolFactsFromSettings(const QJsonObject &settings);

/// \p caller outlives the task.
/// \error Kind::NotFound there is no such pool; as aws::Caller::read()
QCoro::Task<Result<PoolFacts>> describedPool(aws::Caller *caller, QString pool, CancelToken token);

} // namespace sm::backups
