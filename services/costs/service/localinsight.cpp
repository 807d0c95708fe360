// SPDX-License-Identifier: GPL-3.0-or-later
#include "localinsight.h"

#include "outlook.h"

#include <costexplorer/dayevents.h>

#include <QCoreApplication>
#include <QCoroFuture>
#include <QtConcurrent>

namespace sm::costs {

LocalInsight::LocalInsight(DayEvents *events)
    : m_events(events)
{
}

QCoro::Task<Result<CostOutlook>> LocalInsight::outlook(CostAnswer daily, QDate last, CancelToken token)
{
    QFuture<CostOutlook> computing = QtConcurrent::run(outlookOf, daily, last);
    CostOutlook computed = co_await computing;
    if (token.isCancelled())
        co_return Error::cancelled();
    co_return std::move(computed);
}

QCoro::Task<Result<QList<CostDayEvent>>> LocalInsight::changesOf(QDate day, CancelToken token)
{
    if (!m_events)
        co_return Error(Error::Kind::NotFound,
            QCoreApplication::translate(
                "sm::costs::CostInsight", "There is no account whose CloudTrail could be asked."));
    co_return co_await m_events->changesOn(day, std::move(token));
}

} // namespace sm::costs
