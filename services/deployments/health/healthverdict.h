// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "alarmrings.h"
#include "healthreads.h"
#include "metricseries.h"

#include <core/deploymentplaces.h>

namespace sm::deployments {

/// What was measured of a deployment while it was live.
struct Measured
{
    HealthQuery query;
    QList<MetricSeries> series; ///< of the query's metrics
    QList<AlarmRing> rings; ///< of alarms on the query's dimensions
    qint64 period = 60; ///< seconds that each point of the series counts
};

/// How it did over \p live, by what \p places call well. Periods that are not wholly in it are left out: others' errors
/// are in them, too. An alarm counts that began to ring then, or that went on for
/// more than ten minutes: what a deployment was made to cure may ring for a moment still.
HealthRecord verdictOf(const Measured &measured, const TimeSpan &live, const DeploymentPlaces &places);

} // namespace sm::deployments
