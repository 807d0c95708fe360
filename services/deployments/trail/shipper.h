// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "trailchange.h"

#include <core/deployment.h>

namespace sm::deployments {

/// The commit, tag or build that one of \p texts names, in this order: 7 to 40 hexadecimal digits, "v1.2.3",
/// "build 123". Empty: none does.
QString originIn(const QStringList &texts);

/// Fills in what \p deployment lacks and the nearest of \p changes to its unit tells: who shipped it, from what, and by
/// which run. Says whether that made a difference.
bool fillIn(Deployment &deployment, const QList<TrailChange> &changes);

} // namespace sm::deployments
