// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/deployment.h>

namespace sm::deployments {

/// How the configuration of one version differs from that of the one that is live, as GetFunctionConfiguration has
/// them. Of the environment it says which variables differ, never what they hold.
QList<Difference> functionDifferences(const QJsonObject &live, const QJsonObject &candidate);

/// Whether code and configuration are the same.
bool isSameFunction(const QJsonObject &live, const QJsonObject &candidate);

} // namespace sm::deployments
