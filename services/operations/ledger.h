// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/error.h>
#include <core/journalentry.h>
#include <core/secret.h>
#include <store/connection.h>
#include <store/presence.h>

#include <QSet>

namespace sm::operations {

/// How a step ended, as it is to be written.
struct Outcome
{
    qint64 entry = 0;
    StepState state = StepState::InDoubt;
    QJsonObject output;
    std::optional<Error> error;
    QString requestId;
    QList<Secret> secrets;
};

/// The journal's tables: what Journal does on the database's thread, and only there. Rows are added, never changed.
class Ledger
{
public:
    /// Registers this process as one that may have steps under way.
    Result<void> beginSession(store::Connection &connection, const QString &file, qint64 now);

    Result<void> beginPlan(store::Connection &connection, const Plan &plan, const QString &actor, qint64 now);
    Result<qint64> begin(store::Connection &connection, const Plan &plan, int step, const QString &actor, qint64 now);
    Result<void> end(store::Connection &connection, const Outcome &outcome, qint64 now);

    Result<QList<JournalEntry>> entries(
        store::Connection &connection, const QString &search, qint64 before, int limit) const;

private:
    StepState stateWithoutOutcome(qint64 entry, qint64 session) const;
    JournalEntry entryFrom(const store::Row &row) const;

    std::unique_ptr<store::Presence> m_presence;
    qint64 m_session = 0;
    QSet<qint64> m_underWay; ///< entries of this process that have no outcome yet
};

} // namespace sm::operations
