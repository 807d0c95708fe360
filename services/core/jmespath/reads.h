// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "node.h"

namespace sm::jmespath {

/// What Expression::reads() says.
QList<QStringList> readsOf(const Node &root);

} // namespace sm::jmespath
