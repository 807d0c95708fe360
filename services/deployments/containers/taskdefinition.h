// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/deployment.h>

namespace sm::deployments {

/// What \p then has otherwise than \p now, both as DescribeTaskDefinition has them: containers by their names, values
/// of environments as secrets. The images are there though they are the same.
DeploymentDifference definitionDifference(const QJsonObject &now, const QJsonObject &then);

/// Sentences: what a way back to \p definition leaves as it is.
QStringList notBackWith(const QJsonObject &definition);

/// The commit in the tag of its first image, where it looks like one.
QString commitIn(const QJsonObject &definition);

} // namespace sm::deployments
