// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <aws/caller/testpermit.h>
#include <support/await.h>
#include <vault/vault.h>

#include <QDir>
#include <QFile>
#include <QTemporaryDir>

namespace sm::test {

using namespace Qt::Literals::StringLiterals;

/// A vault in a folder of its own, for tests that do not link the Runner: those have ExecutorBench, and VaultKeeper
/// (vaultkeeper.h) in it.
struct VaultBench
{
    static backups::Manifest manifest(const QString &asset = u"ChatMessage-prod"_s)
    {
        backups::Manifest made;
        made.asset = asset;
        made.kind = u"table"_s;
        made.system = u"demo"_s;
        return made;
    }
    Result<backups::VaultDraft> begin(const backups::Manifest &manifest) const
    {
        return await(vault.begin(permit(), manifest)).value_or(late());
    }
    Result<backups::Vault::Kept> commit(const backups::VaultDraft &draft) const
    {
        return await(vault.commit(permit(), draft, {}, {})).value_or(late());
    }
    /// A backup of \p files, by name.
    Result<backups::Vault::Kept> keep(
        const backups::Manifest &manifest, const QMap<QString, QByteArray> &files = {{u"data"_s, "content"}}) const
    {
        const Result<backups::VaultDraft> draft = begin(manifest);
        if (!draft)
            return draft.error();
        for (auto it = files.begin(); it != files.end(); ++it)
            write(draft->folder + u'/' + it.key(), it.value());
        return commit(*draft);
    }
    Result<backups::Vault::Kept> read(const QString &asset, const QString &id = u"newest"_s) const
    {
        return await(vault.read(asset, id, {})).value_or(late());
    }
    Result<void> verify(const backups::Vault::Kept &kept) const
    {
        return await(vault.verify(kept, {}, {}), std::chrono::seconds(60)).value_or(late());
    }
    QList<backups::Vault::Kept> list(const QString &asset = {}) const
    {
        return await(vault.list(asset, {})).value_or(late()).value_or(QList<backups::Vault::Kept>());
    }
    QList<backups::VaultDraft> drafts(const QString &asset = {}) const
    {
        return await(vault.drafts(asset, {})).value_or(late()).value_or(QList<backups::VaultDraft>());
    }

    static WritePermit permit() { return operations::Runner::permit(); }
    static Error late() { return {Error::Kind::Timeout, u"no answer"_s}; }
    static bool write(const QString &path, const QByteArray &content)
    {
        QFile file(path);
        return QDir().mkpath(QFileInfo(path).path()) && file.open(QIODevice::WriteOnly) && file.write(content) >= 0;
    }
    static QByteArray contentOf(const QString &path)
    {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

    QTemporaryDir folder;
    backups::Vault vault{folder.filePath(u"backups/demo"_s)};
};

} // namespace sm::test
