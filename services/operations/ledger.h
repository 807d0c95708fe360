// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "journalpresence.h"
#include "journalreader.h"

namespace sm::operations {

/// The journal's tables: what Journal does on the database's thread, and only there. Rows are added, never changed.
class Ledger
{
public:
    /// Registers this process as one that may have steps under way.
    Result<void> beginSession(store::Connection &connection, const QString &file, qint64 now);

    Result<qint64> beginRun(
        store::Connection &connection, const Plan &plan, const QString &actor, const RunLink &link, qint64 now);
    Result<qint64> begin(store::Connection &connection, const Intent &intent, qint64 now);
    Result<void> end(store::Connection &connection, const Conclusion &conclusion, qint64 now);
    Result<void> resolve(store::Connection &connection, qint64 entry, StepState state, const QJsonObject &evidence,
        const QString &actor, qint64 now);
    Result<void> note(store::Connection &connection, const JournalNote &note);

    Result<void> beginPlan(store::Connection &connection, const Plan &plan, const QString &actor, qint64 now);
    Result<qint64> begin(store::Connection &connection, const Plan &plan, int step, const QString &actor, qint64 now);

    JournalReader reader(store::Connection &connection) const { return {connection, m_presence}; }

private:
    Result<qint64> addRun(store::Connection &connection, const Plan &plan, const QString &actor, const RunLink &link,
        bool tracked, qint64 now);
    Result<qint64> addEntry(store::Connection &connection, const Intent &intent, qint64 now);

    JournalPresence m_presence;
};

} // namespace sm::operations
