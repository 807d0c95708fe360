// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/deployment.h>
#include <core/deploymentplaces.h>

namespace sm::deployments {

/// The units of \p kind that the system's file names; empty: all of the account.
QStringList unitsOf(const DeploymentPlaces &places, DeploymentKind kind);

} // namespace sm::deployments
