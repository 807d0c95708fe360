// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <sources/deploymentsource.h>

#include <QHash>

namespace sm::deployments {

/// What measures a service with these target groups, to be kept in Deployment::facts; \p balancers by target groups.
QJsonObject measuresOf(const QStringList &targetGroups, const QHash<QString, QStringList> &balancers);
/// The same where the load balancers could not be read.
QJsonObject measuresUnknown(const Error &why);

/// The metrics of AWS/ApplicationELB that \p facts tell of, or the sentence why nothing measures it.
HealthQuery healthFrom(const QJsonObject &facts, const QString &service);

} // namespace sm::deployments
