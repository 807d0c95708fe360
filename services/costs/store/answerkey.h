// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/cost.h>

namespace sm::costs {

/// The same for queries that mean the same, another for another: the order of filters and of their values means
/// nothing, that of groupBy does.
QString answerKey(CostQuery query);

} // namespace sm::costs
