// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/canceltoken.h>
#include <core/costoutlook.h>
#include <core/result.h>

#include <QCoroTask>

namespace sm::costs {

/// What can be said about costs beyond their sums.
class CostInsight
{
public:
    virtual ~CostInsight() = default;

    /// Where \p daily is going and what was unusual in it, computed here; off the caller's thread.
    /// \param daily by day; its groups are searched one by one and together
    /// \param last the last day with charges, complete or not
    virtual QCoro::Task<Result<CostOutlook>> outlook(CostAnswer daily, QDate last, CancelToken token) = 0;
    /// What somebody changed in the account on \p day (UTC), newest first.
    /// \error as aws::AwsCaller
    virtual QCoro::Task<Result<QList<CostDayEvent>>> changesOf(QDate day, CancelToken token) = 0;
};

} // namespace sm::costs
