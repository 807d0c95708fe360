// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/canceltoken.h>
#include <core/deployment.h>
#include <operations/journal.h>

namespace sm::deployments {

/// The marks that stand, the newest of each unit alone, newest first. \p entries are those of deployment:mark and
/// deployment:unmark, in any order.
QList<RollbackMark> marksIn(QList<JournalEntry> entries);

/// The same from \p journal, which outlives the task.
/// \error as operations::Journal::entries(); Kind::Cancelled
QCoro::Task<Result<QList<RollbackMark>>> rollbackMarks(
    operations::Journal *journal, SystemId system, CancelToken token);

} // namespace sm::deployments
