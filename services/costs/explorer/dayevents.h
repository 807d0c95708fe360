// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <aws/caller.h>
#include <aws/models.h>
#include <core/clock.h>
#include <core/costoutlook.h>
#include <net/ratelimiter.h>

namespace sm::costs {

/// What CloudTrail's event history knows of the changes in an account: of the region of the caller, and of the global
/// services (IAM, CloudFront) where that is us-east-1. Reading it is free.
class DayEvents
{
public:
    /// All outlive it.
    DayEvents(aws::Caller &caller, const aws::Models &models, const Clock &clock, net::Sleeper &sleeper);

    /// Who changed what on \p day (UTC), newest first, a thousand at most. Attempts that were refused changed nothing
    /// and are left out. Asks twice a second at most, as AWS allows.
    /// \error Kind::Invalid the day is over 90 days ago, where the history ends, or to come
    /// \error Kind::Denied  names the action that is missing
    /// \error as aws::Caller::read()
    QCoro::Task<Result<QList<CostDayEvent>>> changesOn(QDate day, CancelToken token);

private:
    aws::Caller &m_caller;
    const aws::Models &m_models;
    const Clock &m_clock;
    net::RateLimiter m_pace;
};

} // namespace sm::costs
