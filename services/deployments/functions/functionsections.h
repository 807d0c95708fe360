// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "functionversion.h"

#include <core/deployment.h>

// Tables about a function as it is now. No value of its environment is in any.
namespace sm::deployments {

/// A page of versions, the newest first of what it has.
DeploymentSection versionsSection(const QList<FunctionVersion> &versions, const QList<FunctionAlias> &aliases);
/// What each points to, with the shares of the traffic.
DeploymentSection aliasesSection(const QList<FunctionAlias> &aliases);
/// GetFunctionConfiguration's answer.
DeploymentSection configurationSection(const QJsonObject &configuration);
/// Elements of ListEventSourceMappings.
DeploymentSection eventSourcesSection(const QJsonArray &sources);
/// Elements of ListProvisionedConcurrencyConfigs.
DeploymentSection concurrencySection(const QJsonArray &configurations);

} // namespace sm::deployments
