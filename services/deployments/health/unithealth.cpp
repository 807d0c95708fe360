// SPDX-License-Identifier: GPL-3.0-or-later
#include "unithealth.h"

#include <QCoreApplication>

namespace sm::deployments {

using namespace Qt::Literals::StringLiterals;

namespace {

using Role = MetricQuery::Role;

QString tr(const char *text) { return QCoreApplication::translate("sm::deployments::Health", text); }

/// CloudWatch counts a function as a whole, each alias and version of it, and what of an alias a version answered.
QJsonObject dimensionsOf(const QString &function, const QString &qualifier, const QString &version)
{
    QJsonObject dimensions{{u"FunctionName"_s, function}};
    if (!qualifier.isEmpty())
        dimensions.insert(u"Resource"_s, function + u':' + qualifier);
    if (!qualifier.isEmpty() && !version.isEmpty())
        dimensions.insert(u"ExecutedVersion"_s, version);
    return dimensions;
}

HealthQuery functionHealth(const QString &unit, const QString &version)
{
    const QString function = unit.section(u':', 0, 0);
    const QJsonObject dimensions = dimensionsOf(function, unit.section(u':', 1), version);
    const QString space = u"AWS/Lambda"_s;
    return {{{Role::Requests, space, u"Invocations"_s, dimensions, u"Sum"_s, 1},
                {Role::Errors, space, u"Errors"_s, dimensions, u"Sum"_s, 1},
                {Role::Latency, space, u"Duration"_s, dimensions, u"p95"_s, 1}},
        {{u"FunctionName"_s, function}}, {}};
}

QString whyNot(DeploymentKind kind)
{
    switch (kind) {
    case DeploymentKind::CloudFormation:
        return tr("A stack is many things: no number measures it as a whole.");
    case DeploymentKind::Ecs:
        return tr("What the load balancer counts, the name of the service does not tell.");
    case DeploymentKind::Secrets:
        return tr("Nothing counts who uses a secret.");
    default:
        return tr("AWS counts nothing of it by itself.");
    }
}

} // namespace

HealthQuery unitHealth(DeploymentKind kind, const QString &unit, const QString &version)
{
    if (kind == DeploymentKind::Lambda)
        return functionHealth(unit, version);
    HealthQuery query;
    query.why = whyNot(kind);
    // The cluster alone would be all of its services.
    if (kind == DeploymentKind::Ecs)
        query.alarmDimensions = {{u"ServiceName"_s, unit.section(u'/', -1)}};
    return query;
}

} // namespace sm::deployments
