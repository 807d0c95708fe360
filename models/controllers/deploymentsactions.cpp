// SPDX-License-Identifier: GPL-3.0-or-later
#include "deploymentsactions.h"

#include <QCoreApplication>
#include <QMap>

namespace sm::controllers {

using namespace Qt::Literals::StringLiterals;

namespace {

struct Entry
{
    DeploymentKind kind;
    const char *title;
    const char *runbook; ///< below common/
};

constexpr auto CloudFormation = DeploymentKind::CloudFormation;
constexpr auto Lambda = DeploymentKind::Lambda;
constexpr auto Ecs = DeploymentKind::Ecs;
constexpr auto CodeDeploy = DeploymentKind::CodeDeploy;
constexpr auto AppConfig = DeploymentKind::AppConfig;
constexpr auto Secrets = DeploymentKind::Secrets;

const Entry entries[] = {
    {CloudFormation, QT_TRANSLATE_NOOP("sm::controllers::DeploymentsController", "Deploy template…"), "deploy-stack"},
    {Lambda, QT_TRANSLATE_NOOP("sm::controllers::DeploymentsController", "Update code…"), "update-function-code"},
};

} // namespace

QMap<QString, QString> partsOf(DeploymentKind kind, const QString &unit)
{
    switch (kind) {
    case CloudFormation:
        return {{u"stack"_s, unit}};
    case Lambda:
        return {{u"function"_s, unit.section(u':', 0, 0)}, {u"alias"_s, unit.section(u':', 1)}};
    case Ecs:
        return {{u"cluster"_s, unit.section(u'/', 0, 0)}, {u"service"_s, unit.section(u'/', 1)}};
    case CodeDeploy:
        return {{u"application"_s, unit.section(u'/', 0, 0)}, {u"group"_s, unit.section(u'/', 1)}};
    case AppConfig:
        return {{u"application"_s, unit.section(u'/', 0, 0)}, {u"environment"_s, unit.section(u'/', 1, 1)},
            {u"profile"_s, unit.section(u'/', 2)}};
    case Secrets:
        return {{u"secret"_s, unit}};
    }
    Q_UNREACHABLE();
}

QList<DeploymentAction> actionsOf(DeploymentKind kind, const QString &unit, const FormNames &formNames)
{
    QList<DeploymentAction> found;
    const QMap<QString, QString> parts = partsOf(kind, unit);
    for (const Entry &each : entries) {
        const QString runbook = u"common/"_s + QString::fromLatin1(each.runbook);
        const QStringList names = each.kind == kind ? formNames(runbook) : QStringList();
        if (names.isEmpty())
            continue;
        QJsonObject parameters;
        for (auto part = parts.begin(); part != parts.end(); ++part) {
            if (names.contains(part.key()) && !part.value().isEmpty())
                parameters.insert(part.key(), part.value());
        }
        const QString title = QCoreApplication::translate("sm::controllers::DeploymentsController", each.title);
        found.append({title, {runbook, parameters}});
    }
    return found;
}

} // namespace sm::controllers
