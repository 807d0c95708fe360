// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>
#include <QString>

#include <optional>

namespace sm::backups {

/// The comment on a database that we made: by it we know it again, also after a crash, and touch no other.
struct RestoredMark
{
    QString asset;
    QString backup;
    QString at; ///< ISO instant, UTC
    QString replaced; ///< what the database is called that had this name before; empty: none had

    QString toComment() const;
    QJsonObject toJson() const;
    /// Nothing: somebody else made it.
    static std::optional<RestoredMark> ofComment(const QString &comment);
};

/// What a database is called until all of it is there: the same for the same restore, so that what a crash left is
/// found.
QString workNameOf(const QString &into, const QString &backup);
/// What the database that had the name before is called afterwards.
QString replacedNameOf(const QString &into, const QString &backup);

} // namespace sm::backups
