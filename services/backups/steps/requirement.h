// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <board/backupservice.h>
#include <core/plan.h>
#include <operations/executor.h>

namespace sm::backups {

/// What backup:require asks for: {assets, within}.
struct Requirement
{
    QStringList assets; ///< ids, one at least
    std::chrono::seconds within{0}; ///< how old a backup may be
};

/// \error Kind::Invalid (code "Input") names the member that is wrong
Result<Requirement> requirementOf(const Step &step);

/// The newest backup of each asset that can be restored and is young enough at \p now (UTC): {backups: [{asset, id,
/// takenAt}]}, in the order asked for. What AWS keeps has to be there. \p board outlives the task.
/// \error Kind::Conflict (code "NoBackup") names each asset without one, and why; as BackupService::standing()
QCoro::Task<Result<operations::Applied>> requiredBackups(
    BackupService *board, Requirement requirement, QDateTime now, CancelToken token);

} // namespace sm::backups
