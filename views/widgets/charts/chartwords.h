// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "stacks.h"

namespace sm::charts {

/// One sentence or two that say what a chart shows, for those who do not see it.
QString chartSummary(const ChartData &data, const Stacks &stacks);

/// "1 Nov 2026 to 20 Nov 2026"; months by their names.
QString rangeText(const ChartData &data);

/// What the signs in the chart mean, a sentence each; only of signs that are there.
QStringList chartKey(const ChartData &data, const Stacks &stacks);

/// Exact, over all periods.
Decimal totalOf(const ChartSeries &series);

} // namespace sm::charts
