// SPDX-License-Identifier: GPL-3.0-or-later
#include "flagdeployment.h"

#include <QCoreApplication>

namespace sm::deployments {

using namespace Qt::Literals::StringLiterals;
using State = Deployment::State;

namespace {

QString tr(const char *text) { return QCoreApplication::translate("sm::deployments::AppConfig", text); }

State stateOf(const QString &state)
{
    if (isBusy(state))
        return State::InProgress;
    return state == "COMPLETE"_L1 ? State::Superseded : State::RolledBack;
}

} // namespace

bool isBusy(const QString &state)
{
    static const QStringList states{u"DEPLOYING"_s, u"BAKING"_s, u"VALIDATING"_s, u"ROLLING_BACK"_s};
    return states.contains(state);
}

Deployment flagDeploymentFrom(const FlagEnvironment &environment, const QJsonObject &item)
{
    const QString profile = item["ConfigurationName"_L1].toString();
    const qint64 number = item["DeploymentNumber"_L1].toInteger();
    const FlagProfile *known = environment.profile(profile);
    Deployment deployment;
    deployment.kind = DeploymentKind::AppConfig;
    deployment.id = u"appconfig/%1/%2/%3"_s.arg(environment.applicationId, environment.environmentId).arg(number);
    deployment.unit = environment.unitOf(profile);
    deployment.revision = item["ConfigurationVersion"_L1].toString();
    deployment.title = tr("%1 in %2 → version %3").arg(profile, environment.environment, deployment.revision);
    deployment.status = item["State"_L1].toString();
    deployment.state = stateOf(deployment.status);
    deployment.startedAt = instantOf(item["StartedAt"_L1]);
    if (deployment.state == State::Superseded)
        deployment.liveSince = instantOf(item["CompletedAt"_L1]);
    deployment.commit = item["VersionLabel"_L1].toString();
    deployment.facts = {{u"applicationId"_s, environment.applicationId}, {u"number"_s, number},
        {u"environmentId"_s, environment.environmentId}, {u"profile"_s, profile},
        {u"profileId"_s, known ? known->id : QString()}, {u"isHosted"_s, known && known->isHosted}};
    return deployment;
}

} // namespace sm::deployments
