// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/deployment.h>

#include <QJsonArray>

namespace sm::deployments {

/// What the ways back to a deployment of AppConfig depend on, as it was just read.
struct FlagState
{
    Deployment candidate;
    QJsonArray deployments; ///< of its environment: DeploymentSummaries, those of other profiles too
    bool hasVersion = true; ///< its version can still be deployed
    QDateTime now; ///< UTC
};

/// The ways back that AppConfig accepts in \p state, and those that it would refuse, with the reason. The latest
/// deployment of a profile can be taken back while it is under way and for 72 hours after it was complete; later the
/// version is deployed again.
RollbackMoves flagMoves(const FlagState &state);

} // namespace sm::deployments
