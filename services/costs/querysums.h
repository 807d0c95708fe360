// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "querycolumns.h"
#include "querygroups.h"

namespace sm::costs {

/// The sums of a query: for each group, one for each period.
struct QuerySums
{
    QList<QStringList> keys; ///< of each group; equal values share their text
    std::vector<Int128> mantissas; ///< × 10^decimals, group by group; empty where exact is not
    std::vector<Decimal> exact; ///< where a sum may be beyond 128 bits; as mantissas
    int decimals = 0;

    std::size_t groups() const { return static_cast<std::size_t>(keys.size()); }
};

/// Adds up what \p query asks for. Its metric and dimensions are there.
/// \error Kind::Invalid more than 8 million sums
Result<QuerySums> sumUp(const LedgerList &ledgers, const QueryDays &days, const CostQuery &query);

} // namespace sm::costs
