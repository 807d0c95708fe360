// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/deploymentplaces.h>
#include <core/plan.h>
#include <core/result.h>
#include <sources/deploymentsource.h>

namespace sm::deployments {

/// What is watched, for how long, and how much is too much.
struct BakeInput
{
    DeploymentKind kind = DeploymentKind::Lambda;
    QString unit;
    QString version; ///< of a function behind an alias: what it alone does is watched; may be empty
    std::chrono::milliseconds holdsFor{0};
    std::chrono::milliseconds every{0}; ///< between two looks
    double errorRate = 0; ///< percent; more is too much
    std::chrono::milliseconds latency{0}; ///< more is too much; 0: half more than in the hour before
    QStringList alarms; ///< names, or beginnings with a star; empty: those on what is watched
    QList<MetricQuery> metrics; ///< instead of what AWS counts of the unit by itself; may be empty
};

/// {kind, unit, for, every: "60s", errorRate, latency, alarms, metrics: [{role, namespace, name, dimensions, statistic,
/// factor}], version}. A latency is milliseconds or a duration. What is left out \p places say.
/// \error Kind::Invalid (code "Input") names the member that is wrong
Result<BakeInput> bakeInput(const Step &step, const DeploymentPlaces &places);

} // namespace sm::deployments
