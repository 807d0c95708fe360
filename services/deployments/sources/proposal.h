// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/deployment.h>

namespace sm::deployments {

/// Which of the deployments of one unit is to be proposed to go back to: the newest before the one that is live that
/// was healthy for \p healthyFor; never blindly the one before. -1: none is known to have been well for so long.
qsizetype proposedOf(const QList<Deployment> &ofUnit, std::chrono::hours healthyFor);

/// What \p mark says still holds: nothing was deployed to its unit after it but what the rollback itself deployed.
/// \p ofUnit are the deployments of its unit.
bool stillRolledBack(const RollbackMark &mark, const QList<Deployment> &ofUnit);

/// Of a unit: each deployment was live until the next one was. \p ofUnit in any order, newest first afterwards; one
/// that never was live is passed over. Sets liveUntil, and Live or Superseded of those that were.
void chainUp(QList<Deployment> &ofUnit);

} // namespace sm::deployments
