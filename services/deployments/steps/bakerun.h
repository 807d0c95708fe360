// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "bakewatch.h"

#include <core/canceltoken.h>
#include <health/healthreads.h>

namespace sm::deployments {

/// What a bake reads: the numbers before and after it began, and the alarms.
struct BakeQuestions
{
    QList<MetricQuery> before;
    QList<MetricQuery> after;
    AlarmChoice alarms;
};

/// \p before and \p after are what measures the unit without and with the version.
BakeQuestions bakeQuestions(const BakeInput &input, const HealthQuery &before, const HealthQuery &after);

/// Everything that is known at \p now. \p reads outlives the task.
/// \error as aws::Caller::read()
QCoro::Task<Result<BakeReading>> bakeReading(
    const AwsReads *reads, BakeQuestions questions, BakeWatch watch, QDateTime now, CancelToken token);

/// Looking again does not cure it.
bool isFinal(const Error &error);
/// After \p failures looks in a row nobody can say how it does.
Error blind(const Error &last, int failures);

} // namespace sm::deployments
