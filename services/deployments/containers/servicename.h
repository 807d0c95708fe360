// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace sm::deployments {

/// A service by its cluster's name and its own: the unit "cluster/service".
struct ServiceName
{
    QString cluster;
    QString service;

    /// \p unit may be the service alone, which is in the cluster "default".
    static ServiceName ofUnit(const QString &unit);
    /// Names or ARNs, as requests have them; no cluster is "default".
    static ServiceName of(const QString &cluster, const QString &service);

    QString unit() const { return cluster + u'/' + service; }
    friend bool operator==(const ServiceName &, const ServiceName &) = default;
};

/// What stands after the last '/': the name in an ARN, or the name itself.
QString lastPart(const QString &nameOrArn);
/// "web" of "web:7" and of its ARN.
QString familyOf(const QString &taskDefinition);
/// 7 of "web:7" and of its ARN; 0 without a revision.
int revisionOf(const QString &taskDefinition);
/// The ARN of \p taskDefinition ("web:7"), in the account and region of \p like, which is another's ARN.
QString arnLike(const QString &like, const QString &taskDefinition);

} // namespace sm::deployments
