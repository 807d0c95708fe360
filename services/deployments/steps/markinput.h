// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/deployment.h>
#include <core/result.h>

namespace sm::deployments {

/// {kind, unit, from, to, reason}, all of them: what a step deployment:mark or deployment:unmark says.
/// \error Kind::Invalid (code "Input") names the member that is wrong
Result<RollbackMark> markInput(const Step &step);

} // namespace sm::deployments
