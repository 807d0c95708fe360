// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/backup.h>
#include <vault/vault.h>

namespace sm::backups {

/// What the vault knows of a backup. Of one that AWS keeps it does not say whether that is still there.
Backup backupOf(const Vault::Kept &kept);

/// Adds to \p backup, which AWS told of, what the vault knows of it besides.
void addRecord(Backup &backup, const Vault::Kept &kept);

} // namespace sm::backups
