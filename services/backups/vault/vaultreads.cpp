// SPDX-License-Identifier: GPL-3.0-or-later
#include "vaultreads.h"

#include "damage.h"
#include "draftlock.h"
#include "proofjson.h"
#include "vaultnames.h"

#include <QCoreApplication>

#include <algorithm>

namespace sm::backups {

using namespace Qt::Literals::StringLiterals;
using Kept = Vault::Kept;

namespace {

constexpr qint64 mostManifestBytes = 256 * 1024 * 1024; // some 1.5 million files
constexpr qint64 mostProofBytes = 4 * 1024 * 1024;

QString tr(const char *text) { return QCoreApplication::translate("sm::backups::Vault", text); }

bool isAbsent(const Error &error) { return error.kind() == Error::Kind::NotFound; }

Error noSuchBackup(const QString &asset, const QString &id)
{
    return Error(Error::Kind::NotFound,
        id == "newest"_L1 ? tr("There is no whole backup of %1. Take one first.").arg(asset)
                          : tr("There is no backup “%1” of %2.").arg(id, asset));
}

/// A manifest that was moved to another backup's place says what another backup was.
Result<Manifest> manifestIn(const Folder &folder, const VaultPlace &place)
{
    const Result<QByteArray> json = folder.content(manifestName, mostManifestBytes);
    if (!json)
        return damaged(tr("its manifest can not be read: %1").arg(json.error().message()));
    Result<Manifest> manifest = manifestFrom(*json);
    if (manifest && (manifest->id != place.name || Vault::folderNameOf(manifest->asset) != place.asset))
        return damaged(tr("its manifest is that of %1 of %2.").arg(manifest->id, manifest->asset));
    return manifest;
}

QList<Proof> proofsIn(const Folder &folder, const QString &id)
{
    QList<Proof> proofs;
    const QList<FolderEntry> entries = folder.entries().value_or(QList<FolderEntry>());
    for (const FolderEntry &entry : entries) {
        if (!isProofName(entry.name))
            continue;
        const Result<QByteArray> json = folder.content(entry.name, mostProofBytes);
        if (const auto proof = json ? proofFrom(*json, id) : std::nullopt)
            proofs << *proof;
    }
    std::sort(proofs.begin(), proofs.end(), [](const Proof &a, const Proof &b) { return a.at < b.at; });
    return proofs;
}

/// With the problem, where there is one.
Result<Kept> keptIn(const Folder &assets, const VaultPlace &place)
{
    const Result<Folder> folder = assets.child(place.name);
    if (!folder)
        return damaged(tr("its folder can not be opened: %1").arg(folder.error().message()));
    const Result<Manifest> manifest = manifestIn(*folder, place);
    if (!manifest)
        return manifest.error();
    return Kept{*manifest, folder->path(), proofsIn(*folder, place.name), {}};
}

Kept damagedKept(const Folder &assets, const VaultPlace &place, const Error &problem)
{
    Kept kept;
    kept.manifest.id = place.name;
    kept.manifest.asset = assetOfFolder(place.asset);
    kept.folder = assets.path() + u'/' + place.name;
    kept.problem = problem.message();
    return kept;
}

QDateTime timeOf(const Kept &kept)
{
    return kept.manifest.takenAt.isValid() ? kept.manifest.takenAt : begunAt(kept.manifest.id);
}

bool isNewer(const Kept &a, const Kept &b)
{
    return timeOf(a) != timeOf(b) ? timeOf(a) > timeOf(b) : a.manifest.id > b.manifest.id;
}

using EachPlace = std::function<void(const Folder &assets, const VaultPlace &place)>;

/// Calls \p each for all that is in the folder of \p asset, or in all assets' folders.
Result<void> goThrough(const QString &vault, const QString &asset, const EachPlace &each, const CancelToken &token)
{
    const Result<Folder> root = Folder::open(vault);
    const Result<QList<FolderEntry>> assets = root ? root->entries() : Result<QList<FolderEntry>>(root.error());
    if (!assets)
        return isAbsent(assets.error()) ? ok() : Result<void>(assets.error());
    for (const FolderEntry &one : *assets) {
        const bool isWanted = asset.isEmpty() || one.name == Vault::folderNameOf(asset);
        if (one.kind != FolderEntry::Kind::Folder || !isWanted)
            continue;
        const Result<Folder> folder = root->child(one.name);
        const Result<QList<FolderEntry>> inside
            = folder ? folder->entries() : Result<QList<FolderEntry>>(folder.error());
        if (!inside)
            return inside.error();
        for (const FolderEntry &entry : *inside) {
            if (token.isCancelled())
                return Error::cancelled();
            each(*folder, {one.name, entry.name});
        }
    }
    return ok();
}

VaultDraft draftIn(const Folder &assets, const VaultPlace &place)
{
    VaultDraft draft;
    draft.folder = assets.path() + u'/' + place.name;
    const Result<Folder> folder = assets.child(place.name);
    draft.lock = DraftLock::take(assets, place.name).value_or(nullptr);
    for (const QString &name : {draftName, manifestName}) {
        const Result<QByteArray> json = folder ? folder->content(name, mostManifestBytes) : folder.error();
        const Result<Manifest> manifest = json ? manifestFrom(*json) : json.error();
        if (manifest) {
            draft.manifest = *manifest;
            draft.manifest.files.clear();
            return draft;
        }
    }
    draft.manifest.id = place.name.chopped(partialSuffix.size());
    draft.manifest.asset = assetOfFolder(place.asset);
    return draft;
}

} // namespace

Result<VaultPlace> placeOf(const QString &vault, const QString &folder)
{
    const QString below = folder.startsWith(vault + u'/') ? folder.mid(vault.size() + 1) : QString();
    const QStringList parts = below.split(u'/');
    const QString name = parts.value(1);
    const bool isName = isBackupId(name) || (name.endsWith(partialSuffix) && isBackupId(name.chopped(8)));
    if (parts.size() != 2 || parts.first().isEmpty() || parts.first().startsWith(u'.') || !isName)
        return Error(Error::Kind::Invalid, tr("%1 is no backup's folder of %2.").arg(folder, vault));
    return VaultPlace{parts.first(), name};
}

Result<QList<Kept>> listed(const QString &vault, const QString &asset, const CancelToken &token)
{
    QList<Kept> all;
    const EachPlace add = [&all](const Folder &assets, const VaultPlace &place) {
        if (!isBackupId(place.name))
            return;
        const Result<Kept> kept = keptIn(assets, place);
        all << (kept ? *kept : damagedKept(assets, place, kept.error()));
    };
    if (const auto gone = goThrough(vault, asset, add, token); !gone)
        return gone.error();
    std::sort(all.begin(), all.end(), isNewer);
    return all;
}

Result<Kept> found(const QString &vault, const QString &asset, const QString &id, const CancelToken &token)
{
    if (isBackupId(id)) {
        const VaultPlace place{Vault::folderNameOf(asset), id};
        const Result<Folder> assets = Folder::open(vault, {place.asset});
        const Result<QList<FolderEntry>> inside
            = assets ? assets->entries() : Result<QList<FolderEntry>>(assets.error());
        const QList<FolderEntry> entries = inside.value_or(QList<FolderEntry>());
        const bool isThere
            = std::any_of(entries.begin(), entries.end(), [&id](const FolderEntry &entry) { return entry.name == id; });
        if (isThere)
            return keptIn(*assets, place);
    }
    const Result<QList<Kept>> all = listed(vault, asset, token);
    if (!all)
        return all.error();
    const auto isMeant = [&id](const Kept &kept) {
        return kept.problem.isEmpty() && (id == "newest"_L1 || (!id.isEmpty() && kept.manifest.native == id));
    };
    const auto kept = std::find_if(all->begin(), all->end(), isMeant);
    return kept == all->end() ? Result<Kept>(noSuchBackup(asset, id)) : *kept;
}

Result<QList<VaultDraft>> draftsIn(const QString &vault, const QString &asset, const CancelToken &token)
{
    QList<VaultDraft> all;
    const EachPlace add = [&all](const Folder &assets, const VaultPlace &place) {
        if (place.name.endsWith(partialSuffix))
            all << draftIn(assets, place);
    };
    if (const auto gone = goThrough(vault, asset, add, token); !gone)
        return gone.error();
    return all;
}

} // namespace sm::backups
