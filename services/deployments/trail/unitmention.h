// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "trailchange.h"

#include <core/deployment.h>

#include <QSet>

namespace sm::deployments {

/// Every text of a change's parameters, and its resources; ARNs also by their last parts.
QSet<QString> namesIn(const TrailChange &change);

/// Whether \p change was made to the unit of \p deployment, as far as its names tell.
bool mentions(const TrailChange &change, const Deployment &deployment);

} // namespace sm::deployments
