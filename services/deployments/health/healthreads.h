// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "alarmrings.h"
#include "metricseries.h"

#include <sources/awsreads.h>

namespace sm::deployments {

/// A stretch of time, in UTC.
struct TimeSpan
{
    QDateTime from;
    QDateTime to;
};

/// What CloudWatch has of \p metrics over \p span, a series for each in their order; up to 500 of them in one call,
/// all pages. Periods are \p period seconds (periodFor()). \p reads outlives the task.
/// \error as aws::Caller::read(); Kind::BadReply (code "PartialData") CloudWatch could not give all of it
QCoro::Task<Result<QList<MetricSeries>>> metricSeries(
    const AwsReads *reads, QList<MetricQuery> metrics, TimeSpan span, qint64 period, CancelToken token);

/// The alarms of \p choice, as DescribeAlarms gives them. \p reads outlives the task.
/// \error as aws::Caller::read()
QCoro::Task<Result<QJsonArray>> chosenAlarms(const AwsReads *reads, AlarmChoice choice, CancelToken token);

/// Alarms, and when they rang.
struct AlarmReading
{
    QStringList alarms; ///< by name, those that were looked at
    QList<AlarmRing> rings;
};

/// When the alarms of \p choice rang since \p since. CloudWatch keeps changes of state for 30 days; what it does not
/// tell of is not known to have rung. \p reads outlives the task.
/// \error as aws::Caller::read()
QCoro::Task<Result<AlarmReading>> alarmRings(
    const AwsReads *reads, AlarmChoice choice, QDateTime since, CancelToken token);

} // namespace sm::deployments
