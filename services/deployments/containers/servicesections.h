// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "servicefacts.h"

#include <QJsonArray>

// The tables about a service, from what AWS answers. Pure functions.
namespace sm::deployments {

DeploymentSection deploymentsSection(const ServiceFacts &facts);
DeploymentSection eventsSection(const ServiceFacts &facts);
/// Tasks as DescribeTasks has them.
DeploymentSection runningSection(const QJsonArray &tasks);
/// The same of those that stopped, with why and the exit codes of their containers.
DeploymentSection stoppedSection(const QJsonArray &tasks);
/// A page of ARNs; \p running is the one that is to run now.
DeploymentSection revisionsSection(const QStringList &arns, const QString &running);
/// \p targets and \p policies as Application Auto Scaling has them.
DeploymentSection autoscalingSection(const QJsonArray &targets, const QJsonArray &policies);
/// A section that could not be read, or not to its end.
DeploymentSection unread(DeploymentSection section, const Error &problem);

} // namespace sm::deployments
