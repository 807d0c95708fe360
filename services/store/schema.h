// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/result.h>

#include <QStringList>

namespace sm::store {

class Connection;

/// What a database file holds and how its older forms become the present one.
struct Schema
{
    QString name; ///< "Journal": begins the codes of the errors ("JournalNewer", "JournalUnavailable")
    quint32 applicationId = 0; ///< PRAGMA application_id: tells our files from others
    /// Element n holds the statements that bring version n to version n + 1. Never change one that was released.
    QList<QStringList> migrations;
};

/// Brings the file behind \p connection to the newest version, one transaction a version.
/// \error Kind::Storage  the file is another program's, or was made by a newer Stationmaster (code "…Newer"); then it
///                       was not touched
Result<void> migrate(Connection &connection, const Schema &schema, const QString &file);

} // namespace sm::store
