// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "clientprogram.h"
#include "databasetools.h"
#include "serverdatabases.h"

#include <operations/executor.h>

namespace sm::backups {

/// Makes a database of a backup. It is filled under another name and gets its own when all of it is there, so that no
/// half database ever has the name, and one that is replaced is whole until then; it stays under a third name.
class DatabaseRestore
{
public:
    DatabaseRestore(DatabaseTools tools, DatabaseInput input);

    /// \error Kind::BadReply (code "BackupDamaged") before anything is made; Kind::Conflict (code "Exists", "InUse");
    /// as
    ///        wholeBackup(), findClient(), runClient(). What was made is dropped again, and changed() is No; Unknown
    ///        where that failed.
    QCoro::Task<Result<operations::Applied>> run(WritePermit permit, CancelToken token);

private:
    QCoro::Task<Result<void>> prepare(CancelToken token);
    QCoro::Task<Result<void>> expectPlace(ServerDatabases *server, CancelToken token);
    QCoro::Task<Result<void>> chooseOwners(ServerDatabases *server, CancelToken token);
    QCoro::Task<Result<void>> makeEmpty(WritePermit permit, ServerDatabases *server, CancelToken token);
    QCoro::Task<Result<void>> fill(WritePermit permit, CancelToken token);
    QCoro::Task<Result<void>> giveName(WritePermit permit, CancelToken token);
    QCoro::Task<Error> dropAgain(WritePermit permit, Error why);
    QStringList arguments() const;
    QString archive() const;
    void note(const QString &line);

    DatabaseTools m_tools;
    DatabaseInput m_input;
    Vault::Kept m_kept;
    ServerFacts m_facts; ///< of the database that was backed up
    ClientProgram m_client;
    RestoredMark m_mark;
    QString m_work; ///< what it is called until it is whole
    int m_tables = 0;
    bool m_withOwners = true;
    bool m_withPrivileges = true;
    QStringList m_notes;
};

} // namespace sm::backups
