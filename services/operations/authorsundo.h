// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/journalrun.h>
#include <core/result.h>

#include <optional>

namespace sm::operations {

/// The way back that the author of a runbook wrote for \p entry, with what the steps of \p run gave put in; nothing
/// where there is none.
/// \error Kind::Invalid (code "NoSuchOutput") it needs what no step of the run gave
Result<std::optional<Step>> authorsUndo(const JournalEntry &entry, const JournalRun &run);

} // namespace sm::operations
