// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "trailchange.h"

#include <core/deployment.h>

#include <QSet>

namespace sm::deployments {

/// Every text of a change's parameters, and its resources; ARNs also by their last parts.
QSet<QString> namesIn(const TrailChange &change);

/// Whether a change with \p names (namesIn()) was made to the unit of \p deployment, as far as they tell.
bool mentions(const QSet<QString> &names, const Deployment &deployment);

} // namespace sm::deployments
