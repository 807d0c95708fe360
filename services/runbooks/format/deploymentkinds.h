// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "stepkind.h"

namespace sm::runbooks {

/// The kinds of steps that watch what was deployed, and note that it was rolled back.
QList<StepKind> deploymentKinds();

} // namespace sm::runbooks
