// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/backup.h>

namespace sm::backups {

/// As BackupService::procedure().
std::optional<BackupProcedure> procedureOf(const Asset &asset, BackupAction action, const Backup *backup);

/// As BackupService::procedureForAll().
std::optional<BackupProcedure> procedureOfAll(const QList<Asset> &assets, BackupAction action);

} // namespace sm::backups
