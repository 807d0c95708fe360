// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/plan.h>
#include <core/result.h>
#include <postgres/statement.h>

namespace sm::backups {

/// The input of the operations on whole databases:
///
///     database:dump           {asset, set, database, format: custom or directory, jobs, compression, fingerprint,
///                             probes}
///     database:restore        {asset, backup, database, into, jobs, overwrite}
///     database:compare        {asset, backup, database, into}
///     database:query          {database, into, statement, parameters: []}
///     database:drop-restored  {database, into}
///
/// "database" is the name that the system's file gives a server and the database that is backed up; "into" another
/// database on the same server; of a query the backed up one itself where it is left out. Each takes "password", a
/// secret.
struct DatabaseInput
{
    enum class Verb { Dump, Restore, Compare, Query, Drop };

    Verb verb = Verb::Dump;
    QString asset;
    QString backup;
    QString set;
    QString database;
    QString into;
    Secret password;
    bool isDirectory = false; ///< format
    int jobs = 1;
    QString compression; ///< "0" to "9", "zstd:3", "lz4"; empty: the program's own
    bool fingerprint = false;
    bool overwrite = false;
    postgres::Statement statement; ///< with its secrets
};

/// \error Kind::Invalid (code "Input") names the member that is wrong; as postgres::StatementKind::of()
Result<DatabaseInput> databaseInput(const Step &step);

} // namespace sm::backups
