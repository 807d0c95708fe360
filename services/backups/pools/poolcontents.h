// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "poolfacts.h"
#include "poolwalk.h"

#include <QHash>
#include <QSet>

namespace sm::backups {

/// What two pools, or a pool and a backup of one, are compared by. Some 200 bytes a user.
struct PoolContents
{
    struct User
    {
        QString name;
        QByteArray attributes; ///< PoolUser::checksum()
        bool isEnabled = true;
        bool isFederated = false;
        bool isUnused = false; ///< nobody has signed in since an administrator made it
        qint64 createdMs = 0; ///< since 1970 UTC
    };

    QHash<QString, User> users; ///< by PoolFacts::keyOf()
    QHash<QString, QString> keys; ///< by name
    QMap<QString, QJsonObject> groups; ///< by name
    QHash<QString, QSet<QString>> members; ///< keys of users, by group

    /// Whether \p key is a user that an import made here after \p since and nobody has changed or used.
    bool isImported(const QString &key, const User &kept, const QDateTime &since) const;
};

/// Puts what is found into \p contents, which outlives it. \p facts are those of the pool that it is compared with.
PoolVisitor collector(PoolContents *contents, const PoolFacts &facts);

} // namespace sm::backups
