// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "costinsight.h"

#include <core/clock.h>
#include <core/ids.h>

#include <QThreadPool>

namespace sm::savings {
class SavingsService;
}

namespace sm::costs {

class CostStore;
class DayEvents;
class ExplorerAsked;
class ExplorerSource;
class PaidAnswers;

/// Forecasts and unusual days computed on this computer; changes of a day from CloudTrail, which is free.
class LocalInsight final : public CostInsight
{
public:
    /// What it looks at; all outlive it.
    struct Places
    {
        CostStore &store;
        SystemId system;
        DayEvents *events = nullptr; ///< nullptr: there is no account to ask; nor for those below
        savings::SavingsService *savings = nullptr;
        ExplorerSource *explorer = nullptr;
        PaidAnswers *answers = nullptr;
        const Clock *clock = nullptr; ///< with \c answers
        ExplorerAsked *asked = nullptr;
    };

    explicit LocalInsight(Places places);

    QCoro::Task<Result<CostOutlook>> outlook(CostAnswer daily, QDate last, CancelToken token) override;
    QCoro::Task<Result<CostAwsForecast>> awsForecast(
        CostMetric metric, QList<CostFilter> filters, CancelToken token) override;
    QCoro::Task<Result<QList<CostAnomaly>>> awsAnomalies(CancelToken token) override;
    QCoro::Task<Result<void>> askTags(CancelToken token) override;
    QCoro::Task<Result<QList<CostDayEvent>>> changesOf(QDate day, CancelToken token) override;
    QCoro::Task<Result<savings::SavingsReport>> savings(CancelToken token) override;
    QCoro::Task<Result<Reconciliation>> reconcile(CancelToken token) override;

private:
    Places m_places;
    QThreadPool m_pool; ///< of one thread: sums go first
};

} // namespace sm::costs
