// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "journalpresence.h"
#include "journalrows.h"

#include <crypto/seal.h>
#include <operations/journalrecords.h>

namespace sm::operations {

/// Reads the journal's tables, on the thread of the database.
class JournalReader
{
public:
    JournalReader(store::Connection &connection, const JournalPresence &presence, const crypto::Seal &seal);

    /// With its sealed states opened.
    Result<JournalEntry> entry(qint64 id) const;
    Result<QList<JournalEntry>> entries(const JournalFilter &filter) const;
    Result<QList<JournalEntry>> inDoubt() const;

    Result<JournalRun> run(qint64 id) const;
    Result<QList<JournalRun>> runs(const RunFilter &filter) const;
    Result<QList<JournalRun>> unfinishedRuns() const;
    Result<bool> hasNote(const QString &kind, const QString &key, const QString &value) const;

private:
    Result<QList<EntryRow>> selectedRows(const QString &ending, const QVariantList &values) const;
    Result<JournalEntry> opened(const EntryRow &row) const;
    Result<QList<JournalEntry>> selectedEntries(const QString &ending, const QVariantList &values) const;
    Result<QList<JournalRun>> selectedRuns(const QString &ending, const QVariantList &values) const;
    Result<void> fill(JournalRun &run) const;

    store::Connection &m_connection;
    const JournalPresence &m_presence;
    const crypto::Seal &m_seal;
};

} // namespace sm::operations
