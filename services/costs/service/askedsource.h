// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/canceltoken.h>
#include <core/cost.h>
#include <core/result.h>

#include <QCoroTask>

namespace sm::costs {

/// One of the places that LedgerCostService asks.
class AskedSource
{
public:
    virtual ~AskedSource() = default;

    virtual CostSource source() const = 0;
    /// What it has, without asking anybody who takes money for it.
    /// \error Kind::NotFound it has nothing, and nothing can be asked: it is not offered
    virtual QCoro::Task<Result<CostSourceInfo>> info(CancelToken token) = 0;
    /// As CostService::answer().
    virtual QCoro::Task<Result<CostAnswer>> answer(CostQuery query, bool fresh, CancelToken token) = 0;
    /// As CostService::values().
    virtual QCoro::Task<Result<QStringList>> values(QString dimension, CancelToken token) = 0;
};

} // namespace sm::costs
