// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/canceltoken.h>
#include <core/error.h>
#include <core/journalentry.h>
#include <core/result.h>

#include <QCoroTask>

#include <memory>

namespace sm::store {
class Database;
}

namespace sm::operations {

class Ledger;

/// The write-ahead record of everything that Stationmaster does: SQLite, WAL, synchronous=FULL. All work on the file
/// happens on one thread of its own; the callers only wait for it.
class Journal
{
public:
    /// Opens or creates the journal in \p file (mode 0600, folder 0700).
    /// \error Kind::Storage the folder or file can not be written or is damaged (code "JournalUnavailable"), or was
    ///                      made by a newer Stationmaster (code "JournalNewer"): then nothing may be changed
    static QCoro::Task<Result<std::unique_ptr<Journal>>> open(QString file);
    ~Journal();

    /// Stores the plan before its first step.
    QCoro::Task<Result<void>> beginPlan(Plan plan, QString actor);
    /// Stores the intent of one step. When this returns successfully it is on the disk.
    QCoro::Task<Result<qint64>> begin(Plan plan, int step, QString actor);
    /// Stores how it ended. \p secrets of the step are blotted out of output and message; an output of more than
    /// 64 KiB is cut, with a note. An entry has one outcome: a second one is refused.
    QCoro::Task<Result<void>> end(qint64 entry, StepState state, QJsonObject output, std::optional<Error> error,
        QString requestId, QList<Secret> secrets);

    /// Newest first, at most \p limit, those before entry \p before (0: from the newest). With \p search, those in
    /// whose title, plan, resource, operation or actor each of its words occurs, whatever their case.
    ///
    /// An entry without an outcome is Running while the process that wrote it works on it, else InDoubt.
    QCoro::Task<Result<QList<JournalEntry>>> entries(QString search, qint64 before, int limit);
    QCoro::Task<Result<qint64>> count();

private:
    explicit Journal(std::unique_ptr<store::Database> database);

    std::shared_ptr<Ledger> m_ledger;
    std::unique_ptr<store::Database> m_database;
};

} // namespace sm::operations
