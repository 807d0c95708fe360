// SPDX-License-Identifier: GPL-3.0-or-later
#include "releasesections.h"

#include "revision.h"

#include <sources/awsreads.h>

#include <QCoreApplication>

namespace sm::deployments {

using namespace Qt::Literals::StringLiterals;

namespace {

QString tr(const char *text) { return QCoreApplication::translate("sm::deployments::CodeDeploy", text); }

QString timeOf(const QJsonValue &value)
{
    const QDateTime at = instantOf(value);
    return at.isValid() ? at.toString(u"yyyy-MM-dd HH:mm:ss"_s) : QString();
}

QString toneOf(const QString &status)
{
    if (status == "Succeeded"_L1)
        return u"good"_s;
    return status == "Failed"_L1                           ? u"bad"_s
        : status == "Skipped"_L1 || status == "Unknown"_L1 ? u"warning"_s
                                                           : QString();
}

/// The one part of a target that is there, by the platform.
QJsonObject partOf(const QJsonObject &target)
{
    for (const QLatin1StringView part :
        {"lambdaTarget"_L1, "ecsTarget"_L1, "instanceTarget"_L1, "cloudFormationTarget"_L1}) {
        if (const QJsonObject found = target[part].toObject(); !found.isEmpty())
            return found;
    }
    return {};
}

QString nameOf(const QJsonObject &part)
{
    const QJsonObject function = part["lambdaFunctionInfo"_L1].toObject();
    if (function.isEmpty())
        return part["targetId"_L1].toString();
    return u"%1:%2 %3 → %4"_s.arg(function["functionName"_L1].toString(), function["functionAlias"_L1].toString(),
        function["currentVersion"_L1].toString(), function["targetVersion"_L1].toString());
}

QString alarmsOf(const QJsonObject &group)
{
    QStringList names;
    const QJsonArray alarms = group["alarmConfiguration"_L1]["alarms"_L1].toArray();
    for (const QJsonValue alarm : alarms)
        names << alarm["name"_L1].toString();
    return names.join(u", "_s);
}

QString rollsBackOn(const QJsonObject &group)
{
    const QJsonValue rollback = group["autoRollbackConfiguration"_L1];
    if (!rollback["enabled"_L1].toBool())
        return tr("never");
    QStringList events;
    const QJsonArray all = rollback["events"_L1].toArray();
    for (const QJsonValue event : all)
        events << event.toString();
    return events.join(u", "_s);
}

} // namespace

DeploymentSection groupSection(const QJsonObject &group)
{
    const QJsonObject succeeded = group["lastSuccessfulDeployment"_L1].toObject();
    const QJsonObject attempted = group["lastAttemptedDeployment"_L1].toObject();
    DeploymentSection section{u"group"_s, tr("Deployment group"), {tr("What"), tr("Value")}, {}, {}, false, {}};
    section.rows = {
        {tr("Platform"), group["computePlatform"_L1].toString()},
        {tr("Way of deploying"), group["deploymentConfigName"_L1].toString()},
        {tr("Revision"), revisionInWords(group["targetRevision"_L1].toObject())},
        {tr("Succeeded last"), succeeded["deploymentId"_L1].toString() + u' ' + timeOf(succeeded["endTime"_L1])},
        {tr("Tried last"), attempted["deploymentId"_L1].toString() + u' ' + attempted["status"_L1].toString()},
        {tr("Rolls back by itself on"), rollsBackOn(group)},
        {tr("Alarms"), alarmsOf(group)},
    };
    return section;
}

DeploymentSection targetSection(const QString &deployment, const QJsonArray &targets)
{
    DeploymentSection section{u"targets"_s, tr("Targets of %1").arg(deployment),
        {tr("Status"), tr("Target"), tr("Event"), tr("Began"), tr("Ended"), tr("Says")}, {}, {}, false, {}};
    for (const QJsonValue target : targets) {
        const QJsonObject part = partOf(target.toObject());
        const QString status = part["status"_L1].toString();
        section.rows << QStringList{status, nameOf(part), {}, {}, timeOf(part["lastUpdatedAt"_L1]), {}};
        section.tones << toneOf(status);
        const QJsonArray events = part["lifecycleEvents"_L1].toArray();
        for (const QJsonValue event : events) {
            const QString state = event["status"_L1].toString();
            section.rows << QStringList{state, nameOf(part), event["lifecycleEventName"_L1].toString(),
                timeOf(event["startTime"_L1]), timeOf(event["endTime"_L1]),
                event["diagnostics"_L1]["message"_L1].toString()};
            section.tones << toneOf(state);
        }
    }
    return section;
}

} // namespace sm::deployments
