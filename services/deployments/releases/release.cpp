// SPDX-License-Identifier: GPL-3.0-or-later
#include "release.h"

#include "revision.h"

#include <sources/awsreads.h>

#include <QCoreApplication>

namespace sm::deployments {

using namespace Qt::Literals::StringLiterals;
using State = Deployment::State;

namespace {

QString tr(const char *text) { return QCoreApplication::translate("sm::deployments::CodeDeploy", text); }

State stateOf(const QJsonObject &info)
{
    const QString status = info["status"_L1].toString();
    if (isReleaseUnderWay(status))
        return State::InProgress;
    if (status == "Succeeded"_L1)
        return State::Superseded;
    if (!info["rollbackInfo"_L1]["rollbackDeploymentId"_L1].toString().isEmpty())
        return State::RolledBack;
    return status == "Stopped"_L1 ? State::Stopped : State::Failed;
}

/// Who had it made, as far as CodeDeploy says: of people it says only that they are "user".
QString creatorOf(const QJsonObject &info)
{
    const QString creator = info["creator"_L1].toString();
    if (creator == "codeDeployRollback"_L1)
        return tr("CodeDeploy, rolling back");
    if (creator.startsWith("autoscaling"_L1))
        return tr("Auto Scaling");
    return creator == "user"_L1 ? QString() : creator;
}

QString reasonOf(const QJsonObject &info)
{
    const QString message = info["errorInformation"_L1]["message"_L1].toString();
    return message.isEmpty() ? info["rollbackInfo"_L1]["rollbackMessage"_L1].toString() : message;
}

} // namespace

ReleaseUnit ReleaseUnit::of(const QString &name) { return {name.section(u'/', 0, 0), name.section(u'/', 1)}; }

QStringList statusesUnderWay() { return {u"Created"_s, u"Queued"_s, u"InProgress"_s, u"Baking"_s, u"Ready"_s}; }

bool isReleaseUnderWay(const QString &status) { return statusesUnderWay().contains(status); }

Deployment releaseFrom(const QJsonObject &info)
{
    const QJsonObject revision = info["revision"_L1].toObject();
    const ReleaseUnit unit{info["applicationName"_L1].toString(), info["deploymentGroupName"_L1].toString()};
    Deployment release;
    release.kind = DeploymentKind::CodeDeploy;
    release.id = u"codedeploy/"_s + info["deploymentId"_L1].toString();
    release.unit = unit.name();
    release.revision = revisionInWords(revision);
    release.title = u"%1 ← %2"_s.arg(unit.group, release.revision);
    release.state = stateOf(info);
    release.status = info["status"_L1].toString();
    release.statusReason = reasonOf(info);
    release.startedAt = instantOf(info["createTime"_L1]);
    if (release.state == State::Superseded)
        release.liveSince = info.contains("completeTime"_L1) ? instantOf(info["completeTime"_L1]) : release.startedAt;
    release.by = creatorOf(info);
    release.commit = revision["gitHubLocation"_L1]["commitId"_L1].toString();
    release.note = info["description"_L1].toString();
    release.facts = {{u"deploymentId"_s, info["deploymentId"_L1]}, {u"platform"_s, info["computePlatform"_L1]}};
    return release;
}

} // namespace sm::deployments
