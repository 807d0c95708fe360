// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/deployment.h>

#include <QJsonArray>

namespace sm::deployments {

/// What the ways back to a deployment of CodeDeploy depend on, as it was just read: DeploymentInfos.
struct ReleaseState
{
    QJsonObject candidate;
    QJsonObject live; ///< the last that succeeded in its group; empty: none has
    QJsonArray underWay; ///< those of its group
};

/// The ways back that CodeDeploy accepts in \p state, and those that it would refuse, with the reason.
RollbackMoves releaseMoves(const ReleaseState &state);

} // namespace sm::deployments
