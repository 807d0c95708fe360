// SPDX-License-Identifier: GPL-3.0-or-later
#include "deploymentsactions.h"

#include <core/deploymentkind.h>
#include <tables/deploymenttext.h>

#include <QCoreApplication>

namespace sm::controllers {

using namespace Qt::Literals::StringLiterals;

namespace {

struct Entry
{
    const char *runbook; ///< below common/
    const char *title;
};

constexpr auto CloudFormation = DeploymentKind::CloudFormation;
constexpr auto Lambda = DeploymentKind::Lambda;
constexpr auto Ecs = DeploymentKind::Ecs;
constexpr auto CodeDeploy = DeploymentKind::CodeDeploy;
constexpr auto AppConfig = DeploymentKind::AppConfig;
constexpr auto Secrets = DeploymentKind::Secrets;

/// In the order of a menu: what deploys something first, what only looks last.
QList<Entry> entriesOf(DeploymentKind kind)
{
    switch (kind) {
    case CloudFormation:
        return {{"deploy-template", QT_TRANSLATE_NOOP("sm::controllers::DeploymentsController", "Deploy template…")},
            {"cdk-deploy", QT_TRANSLATE_NOOP("sm::controllers::DeploymentsController", "Deploy with CDK…")},
            {"cdk-diff", QT_TRANSLATE_NOOP("sm::controllers::DeploymentsController", "See what CDK would change…")},
            {"detect-stack-drift", QT_TRANSLATE_NOOP("sm::controllers::DeploymentsController", "Look for drift…")}};
    case Lambda:
        return {{"update-function-code", QT_TRANSLATE_NOOP("sm::controllers::DeploymentsController", "Update code…")},
            {"publish-version", QT_TRANSLATE_NOOP("sm::controllers::DeploymentsController", "Publish version…")},
            {"shift-alias", QT_TRANSLATE_NOOP("sm::controllers::DeploymentsController", "Shift alias…")},
            {"edit-function-environment",
                QT_TRANSLATE_NOOP("sm::controllers::DeploymentsController", "Edit environment…")},
            {"configure-function",
                QT_TRANSLATE_NOOP("sm::controllers::DeploymentsController", "Memory, timeout, architecture…")},
            {"provisioned-concurrency",
                QT_TRANSLATE_NOOP("sm::controllers::DeploymentsController", "Keep instances ready…")},
            {"permit-invoke", QT_TRANSLATE_NOOP("sm::controllers::DeploymentsController", "Permit a caller…")},
            {"clean-up-function-versions",
                QT_TRANSLATE_NOOP("sm::controllers::DeploymentsController", "Clean up old versions…")}};
    case Ecs:
        return {{"deploy-service-revision",
                    QT_TRANSLATE_NOOP("sm::controllers::DeploymentsController", "Deploy revision…")},
            {"scale-service", QT_TRANSLATE_NOOP("sm::controllers::DeploymentsController", "Scale…")},
            {"restart-service", QT_TRANSLATE_NOOP("sm::controllers::DeploymentsController", "Restart…")}};
    case CodeDeploy:
        return {{"deploy-function-blue-green", QT_TRANSLATE_NOOP("sm::controllers::DeploymentsController", "Release…")},
            {"stop-deployments", QT_TRANSLATE_NOOP("sm::controllers::DeploymentsController", "Stop deployments…")}};
    case AppConfig:
        return {{"switch-flag", QT_TRANSLATE_NOOP("sm::controllers::DeploymentsController", "Switch flag…")},
            {"check-flags", QT_TRANSLATE_NOOP("sm::controllers::DeploymentsController", "Check flags…")}};
    case Secrets:
        return {{"rotate-secret", QT_TRANSLATE_NOOP("sm::controllers::DeploymentsController", "Rotate…")}};
    }
    Q_UNREACHABLE();
}

/// Of whatever was deployed.
QList<Entry> entriesOfAll()
{
    return {{"bake-deployment", QT_TRANSLATE_NOOP("sm::controllers::DeploymentsController", "Watch it…")},
        {"notify", QT_TRANSLATE_NOOP("sm::controllers::DeploymentsController", "Tell people…")}};
}

} // namespace

QMap<QString, QString> partsOf(DeploymentKind kind, const QString &unit)
{
    QMap<QString, QString> parts{{u"kind"_s, kindWord(kind)}, {u"unit"_s, unit}};
    const auto add
        = [&parts](const char *name, const QString &value) { parts.insert(QString::fromLatin1(name), value); };
    switch (kind) {
    case CloudFormation:
        add("stack", unit);
        break;
    case Lambda:
        add("function", unit.section(u':', 0, 0));
        add("alias", unit.section(u':', 1));
        add("qualifier", unit.section(u':', 1));
        break;
    case Ecs:
        add("cluster", unit.section(u'/', 0, 0));
        add("service", unit.section(u'/', 1));
        break;
    case CodeDeploy:
        add("application", unit.section(u'/', 0, 0));
        add("group", unit.section(u'/', 1));
        break;
    case AppConfig:
        add("application", unit.section(u'/', 0, 0));
        add("environment", unit.section(u'/', 1, 1));
        add("profile", unit.section(u'/', 2));
        break;
    case Secrets:
        add("secret", unit);
        break;
    }
    return parts;
}

QList<DeploymentAction> actionsOf(
    DeploymentKind kind, const QString &unit, const DeploymentPlaces &places, const FormNames &formNames)
{
    QMap<QString, QString> known = unit.isEmpty() ? QMap<QString, QString>() : partsOf(kind, unit);
    known.insert(u"artifacts"_s, places.artifacts);
    known.insert(u"topic"_s, places.topic);
    QList<Entry> entries = entriesOf(kind);
    if (!unit.isEmpty())
        entries << entriesOfAll();
    QList<DeploymentAction> found;
    for (const Entry &each : std::as_const(entries)) {
        const QString runbook = u"common/"_s + QString::fromLatin1(each.runbook);
        const QStringList names = formNames(runbook);
        if (names.isEmpty())
            continue;
        QJsonObject parameters;
        for (const QString &name : names) {
            if (const QString value = known.value(name); !value.isEmpty())
                parameters.insert(name, value);
        }
        const QString title = QCoreApplication::translate("sm::controllers::DeploymentsController", each.title);
        found.append({title, {runbook, parameters}});
    }
    return found;
}

} // namespace sm::controllers
