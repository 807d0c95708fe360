// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "foundation.h"

#include <aws/caller.h>
#include <board/deploymentservice.h>
#include <operations/journal.h>
#include <vault/vault.h>

namespace sm::app {

/// The deployments of one system: the sources of all kinds over one trail.
class Shipping
{
public:
    /// What it stands on; all outlive what is made of it.
    struct Parts
    {
        Foundation &foundation;
        const SystemInfo &system;
        aws::Caller &caller;
        const backups::Vault &vault;
        operations::Journal *journal; ///< may be null
    };

    static std::unique_ptr<deployments::DeploymentService> service(const Parts &parts);
};

} // namespace sm::app
