// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "servicefacts.h"

namespace sm::deployments {

/// A deployment of a service that goes on, as ListServiceDeployments has it.
struct OngoingDeployment
{
    QString arn;
    QString status; ///< "PENDING", "IN_PROGRESS"; others can not be stopped any more
    QString source; ///< ARN of the task definition that it started from; empty: nobody knows
};

/// What the ways back to one task definition depend on.
struct ServiceSituation
{
    ServiceFacts service;
    QJsonObject definition; ///< of the candidate, as DescribeTaskDefinition has it
    std::optional<OngoingDeployment> ongoing;
};

/// The ways back, each with whether AWS accepts it now. A pure function of its argument.
RollbackMoves movesIn(const ServiceSituation &situation);

} // namespace sm::deployments
