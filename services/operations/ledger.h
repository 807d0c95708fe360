// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chain.h"
#include "journalkeys.h"
#include "journalpresence.h"
#include "journalreader.h"

#include <atomic>

namespace sm::operations {

/// The journal's tables: what Journal does on the database's thread, and only there. Rows are added, never changed.
///
/// Of all programs that have a journal open one is its writer. Every function that adds something tries to become it.
class Ledger
{
public:
    Ledger(QString file, std::shared_ptr<store::KeyStore> keys);

    /// Becomes the writer, or looks on when another program is.
    /// \error Kind::Storage
    Result<void> open(store::Connection &connection, qint64 now);
    /// \error Kind::Storage, code "JournalInUse": another program is the writer
    Result<void> takeOver(store::Connection &connection, qint64 now);
    bool isWriter() const { return m_isWriter; }

    Result<qint64> beginRun(
        store::Connection &connection, const Plan &plan, const QString &actor, const RunLink &link, qint64 now);
    Result<qint64> begin(store::Connection &connection, const Intent &intent, qint64 now);
    Result<void> end(store::Connection &connection, const Conclusion &conclusion, qint64 now);
    Result<void> resolve(store::Connection &connection, qint64 entry, StepState state, const QJsonObject &evidence,
        const QString &actor, qint64 now);
    Result<void> note(store::Connection &connection, const JournalNote &note);
    /// \error Kind::Conflict, code "JournalNoted": there is one of that kind with the same text \p key in its body
    Result<void> noteOnce(store::Connection &connection, const JournalNote &note, const QString &key);

    JournalReader reader(store::Connection &connection) const { return {connection, m_presence, m_keys->seal}; }
    const JournalKeys &keys() const { return *m_keys; }
    store::KeyPlace keyPlace() const { return m_keyStore->place(); }
    QString file() const { return m_file; }

private:
    Result<void> beginSession(store::Connection &connection, const std::optional<QJsonObject> &broken, qint64 now);
    /// Adds a row and chains it.
    Result<qint64> add(
        store::Connection &connection, const QString &table, const QStringList &columns, const QVariantList &values);
    /// What \p work does, chained, by the writer.
    Result<void> transact(store::Connection &connection, qint64 now, const std::function<Result<void>()> &work);
    Result<qint64> addEntry(store::Connection &connection, const Intent &intent, qint64 now);
    Result<void> addOutcome(store::Connection &connection, const Conclusion &conclusion, qint64 now);
    Result<void> addNote(store::Connection &connection, const JournalNote &note);

    QString m_file;
    std::shared_ptr<store::KeyStore> m_keyStore;
    std::optional<JournalKeys> m_keys;
    std::optional<Chain> m_chain;
    JournalPresence m_presence;
    std::atomic<bool> m_isWriter = false;
};

} // namespace sm::operations
