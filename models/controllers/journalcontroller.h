// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/canceltoken.h>
#include <core/error.h>
#include <core/userplan.h>
#include <tables/journaltable.h>

#include <QObject>

namespace sm::operations {
class Journal;
class Runner;
class Undo;
} // namespace sm::operations

namespace sm::controllers {

/// Shows the journal, what is in doubt first, then newest first, a page at a time; plans what takes an entry back and
/// settles what is in doubt.
class JournalController : public QObject
{
    Q_OBJECT

public:
    /// What the journal is of; all outlive it.
    struct Services
    {
        operations::Journal *journal = nullptr; ///< nullptr: it could not be opened
        operations::Runner *runner = nullptr; ///< nullptr: nothing can be settled
        operations::Undo *undo = nullptr; ///< nullptr: nothing can be taken back
    };

    /// \p problem says why there is no journal.
    JournalController(Services services, std::optional<Error> problem, QObject *parent = nullptr);

    tables::JournalTable &table() { return m_table; }
    const std::optional<Error> &problem() const { return m_problem; }
    qint64 count() const { return m_count; }
    int inDoubtCount() const { return m_inDoubt; }
    void setIdentity(const Identity &identity) { m_identity = identity; }

    /// \p text as tables::JournalQuery has it.
    void setSearch(const QString &text);
    /// Reads the newest page again.
    void reload();
    void loadMore();

    /// Reads one entry in full; entryOpened() follows. The values of sealed states are hidden unless \p unsealed.
    void open(qint64 entry, bool unsealed = false);
    /// Plans what takes it back; undoPlanned() or failed() follows.
    void planUndo(qint64 entry);
    void planUndoOfRun(qint64 run);
    /// Looks at the world for what became of it; settled() or failed() follows.
    void reconcile(qint64 entry);
    /// What a person found out about it.
    void settle(qint64 entry, bool done, const QString &reason);
    /// Looks whether somebody changed the journal itself; verified() or failed() follows.
    void verify();
    /// Writes what is searched for as CSV, or for any other name the whole journal as JSON; exported() or failed()
    /// follows.
    void exportTo(const QString &file);

Q_SIGNALS:
    void changed();
    /// \p changes: what was different afterwards.
    void entryOpened(const sm::JournalEntry &entry, const QList<sm::Change> &changes);
    void undoPlanned(const sm::UserPlan &plan);
    /// \p sentence says what was found.
    void settled(qint64 entry, const QString &sentence);
    void verified(const QString &sentence);
    void exported(const QString &sentence);
    void failed(const sm::Error &error);

private:
    void load(qint64 before);
    void show(const QList<JournalEntry> &entries, qint64 before);

    Services m_services;
    std::optional<Error> m_problem;
    tables::JournalTable m_table;
    CancelSource m_cancel;
    Identity m_identity;
    QString m_search;
    QList<JournalEntry> m_doubtful; ///< stand at the top while nothing is searched
    qint64 m_count = 0;
    int m_inDoubt = 0;
    int m_generation = 0;
};

} // namespace sm::controllers
