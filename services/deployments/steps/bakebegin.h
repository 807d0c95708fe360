// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/clock.h>
#include <core/plan.h>
#include <operations/journal.h>

namespace sm::deployments {

/// When the bake of \p step began, UTC: in the run that this one takes up, if it takes one up. Where the journal does
/// not tell, it begins now. \p journal, which may be null, and \p clock outlive the task.
QCoro::Task<QDateTime> bakeBegin(operations::Journal *journal, SystemId system, Step step, const Clock *clock);

} // namespace sm::deployments
