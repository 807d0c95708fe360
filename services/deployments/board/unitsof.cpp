// SPDX-License-Identifier: GPL-3.0-or-later
#include "unitsof.h"

namespace sm::deployments {

QStringList unitsOf(const DeploymentPlaces &places, DeploymentKind kind)
{
    switch (kind) {
    case DeploymentKind::CloudFormation:
        return places.stacks;
    case DeploymentKind::Lambda:
        return places.functions;
    case DeploymentKind::Ecs:
        return places.services;
    case DeploymentKind::CodeDeploy:
        return places.releases;
    case DeploymentKind::AppConfig:
        return places.flags;
    case DeploymentKind::Secrets:
        return places.secrets;
    }
    return {};
}

} // namespace sm::deployments
