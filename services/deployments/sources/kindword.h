// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/deployment.h>

#include <optional>

namespace sm::deployments {

/// The word that steps and the command line have for a kind: "cloudformation", "lambda", "ecs", "codedeploy",
/// "appconfig", "secrets".
QString kindWord(DeploymentKind kind);
/// Nothing: \p word is none.
std::optional<DeploymentKind> deploymentKindOf(const QString &word);
/// All of them, in the order of the axis' filters.
QStringList deploymentKindWords();

} // namespace sm::deployments
