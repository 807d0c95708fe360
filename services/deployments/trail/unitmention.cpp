// SPDX-License-Identifier: GPL-3.0-or-later
#include "unitmention.h"

#include <QJsonArray>
#include <QRegularExpression>

#include <algorithm>

namespace sm::deployments {

using namespace Qt::Literals::StringLiterals;

namespace {

/// "arn:aws:ecs:eu-west-1:1:service/prod/web" is called "service/prod/web", "prod", "web" …; "arn:…:secret:db-AbCdEf"
/// is called "db", too, without the six characters that Secrets Manager adds.
void addNames(QSet<QString> &names, const QString &text)
{
    if (text.isEmpty())
        return;
    names << text;
    if (!text.startsWith("arn:"_L1))
        return;
    static const QRegularExpression added(u"-[A-Za-z0-9]{6}$"_s);
    const QString own = text.section(u':', 5);
    names << own << own.section(u':', 1);
    QString secret = own.section(u':', 1);
    names << secret.remove(added);
    static const QRegularExpression separators(u"[:/]"_s);
    const QStringList parts = own.split(separators, Qt::SkipEmptyParts);
    for (const QString &part : parts)
        names << part;
}

void addNames(QSet<QString> &names, const QJsonValue &value)
{
    if (value.isString())
        addNames(names, value.toString());
    const QJsonArray list = value.toArray();
    for (const QJsonValue &each : list)
        addNames(names, each);
    const QJsonObject object = value.toObject();
    for (const QJsonValue &each : object)
        addNames(names, each);
}

/// Every one of them has to be named. AppConfig's calls name ids, which \p deployment has among its facts.
QStringList partsOf(const Deployment &deployment)
{
    switch (deployment.kind) {
    case DeploymentKind::Lambda:
        return deployment.unit.split(u':', Qt::SkipEmptyParts);
    case DeploymentKind::Ecs:
    case DeploymentKind::CodeDeploy:
        return deployment.unit.split(u'/', Qt::SkipEmptyParts);
    default:
        return {deployment.unit};
    }
}

bool namesIds(const QSet<QString> &names, const QJsonObject &facts)
{
    constexpr int enough = 2; // application and environment, at least
    int found = 0;
    for (const QJsonValue &fact : facts)
        found += fact.isString() && !fact.toString().isEmpty() && names.contains(fact.toString()) ? 1 : 0;
    return found >= enough;
}

} // namespace

QSet<QString> namesIn(const TrailChange &change)
{
    QSet<QString> names;
    addNames(names, QJsonValue(change.parameters));
    for (const QString &resource : change.resources)
        addNames(names, resource);
    return names;
}

bool mentions(const QSet<QString> &names, const Deployment &deployment)
{
    if (deployment.kind == DeploymentKind::AppConfig)
        return namesIds(names, deployment.facts);
    return std::ranges::all_of(partsOf(deployment), [&names](const QString &part) { return names.contains(part); });
}

} // namespace sm::deployments
