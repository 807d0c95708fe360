// SPDX-License-Identifier: GPL-3.0-or-later
#include "ledger.h"

#include <algorithm>

namespace sm::costs {

const LedgerDimension *Ledger::dimension(const QString &name) const
{
    const auto found = std::find_if(
        dimensions.begin(), dimensions.end(), [&name](const LedgerDimension &each) { return each.name == name; });
    return found == dimensions.end() ? nullptr : &*found;
}

const LedgerMetric *Ledger::metric(CostMetric metric) const
{
    const auto found = std::find_if(
        metrics.begin(), metrics.end(), [metric](const LedgerMetric &each) { return each.metric == metric; });
    return found == metrics.end() ? nullptr : &*found;
}

const std::vector<Int128> *Ledger::mantissas(CostMetric metric) const
{
    const LedgerMetric *found = this->metric(metric);
    while (found && found->sameAs >= 0)
        found = &metrics.at(static_cast<std::size_t>(found->sameAs));
    return found ? &found->mantissas : nullptr;
}

} // namespace sm::costs
