// SPDX-License-Identifier: GPL-3.0-or-later
#include "servicefacts.h"

#include <QJsonArray>

#include <algorithm>

namespace sm::deployments {

using namespace Qt::Literals::StringLiterals;

namespace {

QJsonObject primaryOf(const QJsonValue &list)
{
    const QJsonArray all = list.toArray();
    const auto found = std::find_if(
        all.begin(), all.end(), [](const QJsonValue &each) { return each[u"status"].toString() == "PRIMARY"_L1; });
    return found == all.end() ? QJsonObject() : (*found).toObject();
}

} // namespace

ServiceName ServiceFacts::name() const
{
    return ServiceName::of(m_service.value(u"clusterArn"_s).toString(), m_service.value(u"serviceName"_s).toString());
}

QString ServiceFacts::controller() const
{
    return m_service.value(u"deploymentController"_s)[u"type"].toString(u"ECS"_s);
}

QString ServiceFacts::taskDefinition() const
{
    const QString own = m_service.value(u"taskDefinition"_s).toString();
    const QString deployed = primary().value(u"taskDefinition"_s).toString();
    const QString like = deployed.startsWith("arn:"_L1) ? deployed : m_service.value(u"clusterArn"_s).toString();
    if (!own.isEmpty())
        return own.startsWith("arn:"_L1) || !deployed.startsWith("arn:"_L1) ? own : arnLike(like, own);
    if (!deployed.isEmpty())
        return deployed;
    return primaryOf(m_service.value(u"taskSets"_s)).value(u"taskDefinition"_s).toString();
}

QJsonObject ServiceFacts::primary() const { return primaryOf(m_service.value(u"deployments"_s)); }

bool ServiceFacts::isRollingOut() const { return primary().value(u"rolloutState"_s).toString() == "IN_PROGRESS"_L1; }

QString ServiceFacts::serviceDeployment() const { return m_service.value(u"currentServiceDeployment"_s).toString(); }

QStringList ServiceFacts::targetGroups() const
{
    QStringList arns;
    const QJsonArray balancers = m_service.value(u"loadBalancers"_s).toArray();
    for (const QJsonValue &each : balancers) {
        arns << each[u"targetGroupArn"].toString()
             << each[u"advancedConfiguration"][u"alternateTargetGroupArn"].toString();
    }
    arns.removeAll(QString());
    arns.removeDuplicates();
    return arns;
}

bool ServiceFacts::hasCircuitBreaker() const
{
    const QJsonValue breaker = m_service.value(u"deploymentConfiguration"_s)[u"deploymentCircuitBreaker"];
    return breaker[u"enable"].toBool() && breaker[u"rollback"].toBool();
}

} // namespace sm::deployments
