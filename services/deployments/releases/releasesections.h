// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/deployment.h>

#include <QJsonArray>

namespace sm::deployments {

/// What a deployment group is like now.
DeploymentSection groupSection(const QJsonObject &group);

/// Each target of a deployment with the events of its life cycle: DeploymentTargets of the API.
DeploymentSection targetSection(const QString &deployment, const QJsonArray &targets);

} // namespace sm::deployments
