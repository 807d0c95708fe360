// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/plan.h>
#include <core/result.h>
#include <vault/manifest.h>

namespace sm::backups {

/// Which backup a step is about: {asset, backup}, and of backup:prove {restored, since, checks};
/// of backup:list {asset} alone, which may be left out.
struct BackupInput
{
    QString asset;
    QString backup; ///< as Vault::read() takes it; of backup:remove the id alone
    bool isRestored = false;
    QDateTime since; ///< UTC
    QJsonObject checks;
};

/// \error Kind::Invalid (code "Input") names the member that is wrong
Result<BackupInput> backupInput(const Step &step);

/// The manifest of a backup whose data is elsewhere, of backup:record: what AWS or somebody else keeps. Without
/// \c takenAt it is of now.
/// \error Kind::Invalid (code "Input") names the member that is wrong
Result<Manifest> recordInput(const Step &step, const SystemInfo &system);

} // namespace sm::backups
