// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/canceltoken.h>
#include <core/journalrun.h>
#include <core/result.h>
#include <operations/approvalkey.h>
#include <operations/journalrecords.h>

#include <QCoroTask>

#include <functional>
#include <memory>

class QIODevice;

namespace sm::store {
class CaptureStore;
class Connection;
class Database;
class KeyStore;
enum class KeyPlace;
} // namespace sm::store

namespace sm::operations {

class Ledger;

/// The write-ahead record of everything that Stationmaster does: SQLite, WAL, synchronous=FULL. All work on the file
/// happens on one thread of its own; the callers only wait for it.
class Journal
{
public:
    /// Opens or creates the journal in \p file (mode 0600, folder 0700). Of the programs that have it open the first
    /// is its writer; the others look on, and become the writer by the first write that they try when that one has
    /// gone.
    ///
    /// \p keys holds the key that rows are signed and states sealed with; null: a file beside the journal.
    /// \error Kind::Storage the folder or file can not be written or is damaged (code "JournalUnavailable"), or was
    ///                      made by a newer Stationmaster (code "JournalNewer"): then nothing may be changed
    static QCoro::Task<Result<std::unique_ptr<Journal>>> open(QString file, std::shared_ptr<store::KeyStore> keys = {});
    /// The same with the key of a new journal in the desktop's keyring, where one can be used.
    /// \error Kind::Storage as open(); the key is in a keyring that is locked or not there
    static QCoro::Task<Result<std::unique_ptr<Journal>>> openWithKeyring(QString file);
    ~Journal();

    /// Whether this program may add to the journal. All functions that do are refused with Kind::Storage, code
    /// "JournalInUse", while another one is the writer.
    bool isWriter() const;
    /// Becomes the writer, if no other program is.
    QCoro::Task<Result<void>> takeOver();
    /// Of the key that signs, 32 bytes: whoever notes it elsewhere can tell an export of this journal from any other.
    QByteArray publicKey() const;
    /// Where the one key is that it signs and seals with.
    store::KeyPlace keyPlace() const;
    /// By which whoever keeps this journal asks for approvals and gives them.
    ApprovalKey approvalKey() const;

    /// Stores \p plan before its first step and answers with the id of this run of it.
    QCoro::Task<Result<qint64>> beginRun(Plan plan, QString actor, RunLink link);
    /// Stores the intent of one step and answers with its entry. When this returns successfully it is on the disk.
    QCoro::Task<Result<qint64>> begin(Intent intent);
    /// Stores how it ended. An output of more than 64 KiB is cut, with a note. An entry has one outcome: a second one
    /// is refused.
    QCoro::Task<Result<void>> end(Conclusion conclusion);
    /// Stores what was found out about an entry whose outcome is missing or in doubt.
    /// \error Kind::NotFound there is no such entry
    /// \error Kind::Conflict its outcome is known (code "JournalResolved"), or somebody works on it ("JournalRunning")
    QCoro::Task<Result<void>> resolve(qint64 entry, StepState state, QJsonObject evidence, QString actor);
    /// Stores something that happened in \p run and is no step; \p step -1: it is about the whole run, \p run 0: about
    /// none. A run without a note "finished" or "stopped" counts as unfinished. \p body holds no secret.
    QCoro::Task<Result<void>> note(qint64 run, QString kind, int step, QJsonObject body, QString actor);
    /// The same about a whole run, for what may happen once only.
    /// \error Kind::Conflict (code "JournalNoted") there is a note of that kind with the same text \p key in its body
    QCoro::Task<Result<void>> noteOnce(qint64 run, QString kind, QString key, QJsonObject body, QString actor);
    /// Whether there is a note of that kind whose body holds the text \p value as \p key.
    QCoro::Task<Result<bool>> hasNote(QString kind, QString key, QString value);

    /// With its plan, entries and notes. Sealed states stay sealed.
    /// \error Kind::NotFound
    QCoro::Task<Result<JournalRun>> run(qint64 id);
    /// Newest first.
    QCoro::Task<Result<QList<JournalRun>>> runs(RunFilter filter);
    /// Running or Unfinished, oldest first, without those whose entries are all that is known of them (format 1).
    QCoro::Task<Result<QList<JournalRun>>> unfinishedRuns();
    /// Entries whose outcome nobody knows and nobody waits for, oldest first.
    QCoro::Task<Result<QList<JournalEntry>>> inDoubt();
    /// One entry with everything, sealed states opened.
    /// \error Kind::NotFound
    QCoro::Task<Result<JournalEntry>> entry(qint64 id);
    /// Newest first. Sealed states stay sealed.
    ///
    /// An entry without an outcome is Running while the process that wrote it works on it, else InDoubt.
    QCoro::Task<Result<QList<JournalEntry>>> entries(JournalFilter filter);
    QCoro::Task<Result<QList<JournalEntry>>> entries(QString search, qint64 before, int limit);
    QCoro::Task<Result<qint64>> count();

    /// Looks at every row: whether something was changed, removed, put in or rolled back behind Stationmaster's back.
    /// Others get their turn in between. Safe to cancel.
    QCoro::Task<Result<JournalVerification>> verify(CancelToken token);

    /// Writes all chained rows to \p device as JSON that docs/guide/verify_journal.py verifies. What is sealed stays
    /// so.
    /// \error Kind::Storage \p device takes no more
    QCoro::Task<Result<void>> exportJson(std::shared_ptr<QIODevice> device, CancelToken token);
    /// Writes the entries that \p filter lets through, newest first, as CSV for a spreadsheet; its limit counts not.
    /// \error Kind::Storage \p device takes no more
    QCoro::Task<Result<void>> exportCsv(std::shared_ptr<QIODevice> device, JournalFilter filter, CancelToken token);

    /// Where states go that are too big for an entry; beside the journal, sealed with its key.
    std::shared_ptr<store::CaptureStore> captures() const { return m_captures; }

private:
    Journal(std::unique_ptr<store::Database> database, std::shared_ptr<Ledger> ledger);
    template <typename T>
    QCoro::Task<Result<T>> onLedger(std::function<Result<T>(Ledger &, store::Connection &)> work);

    std::shared_ptr<Ledger> m_ledger;
    std::unique_ptr<store::Database> m_database;
    std::shared_ptr<store::CaptureStore> m_captures;
};

} // namespace sm::operations
