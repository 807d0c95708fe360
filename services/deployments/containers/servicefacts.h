// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "servicename.h"

#include <core/deployment.h>

namespace sm::deployments {

/// What a service of ECS is like now, read from DescribeServices' answer.
class ServiceFacts
{
public:
    explicit ServiceFacts(QJsonObject service)
        : m_service(std::move(service))
    {
    }

    ServiceName name() const;
    QString status() const { return m_service.value(u"status").toString(); } ///< "ACTIVE", "DRAINING", "INACTIVE"
    QString controller() const; ///< "ECS", "CODE_DEPLOY", "EXTERNAL"
    QString taskDefinition() const; ///< ARN of what is to run now; empty: nobody knows
    QJsonObject primary() const; ///< of deployments[]; empty: it has none
    bool isRollingOut() const; ///< its newest deployment goes on
    QString serviceDeployment() const; ///< ARN of the current one; empty: this place does not tell
    QStringList targetGroups() const; ///< ARNs
    /// Whether a rollout that fails goes back by itself.
    bool hasCircuitBreaker() const;
    const QJsonObject &json() const { return m_service; }

private:
    QJsonObject m_service;
};

} // namespace sm::deployments
