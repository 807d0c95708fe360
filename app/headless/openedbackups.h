// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backuporder.h"
#include "headlesssystem.h"

#include <board/backupservice.h>

namespace sm::app {

/// What each command about backups begins with.
struct OpenedBackups
{
    BackupOrder order;
    std::unique_ptr<HeadlessSystem> system;
    std::unique_ptr<backups::BackupService> service; ///< after the system, whose caller it asks

    /// \p foundation and \p options outlive it.
    /// \error as systemOf(), BackupOrder::of() and HeadlessSystem::open()
    static QCoro::Task<Result<OpenedBackups>> open(Foundation *foundation, const Options *options);
};

} // namespace sm::app
