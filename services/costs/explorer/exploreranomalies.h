// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "explorershape.h"
#include "paidanswers.h"

namespace sm::costs {

/// What AWS Cost Anomaly Detection found over \p range (90 days back at most), newest first: GetAnomalies, all pages,
/// $0.01 each, kept as long as answers about costs. What somebody has judged to be none is left out. Amounts are in US
/// dollars.
///
/// None may mean that no monitor has been set up.
/// \error Kind::Invalid an empty range, or one that ended before AWS's memory begins
/// \error as PaidCaller::read()
QCoro::Task<Result<QList<CostAnomaly>>> explorerAnomalies(
    PaidAnswers *answers, const Clock *clock, ExplorerSpan range, CancelToken token);

} // namespace sm::costs
