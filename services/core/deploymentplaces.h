// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

#include <chrono>

namespace sm {

/// What is deployed as part of a system, when it counts as well, and who is told. An empty list stands for all that is
/// in the account.
struct DeploymentPlaces
{
    QStringList stacks; ///< of CloudFormation, by name
    QStringList functions; ///< of Lambda, by name
    QStringList services; ///< of ECS: "cluster/service"
    QStringList releases; ///< of CodeDeploy: "application/group"
    QStringList flags; ///< of AppConfig, by names: "application/environment/profile"
    QStringList secrets; ///< of Secrets Manager, by name
    QString topic; ///< ARN of the topic of SNS whose subscribers are told; empty: nobody is
    QString artifacts; ///< s3://BUCKET/PREFIX for what no request can carry; empty: there is no such place
    double errorRate = 1; ///< percent of the requests; what has more is not well
    std::chrono::milliseconds latency{0}; ///< 95 of 100 requests are answered within it; 0: as the hour before
    std::chrono::hours healthyFor{4}; ///< how long something was well before it is proposed to go back to
    std::chrono::minutes bake{30}; ///< how long a deployment is watched afterwards

    friend bool operator==(const DeploymentPlaces &, const DeploymentPlaces &) = default;
};

} // namespace sm
