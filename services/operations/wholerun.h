// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <operations/journal.h>

namespace sm::operations {

/// Run \p id as it was begun, with the entries and notes of all runs that took it up, oldest first. \p journal outlives
/// the task.
/// \error as Journal::run()
QCoro::Task<Result<JournalRun>> wholeRun(Journal *journal, qint64 id);

} // namespace sm::operations
