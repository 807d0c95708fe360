// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "stepkind.h"

namespace sm::runbooks {

/// The kinds of steps that take backups, prove them and bring them back.
QList<StepKind> backupKinds();

} // namespace sm::runbooks
