// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "assetsofsystem.h"

#include <core/deploymentplaces.h>

namespace sm::systems {

/// Reads the value of "deployments": what is deployed, when it counts as well, and who is told.
/// \error as \p wrong makes it: a key that is unknown or there twice, a name without its parts, a number out of range
Result<DeploymentPlaces> readDeployments(const YAML::Node &node, const WrongAt &wrong);

} // namespace sm::systems
