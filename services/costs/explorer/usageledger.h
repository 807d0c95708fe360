// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "explorershape.h"
#include "usageperiod.h"

#include <costs/ledger.h>

#include <memory>

namespace sm::costs {

/// The periods of \p shape as charges; those of a month stand on its first day. The oldest answer that is not
/// closed gives the ledger its time. Pure: may run on any thread.
/// \error Kind::Invalid  code "TwoUnits": periods of two currencies
/// \error Kind::BadReply amounts too large and too fine for one column
Result<Ledger> explorerLedger(const ExplorerShape &shape, const QList<UsagePeriod> &periods);

/// The answer to \p query, which is in \p ledger, made of \p shape: what it was filtered by is filtered already.
/// \error as answer()
Result<CostAnswer> explorerAnswer(const ExplorerShape &shape, const std::shared_ptr<const Ledger> &ledger,
    const CostQuery &query, const ExplorerSpan &range);

} // namespace sm::costs
