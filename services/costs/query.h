// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ledger.h"

#include <core/result.h>

#include <memory>

namespace sm::costs {

/// What can be grouped and filtered by besides the dimensions that ledgers have: the day ("2023-11-01") and the month
/// ("2023-11") of a charge, UTC. Unlike CostQuery::granularity they give only days and months with charges.
namespace querydimension {
inline const QString Day = QStringLiteral("day");
inline const QString Month = QStringLiteral("month");
} // namespace querydimension

using LedgerList = QList<std::shared_ptr<const Ledger>>;

/// Sums the charges of \p ledgers; exact. Pure: may run on any thread.
///
/// A dimension that some ledgers have and others lack is "" for the charges of the others. "tag:env" also finds what a
/// ledger calls "tag:user:env", and the other way round. Periods cover the range that is asked for, or where an end of
/// it is open up to the first or last charge, whatever is filtered; without charges in it there are none.
/// \error Kind::Invalid ledgers of two currencies, a metric that one of them lacks, a dimension that none of them has,
///        a range that ends before it begins, more than 8 million amounts (groups times periods)
Result<CostAnswer> answer(const LedgerList &ledgers, const CostQuery &query);

} // namespace sm::costs
