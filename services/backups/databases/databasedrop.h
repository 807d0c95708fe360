// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "databasetools.h"

#include <core/writepermit.h>
#include <operations/executor.h>

namespace sm::backups {

/// Drops "into", which a restore made; the database that it replaced gets its name again where that is still there:
/// {database, dropped, back}. \p tools' parts outlive the task.
/// \error Kind::NotFound; Kind::Denied (code "NotOurs"); Kind::Conflict (code "InUse")
QCoro::Task<Result<operations::Applied>> dropRestored(
    DatabaseTools tools, WritePermit permit, DatabaseInput input, CancelToken token);

} // namespace sm::backups
