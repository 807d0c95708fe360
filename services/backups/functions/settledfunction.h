// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "functionkeep.h"

#include <net/sleeper.h>

namespace sm::backups {

/// Waits until \p function is as \p waiter, one of Lambda's, wants it, and answers what it is then.
/// All but the values outlive the task.
/// \error as aws::Waiter::until(): Lambda says that it failed, or it took more than the waiter's limit
QCoro::Task<Result<FunctionFacts>> settledFunction(
    const FunctionSources *sources, net::Sleeper *sleeper, QString waiter, QString function, CancelToken token);

} // namespace sm::backups
