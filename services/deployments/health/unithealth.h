// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <sources/deploymentsource.h>

namespace sm::deployments {

/// What measures \p unit of \p kind as far as its name tells. Of a version of Lambda behind an alias, what that version
/// alone did. What a load balancer in front of a service of ECS counts, its name does not tell: alarms are left.
HealthQuery unitHealth(DeploymentKind kind, const QString &unit, const QString &version = {});

} // namespace sm::deployments
