// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/canceltoken.h>
#include <core/costoutlook.h>
#include <core/result.h>
#include <costs/reconciliation.h>
#include <savings/saving.h>

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
    /// Where AWS thinks the month is going: Cost Explorer is asked, for $0.01, unless it was within the last hours.
    /// \error as explorerForecast(); Kind::NotFound there is no Cost Explorer
    virtual QCoro::Task<Result<CostAwsForecast>> awsForecast(
        CostMetric metric, QList<CostFilter> filters, CancelToken token)
        = 0;
    /// What AWS found unusual in the last 90 days, newest first: for $0.01 a page, unless it was within the last hours.
    /// \error as explorerAnomalies(); Kind::NotFound there is no Cost Explorer
    virtual QCoro::Task<Result<QList<CostAnomaly>>> awsAnomalies(CancelToken token) = 0;
    /// Which tags and cost categories Cost Explorer can group by: for $0.02 unless it was asked within the last hours.
    /// CostService::sources() names them from then on.
    /// \error as ExplorerValues::tags(); Kind::NotFound there is no Cost Explorer
    virtual QCoro::Task<Result<void>> askTags(CancelToken token) = 0;
    /// What somebody changed in the account on \p day (UTC), newest first.
    /// \error as aws::AwsCaller
    virtual QCoro::Task<Result<QList<CostDayEvent>>> changesOf(QDate day, CancelToken token) = 0;
    /// What could cost less. Looks into the account, free of charge, and changes nothing.
    /// \error Kind::NotFound there is no account
    virtual QCoro::Task<Result<savings::SavingsReport>> savings(CancelToken token) = 0;
    /// The sources of AWS's costs side by side. Cost Explorer is asked for what is not known of it, which costs money.
    /// \error Kind::NotFound there is only one source
    virtual QCoro::Task<Result<Reconciliation>> reconcile(CancelToken token) = 0;
};

} // namespace sm::costs
