// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/deployment.h>

#include <QJsonArray>

namespace sm::deployments {

/// The flags, one by one: on or off, and their attributes. What is called as a secret is hidden.
DeploymentSection flagSection(const QJsonObject &flags);
/// What happened in a deployment: the EventLog of GetDeployment.
DeploymentSection eventSection(const QJsonObject &deployment);
/// The versions that AppConfig keeps; \p live is what is deployed.
DeploymentSection versionSection(const QJsonArray &versions, const QString &live);

} // namespace sm::deployments
