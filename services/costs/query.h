// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ledger.h"

#include <core/result.h>

#include <memory>

namespace sm::costs {

using LedgerList = QList<std::shared_ptr<const Ledger>>;

/// Sums the charges of \p ledgers; exact. Pure: may run on any thread.
///
/// A dimension that some ledgers have and others lack is "" for the charges of the others.
/// \error Kind::Invalid ledgers of two currencies, a metric that one of them lacks, a dimension that none of them has,
///        a range that ends before it begins
Result<CostAnswer> answer(const LedgerList &ledgers, const CostQuery &query);

} // namespace sm::costs
