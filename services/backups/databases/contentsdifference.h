// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/result.h>

#include <QJsonArray>
#include <QJsonObject>

namespace sm::backups {

/// How the tables of a database differ from what a backup says of them.
struct ContentsDifference
{
    /// Both as readFingerprint() gives them.
    ContentsDifference(const QJsonObject &expected, const QJsonObject &found);

    bool isNone() const { return different.isEmpty() && missing.isEmpty() && additional.isEmpty(); }
    /// {tables, rows, different, missing, additional, coverage}
    QJsonObject toJson() const;
    /// A line for each.
    QStringList lines() const;
    /// \error Kind::Conflict (code "ContentsDiffer") names the first ones
    Result<void> expectNone(const QString &database) const;

    qsizetype tables = 0; ///< that are the same
    qint64 rows = 0; ///< in these
    QJsonArray different; ///< {table, expectedRows, rows, checksum: whether that is the same}
    QStringList missing;
    QStringList additional;
};

} // namespace sm::backups
