// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "healthreads.h"

#include <core/deploymentplaces.h>

namespace sm::deployments {

/// Something that was live for a while, and what measures it.
struct HealthQuestion
{
    HealthQuery query;
    TimeSpan live;
};

/// How each of \p questions did, in their order, by what \p places call well at \p now. They are asked in one call for
/// each resolution that CloudWatch has kept them in, however many they are. \p reads and \p places outlive the task.
/// \error as aws::Caller::read(): then of none of them anything is known
QCoro::Task<Result<QList<HealthRecord>>> healthSurvey(const AwsReads *reads, QList<HealthQuestion> questions,
    const DeploymentPlaces *places, QDateTime now, CancelToken token);

} // namespace sm::deployments
