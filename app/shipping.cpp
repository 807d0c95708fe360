// SPDX-License-Identifier: GPL-3.0-or-later
#include "shipping.h"

#include <board/awsdeploymentservice.h>
#include <board/sourceinputs.h>
#include <containers/servicesource.h>
#include <flags/appconfigsource.h>
#include <functions/functionsource.h>
#include <releases/codedeploysource.h>
#include <secrets/secretsource.h>
#include <stacks/stacksource.h>

namespace sm::app {

using deployments::AccountChanges;

namespace {

deployments::AwsDeploymentService::Sources sourcesOf(
    const Shipping::Parts &parts, deployments::AwsReads reads, const std::shared_ptr<AccountChanges> &changes)
{
    using namespace deployments;
    const Clock &clock = parts.foundation.clock;
    AwsDeploymentService::Sources sources;
    sources.push_back(std::make_unique<StackSource>(reads, parts.journal));
    sources.push_back(std::make_unique<FunctionSource>(
        FunctionSource::Sources{reads, clock, functionChanges(changes), keptFunctions(parts.vault)}));
    sources.push_back(std::make_unique<ServiceSource>(reads, serviceChanges(changes)));
    sources.push_back(std::make_unique<CodeDeploySource>(reads));
    sources.push_back(std::make_unique<AppConfigSource>(reads, clock));
    sources.push_back(std::make_unique<SecretSource>(reads));
    return sources;
}

} // namespace

std::unique_ptr<deployments::DeploymentService> Shipping::service(const Parts &parts)
{
    const deployments::AwsReads reads{parts.caller, parts.foundation.models};
    const auto changes = std::make_shared<AccountChanges>(
        reads, parts.foundation.clock, parts.foundation.sleeper, parts.journal, parts.system.id);
    return std::make_unique<deployments::AwsDeploymentService>(
        deployments::AwsDeploymentService::Services{reads, parts.foundation.clock, parts.journal, changes},
        parts.system, sourcesOf(parts, reads, changes));
}

} // namespace sm::app
