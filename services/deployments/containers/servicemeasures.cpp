// SPDX-License-Identifier: GPL-3.0-or-later
#include "servicemeasures.h"

#include <QCoreApplication>
#include <QJsonArray>

namespace sm::deployments {

using namespace Qt::Literals::StringLiterals;

namespace {

QString tr(const char *text) { return QCoreApplication::translate("sm::deployments::ServiceSource", text); }

const QString measuredBy = u"measuredBy"_s;
const QString unmeasured = u"unmeasured"_s;

/// As the dimension names it: "targetgroup/web/6d0e…", "app/web/50dc…".
QString dimensionOf(const QString &arn)
{
    const QString resource = arn.section(u':', 5);
    const QString prefix = u"loadbalancer/"_s;
    return resource.startsWith(prefix) ? resource.mid(prefix.size()) : resource;
}

MetricQuery metric(MetricQuery::Role role, const QString &name, const QJsonObject &dimensions)
{
    MetricQuery query{role, u"AWS/ApplicationELB"_s, name, dimensions, u"Sum"_s, 1};
    if (role == MetricQuery::Role::Latency) {
        query.statistic = u"p95"_s;
        query.factor = 1000; // seconds
    }
    return query;
}

} // namespace

QJsonObject measuresOf(const QStringList &targetGroups, const QHash<QString, QStringList> &balancers)
{
    if (targetGroups.isEmpty())
        return {{unmeasured,
            tr("No load balancer sends requests to this service, so nothing counts them. Watch its alarms and logs.")}};
    QJsonArray measures;
    for (const QString &group : targetGroups) {
        const QStringList arns = balancers.value(group);
        for (const QString &arn : arns) {
            if (const QString balancer = dimensionOf(arn); balancer.startsWith("app/"_L1))
                measures << QJsonObject{{u"TargetGroup"_s, dimensionOf(group)}, {u"LoadBalancer"_s, balancer}};
        }
    }
    if (measures.isEmpty())
        return {{unmeasured,
            tr("No application load balancer stands before this service; others count no requests. Watch its alarms "
               "and "
               "logs.")}};
    return {{measuredBy, measures}};
}

QJsonObject measuresUnknown(const Error &why)
{
    return {{unmeasured, tr("Its load balancers could not be read: %1").arg(why.message())}};
}

HealthQuery healthFrom(const QJsonObject &facts, const QString &service)
{
    HealthQuery query;
    query.alarmDimensions.insert(u"ServiceName"_s, service);
    const QJsonArray measures = facts.value(measuredBy).toArray();
    for (const QJsonValue &each : measures) {
        const QJsonObject dimensions = each.toObject();
        query.metrics << metric(MetricQuery::Role::Requests, u"RequestCount"_s, dimensions)
                      << metric(MetricQuery::Role::Errors, u"HTTPCode_Target_5XX_Count"_s, dimensions)
                      << metric(MetricQuery::Role::Latency, u"TargetResponseTime"_s, dimensions);
        query.alarmDimensions.insert(u"TargetGroup"_s, dimensions.value(u"TargetGroup"_s));
    }
    if (query.metrics.isEmpty())
        query.why = facts.value(unmeasured).toString(tr("Nothing is known that counts the requests of this service."));
    return query;
}

} // namespace sm::deployments
