// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "databasetools.h"

#include <operations/executor.h>

namespace sm::backups {

// All that \p tools refer to outlives the tasks.

/// The tables of "into" against what the backup says: {tables, rows, different, missing, additional, coverage}.
/// \error Kind::Conflict (code "ContentsDiffer"); Kind::Invalid (code "NoFingerprint") nothing was noted when it was
///        taken; as readFingerprint() and wholeBackup()
QCoro::Task<Result<operations::Applied>> compareDatabase(DatabaseTools tools, DatabaseInput input, CancelToken token);

/// One read in "into": {columns, rows, affected, truncated}.
/// \error as postgres::Connection::read()
QCoro::Task<Result<operations::Applied>> queryDatabase(DatabaseTools tools, DatabaseInput input, CancelToken token);

} // namespace sm::backups
