// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <containers/servicechange.h>
#include <functions/functionchange.h>
#include <sources/awsreads.h>
#include <steps/deploymentexecutor.h>
#include <trail/accountchanges.h>
#include <vault/vault.h>

#include <memory>

namespace sm::deployments {

/// What the sources of single kinds ask beside AWS, each in the words of its kind.
FunctionChanges functionChanges(std::shared_ptr<AccountChanges> changes);
ServiceChanges serviceChanges(std::shared_ptr<AccountChanges> changes);
/// \p vault outlives what is given.
KeptFunctions keptFunctions(const backups::Vault &vault);

/// What measures a unit, as the source of its kind knows; where that can not be read, as its name tells.
DeploymentExecutor::HealthOf unitMeasures(AwsReads reads);

} // namespace sm::deployments
