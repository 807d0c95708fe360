// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "deployment.h"

namespace sm {

/// The word that steps, filters and the command line have for a kind: "cloudformation", "lambda", "ecs", "codedeploy",
/// "appconfig", "secrets".
QString kindWord(DeploymentKind kind);

/// Nothing: \p word is none of deploymentKindWords().
std::optional<DeploymentKind> deploymentKindOf(const QString &word);

/// All of them, in the order of DeploymentKind.
QStringList deploymentKindWords();

} // namespace sm
