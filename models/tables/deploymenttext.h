// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/deployment.h>

namespace sm::tables {

/// "CloudFormation", "Lambda": as people call the service.
QString serviceTitle(DeploymentKind kind);
QList<DeploymentKind> allServices();

/// When something was deployed, UTC, as short as it is clear at \p now: "14:02" today, "Tue 09:40" within the last six
/// days, "12 Nov 09:40", "12 Nov 2025".
QString whenText(const QDateTime &when, const QDateTime &now);
/// Who shipped it, short enough for a column: of "root@vm as arn:aws:iam::1:user/ada" it is "ada".
QString shipperText(const QString &by);
/// How it did while it was live: "healthy 27 h", "errors 8.2 %", "in alarm 12 min", "no traffic", "not measured";
/// empty: nobody has looked yet, or it never was live. \p errorLimit is the percentage of errors that is too much.
QString healthText(const Deployment &deployment, double errorLimit);
/// "good", "bad", "neutral"; empty where there is no text.
QString healthTone(const Deployment &deployment);
/// All that is known of it, a line each: requests, errors, latency, alarms, why.
QString healthDetail(const HealthRecord &health);
/// "running", "in progress", "failed", "rolled back", "stopped"; empty: something newer took its place.
QString stateText(Deployment::State state);
/// The run that is running is as well as its health says.
QString stateTone(const Deployment &deployment);

} // namespace sm::tables
