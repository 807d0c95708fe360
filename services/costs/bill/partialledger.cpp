// SPDX-License-Identifier: GPL-3.0-or-later
#include "partialledger.h"

#include <algorithm>

namespace sm::costs::bill {

void PartialDimension::setCode(std::size_t row, quint32 code)
{
    if (codes.size() > row)
        return; // the row has one already: a map with the same key twice
    if (codes.size() < row)
        codes.appendZeros(row - codes.size());
    codes.append(code);
}

bool PartialMetric::append(const Amount &amount)
{
    Int128 mantissa = amount.mantissa;
    bool fits = true;
    if (amount.decimals > decimals) {
        for (Int128 &each : mantissas)
            fits = scaleUp(each, amount.decimals - decimals) && fits;
        decimals = amount.decimals;
    } else {
        fits = scaleUp(mantissa, decimals - amount.decimals);
    }
    mantissas.push_back(mantissa);
    return fits;
}

PartialDimension *PartialLedger::find(const QString &dimension) const
{
    const auto found = std::find_if(dimensions.cbegin(), dimensions.cend(),
        [&dimension](const std::unique_ptr<PartialDimension> &each) { return each->name == dimension; });
    return found == dimensions.cend() ? nullptr : found->get();
}

PartialDimension &PartialLedger::dimension(const QString &name)
{
    if (PartialDimension *known = find(name))
        return *known;
    dimensions.push_back(std::make_unique<PartialDimension>());
    dimensions.back()->name = name;
    return *dimensions.back();
}

void PartialLedger::drop(const QString &dimension)
{
    std::erase_if(
        dimensions, [&dimension](const std::unique_ptr<PartialDimension> &each) { return each->name == dimension; });
}

const PartialMetric &PartialLedger::amountsOf(std::size_t metric) const
{
    while (!metrics[metric].differs)
        metric = static_cast<std::size_t>(metrics[metric].parent);
    return metrics[metric];
}

void PartialLedger::begin(LedgerKind kind)
{
    if (!metrics.empty())
        return;
    const auto add = [this](CostMetric metric, int parent) {
        metrics.emplace_back();
        metrics.back().metric = metric;
        metrics.back().parent = parent;
        metrics.back().differs = parent < 0;
    };
    if (kind == LedgerKind::Focus) {
        add(CostMetric::Billed, -1);
        add(CostMetric::Effective, 0);
        add(CostMetric::List, 0);
        add(CostMetric::Contracted, 0);
        return;
    }
    add(CostMetric::Unblended, -1);
    add(CostMetric::Blended, 0);
    add(CostMetric::Amortized, 0);
    add(CostMetric::NetUnblended, 0);
    add(CostMetric::NetAmortized, 2);
    add(CostMetric::List, 0);
}

} // namespace sm::costs::bill
