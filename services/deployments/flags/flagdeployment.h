// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "flagplaces.h"

#include <core/deployment.h>

namespace sm::deployments {

/// Whether AppConfig is still at it: nothing else can be deployed to the environment meanwhile.
bool isBusy(const QString &state);

/// \p item (DeploymentSummary of the API) as it stands on the axis. What is live chainUp() decides.
Deployment flagDeploymentFrom(const FlagEnvironment &environment, const QJsonObject &item);

} // namespace sm::deployments
