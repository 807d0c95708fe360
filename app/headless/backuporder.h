// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "options.h"

#include <core/backup.h>
#include <core/result.h>
#include <core/systeminfo.h>

namespace sm::app {

/// What `stationmaster backup …` is asked for.
struct BackupOrder
{
    std::optional<BackupAction> action; ///< nothing: the list is wanted
    QStringList assets; ///< ids; empty: all, of the list
    QString set; ///< that they are, where one was named
    QString backup; ///< empty: the newest
    QString target; ///< of a restore; empty: as the runbook has it
    bool checks = false; ///< the list: leave with an error when something is overdue

    bool needsBackup() const { return action && *action != BackupAction::Create; }

    /// \error Kind::Invalid words that do not fit together; a set that \p system does not have, with those it has
    static Result<BackupOrder> of(const CommandWords &words, const SystemInfo &system);
};

/// The backup of \p standing that \p id means: by id, name or ARN; the newest that can be used where it is empty.
/// \error Kind::NotFound there is none
Result<Backup> chosenBackup(const AssetStanding &standing, const QString &id);

} // namespace sm::app
