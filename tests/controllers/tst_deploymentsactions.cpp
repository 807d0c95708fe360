// SPDX-License-Identifier: GPL-3.0-or-later
#include <controllers/deploymentsactions.h>
#include <tables/deploymenttext.h>

#include <QFile>
#include <QRegularExpression>
#include <QTest>

using namespace sm;
using namespace Qt::Literals::StringLiterals;
using controllers::actionsOf;
using controllers::DeploymentAction;

namespace {

/// The names under "parameters:" of a runbook that is shipped.
QStringList shippedNames(const QString &runbook)
{
    QFile file(QStringLiteral(SM_SOURCE_DIR) + u"/resources/runbooks/"_s + runbook + u".yaml"_s);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    static const QRegularExpression block(u"^parameters:\\n((?: .*\\n|\\n)*)"_s, QRegularExpression::MultilineOption);
    static const QRegularExpression name(u"^  (\\w+):"_s, QRegularExpression::MultilineOption);
    const QString parameters = block.match(QString::fromUtf8(file.readAll())).captured(1);
    QStringList names;
    auto match = name.globalMatch(parameters);
    while (match.hasNext())
        names << match.next().captured(1);
    return names;
}

QString unitOf(DeploymentKind kind)
{
    switch (kind) {
    case DeploymentKind::CloudFormation:
        return u"EnergyInsightsStack"_s;
    case DeploymentKind::Lambda:
        return u"chat-lambda:live"_s;
    case DeploymentKind::Ecs:
        return u"prod/backend"_s;
    case DeploymentKind::CodeDeploy:
        return u"chat/blue"_s;
    case DeploymentKind::AppConfig:
        return u"chat/prod/flags"_s;
    case DeploymentKind::Secrets:
        return u"chat/api-key"_s;
    }
    Q_UNREACHABLE();
}

QStringList titlesOf(const QList<DeploymentAction> &actions)
{
    QStringList titles;
    for (const DeploymentAction &each : actions)
        titles << each.title;
    return titles;
}

} // namespace

class TestDeploymentsActions : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyAction_isARunbookThatIsShipped()
    {
        for (const DeploymentKind kind : tables::allServices()) {
            QStringList missing;
            const auto actions = actionsOf(kind, unitOf(kind), {}, [&missing](const QString &runbook) {
                const QStringList names = shippedNames(runbook);
                if (names.isEmpty())
                    missing << runbook;
                return names;
            });
            QVERIFY2(missing.isEmpty(), qPrintable(missing.join(u' ')));
            QVERIFY(!actions.isEmpty());
            // The first of a menu is always about the unit, so that its form knows it.
            QVERIFY2(!actions.first().procedure.parameters.isEmpty(), qPrintable(actions.first().title));
        }
    }

    void forms_areFilledInWithTheUnit()
    {
        const auto parametersOf = [](DeploymentKind kind, const QString &runbook, const QString &topic = {}) {
            DeploymentPlaces places;
            places.topic = topic;
            const auto actions = actionsOf(kind, unitOf(kind), places, shippedNames);
            for (const DeploymentAction &each : actions) {
                if (each.procedure.runbook == runbook)
                    return each.procedure.parameters;
            }
            return QJsonObject();
        };
        QCOMPARE(parametersOf(DeploymentKind::Lambda, u"common/shift-alias"_s),
            (QJsonObject{{u"function"_s, u"chat-lambda"_s}, {u"alias"_s, u"live"_s}}));
        QCOMPARE(parametersOf(DeploymentKind::Ecs, u"common/scale-service"_s),
            (QJsonObject{{u"cluster"_s, u"prod"_s}, {u"service"_s, u"backend"_s}}));
        QCOMPARE(parametersOf(DeploymentKind::CloudFormation, u"common/deploy-template"_s),
            (QJsonObject{{u"stack"_s, u"EnergyInsightsStack"_s}}));
        QCOMPARE(parametersOf(DeploymentKind::CodeDeploy, u"common/stop-deployments"_s),
            (QJsonObject{{u"application"_s, u"chat"_s}, {u"group"_s, u"blue"_s}}));
        QCOMPARE(parametersOf(DeploymentKind::AppConfig, u"common/switch-flag"_s),
            (QJsonObject{{u"application"_s, u"chat"_s}, {u"environment"_s, u"prod"_s}, {u"profile"_s, u"flags"_s}}));
        QCOMPARE(parametersOf(DeploymentKind::Secrets, u"common/rotate-secret"_s),
            (QJsonObject{{u"secret"_s, u"chat/api-key"_s}}));
        QCOMPARE(parametersOf(DeploymentKind::Secrets, u"common/bake-deployment"_s),
            (QJsonObject{{u"kind"_s, u"secrets"_s}, {u"unit"_s, u"chat/api-key"_s}}));
        const QString topic = u"arn:aws:sns:us-east-1:123456789012:deployments"_s;
        for (const QString &runbook : {u"common/notify"_s, u"common/deploy-service-revision"_s})
            QCOMPARE(parametersOf(DeploymentKind::Ecs, runbook, topic)[u"topic"_s].toString(), topic);
    }

    void functionAlone_hasNoAlias()
    {
        const auto actions = actionsOf(DeploymentKind::Lambda, u"chat-lambda"_s, {}, shippedNames);

        for (const DeploymentAction &each : actions)
            QVERIFY(!each.procedure.parameters.contains(u"alias"_s));
    }

    void missingRunbook_isNotOffered()
    {
        const auto actions = actionsOf(DeploymentKind::Ecs, u"prod/backend"_s, {}, [](const QString &runbook) {
            return runbook == u"common/scale-service"_s ? QStringList(u"count"_s) : QStringList();
        });

        QCOMPARE(titlesOf(actions), QStringList(u"Scale…"_s));
        QVERIFY(actions.first().procedure.parameters.isEmpty());
    }

    void serviceAsAWhole_hasNothingFilledIn()
    {
        const auto actions = actionsOf(DeploymentKind::Lambda, {}, {}, shippedNames);

        QVERIFY(titlesOf(actions).contains(u"Shift alias…"_s));
        QVERIFY(!titlesOf(actions).contains(u"Watch it…"_s));
        for (const DeploymentAction &each : actions)
            QVERIFY(each.procedure.parameters.isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestDeploymentsActions)
#include "tst_deploymentsactions.moc"
