// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/canceltoken.h>
#include <core/writepermit.h>
#include <vault/manifest.h>

#include <QCoroTask>

#include <functional>
#include <memory>

class QThreadPool;

namespace sm::backups {

class DraftLock;

/// Where the backup of one asset is being written: a folder aside ("….partial"), which nobody takes for a backup.
struct VaultDraft
{
    QString folder; ///< absolute; the files of the backup go in here, by their names in the manifest
    Manifest manifest; ///< with id and what begin() was given; files are measured by commit()
    std::shared_ptr<const DraftLock> lock = {}; ///< while a copy of it lives, the draft is its holder's alone

    /// Nobody else writes it.
    bool isHeld() const { return lock != nullptr; }
};

/// The backups of one system that this computer keeps, and what it knows about those that AWS keeps:
/// "<folder>/<asset>/<id>/manifest.json" beside the files, and "proof-<time>.json" for each proof.
///
/// Folders are 0700 and files 0600. All work is done on another thread.
class Vault
{
public:
    /// \param folder "<data folder>/backups/<system>"; made when it is needed
    explicit Vault(QString folder);

    QString folder() const { return m_folder; }

    /// A backup and what was found out about it.
    struct Kept
    {
        Manifest manifest;
        QString folder;
        QList<Proof> proofs; ///< oldest first
        QString problem; ///< its manifest is damaged: a sentence; the manifest has id and asset alone
    };
    /// All of \p asset, or of all assets where it is empty; newest first. Damaged ones are among them.
    /// \error Kind::Storage
    QCoro::Task<Result<QList<Kept>>> list(QString asset, CancelToken token) const;

    /// One backup; \p id "newest" is the newest whole one, and an ARN the one that AWS keeps under it.
    /// \error Kind::NotFound there is none
    /// \error as manifestFrom(); Kind::Storage
    QCoro::Task<Result<Kept>> read(QString asset, QString id, CancelToken token) const;

    using Progress = std::function<void(qint64 bytes, qint64 ofBytes)>;
    /// Reads every byte of every file. Nothing of \p kept may be used before this said yes.
    /// \error Kind::BadReply (code "BackupDamaged") a file is missing, too much, or not what was written; names it
    /// \error Kind::Storage, Kind::Cancelled
    QCoro::Task<Result<void>> verify(Kept kept, Progress progress, CancelToken token) const;

    /// Begins a backup. \p manifest needs asset, kind and system; id and takenAt are made where they are empty.
    /// \error Kind::Invalid an asset that can be no folder; Kind::Storage
    QCoro::Task<Result<VaultDraft>> begin(WritePermit permit, Manifest manifest) const;
    /// Measures the files, puts all of it on the disk, and gives it its name: from then on it is a backup.
    /// \error Kind::Storage; the draft is still there and nothing is a backup
    /// \error Kind::Conflict (code "Busy") somebody else holds the draft
    QCoro::Task<Result<Kept>> commit(WritePermit permit, VaultDraft draft, Progress progress, CancelToken token) const;
    /// Takes away what a backup that was not finished left.
    /// \error Kind::Conflict (code "Busy") somebody else holds the draft; Kind::Storage
    QCoro::Task<Result<void>> discard(WritePermit permit, VaultDraft draft) const;
    /// All drafts. Those that nobody writes, which a crash left, are held by the caller from now on, to be resumed or
    /// discarded; the others are not held, and to be left alone.
    QCoro::Task<Result<QList<VaultDraft>>> drafts(QString asset, CancelToken token) const;

    QCoro::Task<Result<void>> stamp(WritePermit permit, Kept kept, Proof proof) const;
    /// \error Kind::Storage
    QCoro::Task<Result<void>> remove(WritePermit permit, Kept kept) const;

    /// "chat/../x" as a folder's name of its own, the same for the same asset, and two assets never share one.
    static QString folderNameOf(const QString &asset);

private:
    QString m_folder;
    std::shared_ptr<QThreadPool> m_pool;
};

} // namespace sm::backups
