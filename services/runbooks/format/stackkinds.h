// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "stepkind.h"

namespace sm::runbooks {

/// The steps of CloudFormation that are more than one call.
QList<StepKind> stackKinds();

} // namespace sm::runbooks
