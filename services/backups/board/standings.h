// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backupsource.h"

#include <core/systeminfo.h>
#include <vault/vault.h>

namespace sm::backups {

/// Joins what AWS told of one kind of asset with what the vault knows.
///
/// An asset of the system's file is the thing of its name; what else was found, or is only in the vault, is an asset
/// of its own, called as it is, or "kind:name" where the file means something else by that name. Declared ones come
/// first, in the order of the file; the others by name.
class Standings
{
public:
    /// \p kept all that the vault has. The source outlives it.
    Standings(const BackupSource &source, const SystemInfo &system, QList<Vault::Kept> kept, QDateTime now);

    QList<AssetStanding> of(const Findings &findings);

private:
    AssetStanding standing(const Asset &asset, const FoundThing &thing, const std::optional<Error> &problem);
    void addRecords(AssetStanding &standing, bool isWhole);
    void addLeft(QList<AssetStanding> &found);
    bool isDeclaredName(const QString &name) const;
    QString idOf(const QString &name) const;
    qsizetype recordOf(const Backup &backup) const;

    const BackupSource &m_source;
    const SystemInfo &m_system;
    QList<Vault::Kept> m_kept; ///< of this kind, and not yet given to an asset
    QDateTime m_now;
};

} // namespace sm::backups
