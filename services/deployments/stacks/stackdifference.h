// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/deployment.h>
#include <stacks/keptstack.h>

namespace sm::deployments {

/// How \p then differs from \p now: resources and the other parts of the template member by member, parameters, tags,
/// capabilities and role. What CloudFormation hides is only named.
DeploymentDifference stackDifference(const StackSettings &now, const StackSettings &then);

} // namespace sm::deployments
