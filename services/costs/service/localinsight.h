// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "costinsight.h"

namespace sm::costs {

class DayEvents;

/// Forecasts and unusual days computed on this computer; changes of a day from CloudTrail, which is free.
class LocalInsight final : public CostInsight
{
public:
    /// \p events outlives it; nullptr: there is no account to ask.
    explicit LocalInsight(DayEvents *events = nullptr);

    QCoro::Task<Result<CostOutlook>> outlook(CostAnswer daily, QDate last, CancelToken token) override;
    QCoro::Task<Result<QList<CostDayEvent>>> changesOf(QDate day, CancelToken token) override;

private:
    DayEvents *m_events;
};

} // namespace sm::costs
