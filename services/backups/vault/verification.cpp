// SPDX-License-Identifier: GPL-3.0-or-later
#include "damage.h"
#include "vaultnames.h"
#include "vaultreads.h"

#include <QCoreApplication>
#include <QHash>

namespace sm::backups {

namespace {

QString tr(const char *text) { return QCoreApplication::translate("sm::backups::Vault", text); }

/// What lies beside the files of a backup.
bool isOurs(const QString &name) { return name == manifestName || isProofName(name); }

Result<void> sameManifest(const Folder &folder, const Manifest &expected)
{
    const Result<QByteArray> json = folder.content(manifestName, toJson(expected).size());
    if (json && *json == toJson(expected))
        return ok();
    return damaged(tr("its manifest is not the one that was read before."));
}

/// Names and sizes: cheap, so they come first.
Result<void> sameFiles(const Folder &folder, const QList<BackupFile> &expected)
{
    const Result<QList<FolderEntry>> found = folder.everything();
    if (!found)
        return found.error();
    QHash<QString, FolderEntry> byName;
    for (const FolderEntry &entry : *found) {
        if (!isOurs(entry.name))
            byName.insert(entry.name, entry);
    }
    for (const BackupFile &file : expected) {
        if (!byName.contains(file.name))
            return damaged(tr("%1 is missing.").arg(file.name));
        const FolderEntry entry = byName.take(file.name);
        if (entry.kind != FolderEntry::Kind::File)
            return damaged(tr("%1 is no file any more.").arg(file.name));
        if (entry.bytes != file.bytes)
            return damaged(tr("%1 has %2 bytes instead of %3.").arg(file.name).arg(entry.bytes).arg(file.bytes));
    }
    if (!byName.isEmpty())
        return damaged(tr("%1 does not belong to it.").arg(byName.constBegin().key()));
    return ok();
}

Result<void> sameBytes(
    const Folder &folder, const BackupFile &file, const std::function<void(qint64)> &onPiece, const CancelToken &token)
{
    const Result<Handle> opened = folder.file(file.name);
    if (!opened)
        return damaged(opened.error().message());
    const Result<QString> sum = sha256Of(*opened, folder.path() + u'/' + file.name, onPiece, token);
    if (!sum)
        return sum.error();
    return *sum == file.sha256 ? ok() : Result<void>(damaged(tr("%1 is not what was written.").arg(file.name)));
}

} // namespace

Result<void> verified(
    const QString &vault, const Vault::Kept &kept, const Vault::Progress &progress, const CancelToken &token)
{
    const Result<VaultPlace> place = placeOf(vault, kept.folder);
    if (!place)
        return place.error();
    const Result<Folder> folder = Folder::open(vault, {place->asset, place->name});
    if (!folder)
        return damaged(folder.error().message());
    if (const auto same = sameManifest(*folder, kept.manifest); !same)
        return same;
    if (const auto same = sameFiles(*folder, kept.manifest.files); !same)
        return same;
    qint64 done = 0;
    const qint64 all = kept.manifest.bytes();
    const auto onPiece = [&](qint64 bytes) { progress(done += bytes, all); };
    for (const BackupFile &file : kept.manifest.files) {
        if (const auto same = sameBytes(*folder, file, onPiece, token); !same)
            return same;
    }
    return ok();
}

} // namespace sm::backups
