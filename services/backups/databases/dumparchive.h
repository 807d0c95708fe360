// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "clientprogram.h"

namespace sm::backups {

// What pg_dump writes: a file, or a folder with a file for each table. One name, as the manifest's files begin.

/// "database.dump"
QString archiveName();

/// What is in an archive, as the list of pg_restore says it.
struct ArchiveList
{
    QList<int> tables; ///< numbers of the entries with rows
    bool hasLargeObjects = false;

    static ArchiveList of(const QByteArray &list);
};

/// Whether a file of the custom format ends where an archive with \p list ends. pg_restore --list reads its beginning
/// alone.
bool endsAsArchive(const QString &file, const ArchiveList &list);

/// How many tables with rows are in the archive at \p path, of which at least \p expected have to be there.
/// \error Kind::BadReply (code "DumpIncomplete") it is empty or was cut
/// \error as process::observe()
QCoro::Task<Result<int>> checkArchive(ClientProgram pgRestore, QString path, int expected, CancelToken token);

} // namespace sm::backups
