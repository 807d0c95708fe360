// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/plan.h>
#include <core/result.h>

namespace sm::backups {

/// The input of instance:delete-restored {instance, source}.
struct InstanceInput
{
    QString instance; ///< goes
    QString source; ///< the instance that it was restored from
};

/// \error Kind::Invalid (code "Input")
Result<InstanceInput> instanceInput(const Step &step);

} // namespace sm::backups
