// SPDX-License-Identifier: GPL-3.0-or-later
#include "servicename.h"

namespace sm::deployments {

using namespace Qt::Literals::StringLiterals;

ServiceName ServiceName::ofUnit(const QString &unit)
{
    return of(unit.contains(u'/') ? unit.section(u'/', 0, -2) : QString(), unit);
}

ServiceName ServiceName::of(const QString &cluster, const QString &service)
{
    return {cluster.isEmpty() ? u"default"_s : lastPart(cluster), lastPart(service)};
}

QString lastPart(const QString &nameOrArn) { return nameOrArn.section(u'/', -1); }

QString familyOf(const QString &taskDefinition) { return lastPart(taskDefinition).section(u':', 0, 0); }

int revisionOf(const QString &taskDefinition) { return lastPart(taskDefinition).section(u':', 1).toInt(); }

QString arnLike(const QString &like, const QString &taskDefinition)
{
    if (taskDefinition.startsWith("arn:"_L1))
        return taskDefinition;
    return like.section(u'/', 0, -2) + u'/' + taskDefinition;
}

} // namespace sm::deployments
