// SPDX-License-Identifier: GPL-3.0-or-later
#include "deployevents.h"

namespace sm::deployments {

using namespace Qt::Literals::StringLiterals;

namespace {

QList<DeployEvent> plain(const QStringList &operations)
{
    QList<DeployEvent> events;
    for (const QString &operation : operations)
        events << DeployEvent{operation, operation};
    return events;
}

QList<DeployEvent> ofLambda()
{
    return {{u"UpdateAlias"_s, u"UpdateAlias20150331"_s}, {u"CreateAlias"_s, u"CreateAlias20150331"_s},
        {u"UpdateFunctionCode"_s, u"UpdateFunctionCode20150331v2"_s},
        {u"UpdateFunctionConfiguration"_s, u"UpdateFunctionConfiguration20150331v2"_s},
        {u"PublishVersion"_s, u"PublishVersion20150331"_s}, {u"CreateFunction"_s, u"CreateFunction20150331"_s}};
}

} // namespace

QString serviceOf(DeploymentKind kind)
{
    static const QMap<DeploymentKind, QString> services{{DeploymentKind::CloudFormation, u"cloudformation"_s},
        {DeploymentKind::Lambda, u"lambda"_s}, {DeploymentKind::Ecs, u"ecs"_s},
        {DeploymentKind::CodeDeploy, u"codedeploy"_s}, {DeploymentKind::AppConfig, u"appconfig"_s},
        {DeploymentKind::Secrets, u"secretsmanager"_s}};
    return services.value(kind);
}

QList<DeployEvent> deployEvents(const QString &service)
{
    static const QHash<QString, QList<DeployEvent>> all{{u"lambda"_s, ofLambda()},
        {u"ecs"_s, plain({u"UpdateService"_s, u"CreateService"_s})},
        {u"cloudformation"_s,
            plain({u"ExecuteChangeSet"_s, u"UpdateStack"_s, u"CreateStack"_s, u"RollbackStack"_s,
                u"ContinueUpdateRollback"_s, u"CancelUpdateStack"_s, u"DeleteStack"_s})},
        {u"codedeploy"_s, plain({u"CreateDeployment"_s, u"StopDeployment"_s})},
        {u"appconfig"_s, plain({u"StartDeployment"_s, u"StopDeployment"_s})},
        {u"secretsmanager"_s,
            plain({u"PutSecretValue"_s, u"UpdateSecretVersionStage"_s, u"UpdateSecret"_s, u"RotateSecret"_s,
                u"CreateSecret"_s})}};
    return all.value(service);
}

} // namespace sm::deployments
