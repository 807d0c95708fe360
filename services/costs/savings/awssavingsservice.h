// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "lambdaversions.h"
#include "natgateways.h"
#include "savingsservice.h"
#include "storage.h"

#include <aws/caller.h>
#include <aws/models.h>
#include <core/clock.h>

#include <QJsonArray>

namespace sm::savings {

/// SavingsService over one account and region. All that it is given outlives it.
class AwsSavingsService final : public SavingsService
{
public:
    AwsSavingsService(aws::Caller &caller, const aws::Models &models, const Clock &clock, Region region);

    QCoro::Task<Result<SavingsReport>> find(SavingsRules rules, costs::LedgerList ledgers, CancelToken token) override;

private:
    using Savings = Result<QList<Saving>>;
    QCoro::Task<Savings> lambda(SavingsRules rules, CancelToken token);
    QCoro::Task<Savings> logs(SavingsRules rules, CancelToken token);
    QCoro::Task<Savings> buckets(SavingsRules rules, CancelToken token);
    QCoro::Task<Savings> network(costs::LedgerList ledgers, CancelToken token);

    QCoro::Task<Result<FunctionVersions>> versionsOf(QString function, QStringList eventSources, CancelToken token);
    QCoro::Task<Result<bool>> isUnruled(QString bucket, CancelToken token);
    QCoro::Task<std::optional<qint64>> standardBytes(QString bucket, int daysAgo, CancelToken token);
    /// The elements of \p member on all pages.
    QCoro::Task<Result<QJsonArray>> all(aws::Call first, QString member, CancelToken token);

    aws::Caller &m_caller;
    const aws::Models &m_models;
    const Clock &m_clock;
    Region m_region;
};

} // namespace sm::savings
