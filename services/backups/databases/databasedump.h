// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "clientprogram.h"
#include "databasetools.h"
#include "serverfacts.h"

#include <operations/executor.h>
#include <postgres/snapshot.h>

namespace sm::backups {

/// Backs a database up into the vault: pg_dump writes into a draft, which becomes a backup when all of it is there.
class DatabaseDump
{
public:
    DatabaseDump(DatabaseTools tools, DatabaseInput input);

    /// Which program would do it, and the server's version: {path, version, server}.
    /// \error as findClient(), readFacts()
    QCoro::Task<Result<QJsonObject>> program(CancelToken token);
    /// \error Kind::BadReply (code "DumpIncomplete"), Kind::Timeout (code "Stalled"); as program(), runClient(),
    ///        readFingerprint(), Vault::begin() and commit(). Nothing of it is left, and changed() is No.
    QCoro::Task<Result<operations::Applied>> run(WritePermit permit, Step step, CancelToken token);

private:
    QCoro::Task<Result<void>> look(CancelToken token);
    QCoro::Task<Result<void>> write(WritePermit permit, VaultDraft *draft, CancelToken token);
    QCoro::Task<Result<void>> dump(WritePermit permit, VaultDraft *draft, CancelSource *stop);
    QCoro::Task<Result<QJsonObject>> fingerprint(CancelSource *stop);
    QStringList arguments(const QString &archive) const;
    void describe(Manifest &manifest) const;

    DatabaseTools m_tools;
    DatabaseInput m_input;
    postgres::Settings m_settings;
    ServerFacts m_facts;
    ClientProgram m_client;
    std::unique_ptr<postgres::Snapshot> m_snapshot; ///< nullptr: without a fingerprint
};

} // namespace sm::backups
