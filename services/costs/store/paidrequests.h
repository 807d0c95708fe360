// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/canceltoken.h>
#include <core/cost.h>
#include <core/ids.h>
#include <core/result.h>

#include <QCoroTask>

namespace sm::costs {

/// One request for which its source takes money: a page and a repetition are requests of their own.
struct PaidRequest
{
    QString operation; ///< "ce:GetCostAndUsage"; what is before the colon shares one pace
    SystemId system;
    Decimal price; ///< US dollars; 0: free, but at the same pace
};

/// What this person's programs on this computer pay for asking today (UTC), and how fast they ask, all together:
/// windows, commands, cron.
class PaidRequests
{
public:
    virtual ~PaidRequests() = default;

    /// \error Kind::Storage
    virtual QCoro::Task<Result<CostMeter>> today() = 0;

    /// Whether \p price still fits into today's budget: to warn before. What holds between programs is admit().
    /// \error Kind::Storage
    virtual QCoro::Task<Result<bool>> maySpend(Decimal price) = 0;

    /// To be called right before each request is sent: counts it, then waits for its turn (usually not at all).
    /// \error Kind::Throttled code "BudgetExhausted": it does not fit into today's budget; nothing was counted
    /// \error Kind::Cancelled before its turn came; nothing was counted
    /// \error Kind::Storage   what can not be counted may not be asked
    virtual QCoro::Task<Result<void>> admit(PaidRequest request, CancelToken token) = 0;

    /// Takes back what admit() counted for \p request: it was refused or never left, so nothing is paid for it.
    /// \error Kind::Storage
    virtual QCoro::Task<Result<void>> takeBack(PaidRequest request) = 0;

    /// Counts what is known only afterwards (what a query of Athena has read), whatever the budget says.
    /// \error Kind::Storage
    virtual QCoro::Task<Result<void>> record(PaidRequest request) = 0;
};

} // namespace sm::costs
