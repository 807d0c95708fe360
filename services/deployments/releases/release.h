// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/deployment.h>

namespace sm::deployments {

/// A unit of CodeDeploy: "application/group".
struct ReleaseUnit
{
    QString application;
    QString group;

    QString name() const { return application + u'/' + group; }
    /// The name of an application has no "/", that of a group may.
    static ReleaseUnit of(const QString &name);
};

/// Whether CodeDeploy is still at it, so that it can be stopped and refuses another one of its group.
bool isReleaseUnderWay(const QString &status);
/// Those statuses.
QStringList statusesUnderWay();

/// \p info (DeploymentInfo of the API) as it stands on the axis. What is live chainUp() decides.
Deployment releaseFrom(const QJsonObject &info);

} // namespace sm::deployments
