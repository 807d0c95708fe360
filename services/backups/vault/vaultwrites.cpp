// SPDX-License-Identifier: GPL-3.0-or-later
#include "vaultwrites.h"

#include "draftlock.h"
#include "folder.h"
#include "proofjson.h"
#include "vaultnames.h"
#include "vaultreads.h"

#include <core/clock.h>

#include <QCoreApplication>

#include <numeric>

namespace sm::backups {

using namespace Qt::Literals::StringLiterals;

namespace {

QString tr(const char *text) { return QCoreApplication::translate("sm::backups::Vault", text); }

Error invalid(const QString &why) { return Error(Error::Kind::Invalid, why); }

using Lock = std::shared_ptr<const DraftLock>;

bool isBookkeeping(const FolderEntry &entry) { return entry.name == draftName || entry.name == manifestName; }

/// The lock of \p draft, which is the folder \p name of \p assets: its own, or one taken now.
Result<Lock> lockOf(const VaultDraft &draft, const Folder &assets, const QString &name)
{
    return draft.lock ? Result<Lock>(draft.lock) : DraftLock::take(assets, name);
}

/// What a removal left that was killed half way. It does no harm, so a failure is none of the caller's.
void sweep(const Folder &assets)
{
    const QList<FolderEntry> entries = assets.entries().value_or(QList<FolderEntry>());
    for (const FolderEntry &entry : entries) {
        if (entry.name.endsWith(removingSuffix))
            (void)assets.remove(entry.name);
    }
}

/// From now on nobody takes it for a backup or a draft, however far the removal gets.
Result<void> removeAside(const Folder &assets, const QString &name)
{
    const Result<void> aside = assets.rename(name, name + removingSuffix);
    if (!aside)
        return aside.error().kind() == Error::Kind::NotFound ? ok() : aside;
    return assets.remove(name + removingSuffix);
}

Result<void> removePlace(const QString &vault, const QString &folder)
{
    const Result<VaultPlace> place = placeOf(vault, folder);
    if (!place)
        return place.error();
    const Result<Folder> assets = Folder::open(vault, {place->asset});
    if (!assets)
        return assets.error().kind() == Error::Kind::NotFound ? ok() : Result<void>(assets.error());
    sweep(*assets);
    return removeAside(*assets, place->name);
}

Result<QList<FolderEntry>> filesOf(const Folder &draft)
{
    const Result<QList<FolderEntry>> all = draft.everything();
    if (!all)
        return all.error();
    QList<FolderEntry> files;
    for (const FolderEntry &entry : *all) {
        const bool isFit = entry.kind == FolderEntry::Kind::File && isFileName(entry.name) && !isProofName(entry.name);
        if (!isFit)
            return Error(Error::Kind::Storage,
                tr("%1/%2 is nothing that a backup can keep; only files are.").arg(draft.path(), entry.name));
        if (!isBookkeeping(entry))
            files << entry;
    }
    return files;
}

Result<QList<BackupFile>> measured(const Folder &draft, const Vault::Progress &progress, const CancelToken &token)
{
    const Result<QList<FolderEntry>> entries = filesOf(draft);
    if (!entries)
        return entries.error();
    const qint64 all = std::accumulate(entries->begin(), entries->end(), qint64(0),
        [](qint64 sum, const FolderEntry &entry) { return sum + entry.bytes; });
    qint64 done = 0;
    QList<BackupFile> files;
    for (const FolderEntry &entry : *entries) {
        const qint64 before = done;
        const Result<Handle> file = draft.file(entry.name);
        const Result<QString> sum = file
            ? sha256Of(
                  *file, draft.path() + u'/' + entry.name, [&](qint64 bytes) { progress(done += bytes, all); }, token)
            : Result<QString>(file.error());
        if (!sum)
            return sum.error();
        if (const auto settled = draft.settleFile(entry.name); !settled)
            return settled.error();
        files << BackupFile{entry.name, done - before, *sum};
    }
    return files;
}

/// The manifest comes last, and what only a draft has goes.
Result<void> sealDraft(const Folder &draft, const Manifest &manifest)
{
    if (const auto removed = draft.remove(manifestName); !removed) // of a commit that did not end
        return removed;
    if (const auto kept = draft.keep(manifestName, toJson(manifest)); !kept)
        return kept;
    if (const auto removed = draft.remove(draftName); !removed)
        return removed;
    return draft.settle();
}

} // namespace

Result<VaultDraft> begun(const QString &vault, Manifest manifest)
{
    if (manifest.asset.isEmpty() || manifest.kind.isEmpty() || manifest.system.isEmpty())
        return invalid(tr("A backup needs an asset, a kind and a system."));
    const QDateTime now = SystemClock().nowUtc();
    if (manifest.id.isEmpty())
        manifest.id = newBackupId(now);
    if (!manifest.takenAt.isValid())
        manifest.takenAt = now;
    if (!isBackupId(manifest.id))
        return invalid(tr("“%1” can not be the id of a backup.").arg(manifest.id));
    manifest.files.clear();
    // Half a character, or a byte order mark at the beginning, does not come back from JSON.
    const Result<Manifest> written = manifestFrom(toJson(manifest));
    if (!written || written->asset != manifest.asset)
        return invalid(tr("“%1” can not be kept as the name of an asset.").arg(manifest.asset));
    const Result<Folder> root = Folder::made(vault);
    const Result<Folder> assets
        = root ? root->madeChild(Vault::folderNameOf(manifest.asset)) : Result<Folder>(root.error());
    if (!assets)
        return assets.error();
    sweep(*assets);
    const Result<Folder> draft = assets->newChild(manifest.id + partialSuffix);
    if (!draft)
        return draft.error();
    const Result<Lock> lock = DraftLock::take(*assets, manifest.id + partialSuffix);
    if (!lock)
        return lock.error();
    if (const auto kept = draft->keep(draftName, toJson(manifest)); !kept)
        return kept.error();
    return VaultDraft{draft->path(), manifest, *lock};
}

Result<Vault::Kept> committed(
    const QString &vault, VaultDraft draft, const Vault::Progress &progress, const CancelToken &token)
{
    const Result<VaultPlace> place = placeOf(vault, draft.folder);
    if (!place || place->name != draft.manifest.id + partialSuffix)
        return place ? invalid(tr("%1 is no draft of %2.").arg(draft.folder, draft.manifest.id)) : place.error();
    const Result<Folder> assets = Folder::open(vault, {place->asset});
    const Result<Folder> folder = assets ? assets->child(place->name) : Result<Folder>(assets.error());
    if (!folder)
        return folder.error();
    const Result<Lock> lock = lockOf(draft, *assets, place->name);
    if (!lock)
        return lock.error();
    const Result<QList<BackupFile>> files = measured(*folder, progress, token);
    if (!files)
        return files.error();
    draft.manifest.files = *files;
    draft.manifest.finishedAt = SystemClock().nowUtc();
    if (const auto kept = sealDraft(*folder, draft.manifest); !kept)
        return kept.error();
    if (const auto named = assets->rename(place->name, draft.manifest.id); !named)
        return named.error();
    return found(vault, draft.manifest.asset, draft.manifest.id, {});
}

Result<void> discarded(const QString &vault, const VaultDraft &draft)
{
    if (!draft.folder.endsWith(partialSuffix))
        return invalid(tr("%1 is no draft.").arg(draft.folder));
    const Result<VaultPlace> place = placeOf(vault, draft.folder);
    if (!place)
        return place.error();
    const Result<Folder> assets = Folder::open(vault, {place->asset});
    const Result<Lock> lock = assets ? lockOf(draft, *assets, place->name) : Result<Lock>(assets.error());
    if (lock)
        return removePlace(vault, draft.folder);
    return lock.error().kind() == Error::Kind::NotFound ? ok() : Result<void>(lock.error());
}

Result<void> removed(const QString &vault, const Vault::Kept &kept)
{
    if (kept.folder.endsWith(partialSuffix))
        return invalid(tr("%1 is no backup.").arg(kept.folder));
    return removePlace(vault, kept.folder);
}

Result<void> stamped(const QString &vault, const Vault::Kept &kept, const Proof &proof)
{
    const Result<VaultPlace> place = placeOf(vault, kept.folder);
    if (!place)
        return place.error();
    const Result<Folder> folder = Folder::open(vault, {place->asset, place->name});
    if (!folder)
        return folder.error();
    const QDateTime at = proof.at.isValid() ? proof.at : SystemClock().nowUtc();
    Proof dated = proof;
    dated.at = at;
    return folder->keep(newProofName(at), toJson(dated, place->name));
}

} // namespace sm::backups
