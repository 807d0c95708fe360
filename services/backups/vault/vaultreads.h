// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "folder.h"

#include <vault/vault.h>

namespace sm::backups {

// What Vault does without changing anything, on the thread that calls it. \p vault is its folder. Errors as there.

Result<QList<Vault::Kept>> listed(const QString &vault, const QString &asset, const CancelToken &token);
Result<Vault::Kept> found(const QString &vault, const QString &asset, const QString &id, const CancelToken &token);
Result<QList<VaultDraft>> draftsIn(const QString &vault, const QString &asset, const CancelToken &token);
Result<void> verified(
    const QString &vault, const Vault::Kept &kept, const Vault::Progress &progress, const CancelToken &token);

/// A backup's or a draft's folder in \p vault, in parts.
struct VaultPlace
{
    QString asset; ///< the name of its folder
    QString name;
};
/// \error Kind::Invalid \p folder is none of \p vault
Result<VaultPlace> placeOf(const QString &vault, const QString &folder);

} // namespace sm::backups
