// SPDX-License-Identifier: GPL-3.0-or-later
#include "servicesections.h"

#include <sources/awsreads.h>

#include <QCoreApplication>

#include <algorithm>

namespace sm::deployments {

using namespace Qt::Literals::StringLiterals;

namespace {

QString tr(const char *text) { return QCoreApplication::translate("sm::deployments::ServiceSource", text); }

const QString good = u"good"_s;
const QString warning = u"warning"_s;
const QString bad = u"bad"_s;

QString textOf(const QJsonValue &json, const QString &member) { return json[member].toString(); }

QString countOf(const QJsonValue &json, const QString &member)
{
    const QJsonValue count = json[member];
    return count.isDouble() ? QString::number(count.toInteger()) : QString();
}

QString timeOf(const QJsonValue &json, const QString &member)
{
    const QDateTime at = instantOf(json[member]);
    return at.isValid() ? at.toString(u"yyyy-MM-dd HH:mm:ss"_s) : QString();
}

void add(DeploymentSection &section, const QStringList &row, const QString &tone = {})
{
    section.rows << row;
    section.tones << tone;
}

/// "app: exit 137 (OutOfMemoryError: container killed)"
QString endOf(const QJsonValue &container)
{
    const QString exit
        = container[u"exitCode"].isDouble() ? tr("exit %1").arg(countOf(container, u"exitCode"_s)) : tr("no exit code");
    const QString reason = textOf(container, u"reason"_s);
    return u"%1: %2"_s.arg(textOf(container, u"name"_s), exit)
        + (reason.isEmpty() ? QString() : u" (%1)"_s.arg(reason));
}

QString partsOf(const QJsonValue &task, QString (*told)(const QJsonValue &))
{
    QStringList parts;
    const QJsonArray containers = task[u"containers"].toArray();
    for (const QJsonValue &each : containers)
        parts << told(each);
    return parts.join(u"; "_s);
}

QString standOf(const QJsonValue &container)
{
    const QString health = textOf(container, u"healthStatus"_s);
    return u"%1: %2"_s.arg(textOf(container, u"name"_s), textOf(container, u"lastStatus"_s))
        + (health.isEmpty() || health == "UNKNOWN"_L1 ? QString() : u", "_s + health);
}

/// Nothing went wrong where the service itself has stopped it, or all containers ended with 0.
QString toneOfStop(const QJsonValue &task)
{
    const QJsonArray containers = task[u"containers"].toArray();
    const bool failed = std::any_of(containers.begin(), containers.end(), [](const QJsonValue &each) {
        const int exit = each[u"exitCode"].toInt();
        return exit != 0 && exit != 143; // 143: it ended on SIGTERM, as it was asked to
    });
    const QString code = textOf(task, u"stopCode"_s);
    if (failed || code == "TaskFailedToStart"_L1)
        return bad;
    return code == "EssentialContainerExited"_L1 ? warning : QString();
}

QString toneOfRollout(const QString &state)
{
    return state == "COMPLETED"_L1  ? good
        : state == "FAILED"_L1      ? bad
        : state == "IN_PROGRESS"_L1 ? warning
                                    : QString();
}

QString policyText(const QJsonValue &policy)
{
    const QJsonValue tracking = policy[u"TargetTrackingScalingPolicyConfiguration"];
    const QString metric = textOf(tracking[u"PredefinedMetricSpecification"], u"PredefinedMetricType"_s);
    return tracking.isObject()
        ? u"%1: %2 %3"_s.arg(textOf(policy, u"PolicyName"_s), metric.isEmpty() ? tr("its own metric") : metric,
              QString::number(tracking[u"TargetValue"].toDouble()))
        : u"%1: %2"_s.arg(textOf(policy, u"PolicyName"_s), textOf(policy, u"PolicyType"_s));
}

} // namespace

DeploymentSection deploymentsSection(const ServiceFacts &facts)
{
    DeploymentSection section{u"deployments"_s, tr("Deployments"),
        {tr("Task definition"), tr("Status"), tr("Rollout"), tr("Running"), tr("Desired"), tr("Pending"), tr("Failed"),
            tr("Started (UTC)"), tr("Reason")},
        {}, {}, false, {}};
    const QJsonArray all = facts.json().value(u"deployments"_s).toArray();
    for (const QJsonValue &each : all) {
        const QString state = textOf(each, u"rolloutState"_s);
        add(section,
            {lastPart(textOf(each, u"taskDefinition"_s)), textOf(each, u"status"_s), state,
                countOf(each, u"runningCount"_s), countOf(each, u"desiredCount"_s), countOf(each, u"pendingCount"_s),
                countOf(each, u"failedTasks"_s), timeOf(each, u"createdAt"_s), textOf(each, u"rolloutStateReason"_s)},
            toneOfRollout(state));
    }
    return section;
}

DeploymentSection eventsSection(const ServiceFacts &facts)
{
    DeploymentSection section{u"events"_s, tr("Events"), {tr("Time (UTC)"), tr("Message")}, {}, {}, false, {}};
    const QJsonArray all = facts.json().value(u"events"_s).toArray();
    for (const QJsonValue &each : all) {
        const QString message = textOf(each, u"message"_s);
        const bool isBad
            = message.contains("unable"_L1) || message.contains("failed"_L1) || message.contains("unhealthy"_L1);
        add(section, {timeOf(each, u"createdAt"_s), message}, isBad ? bad : QString());
    }
    return section;
}

DeploymentSection runningSection(const QJsonArray &tasks)
{
    DeploymentSection section{u"tasks"_s, tr("Tasks"),
        {tr("Task"), tr("Status"), tr("Health"), tr("Task definition"), tr("Started (UTC)"), tr("Zone"),
            tr("Containers")},
        {}, {}, false, {}};
    for (const QJsonValue &each : tasks) {
        const QString health = textOf(each, u"healthStatus"_s);
        add(section,
            {lastPart(textOf(each, u"taskArn"_s)), textOf(each, u"lastStatus"_s), health,
                lastPart(textOf(each, u"taskDefinitionArn"_s)), timeOf(each, u"startedAt"_s),
                textOf(each, u"availabilityZone"_s), partsOf(each, standOf)},
            health == "UNHEALTHY"_L1     ? bad
                : health == "HEALTHY"_L1 ? good
                                         : QString());
    }
    return section;
}

DeploymentSection stoppedSection(const QJsonArray &tasks)
{
    DeploymentSection section{u"stopped"_s, tr("Stopped tasks"),
        {tr("Task"), tr("Stopped (UTC)"), tr("Code"), tr("Reason"), tr("Task definition"), tr("Containers")}, {}, {},
        false, {}};
    for (const QJsonValue &each : tasks)
        add(section,
            {lastPart(textOf(each, u"taskArn"_s)), timeOf(each, u"stoppedAt"_s), textOf(each, u"stopCode"_s),
                textOf(each, u"stoppedReason"_s), lastPart(textOf(each, u"taskDefinitionArn"_s)), partsOf(each, endOf)},
            toneOfStop(each));
    return section;
}

DeploymentSection revisionsSection(const QStringList &arns, const QString &running)
{
    DeploymentSection section{
        u"revisions"_s, tr("Revisions"), {tr("Revision"), tr("Now"), tr("ARN")}, {}, {}, false, {}};
    for (const QString &arn : arns)
        add(section, {lastPart(arn), arn == running ? tr("to run now") : QString(), arn},
            arn == running ? good : QString());
    return section;
}

DeploymentSection autoscalingSection(const QJsonArray &targets, const QJsonArray &policies)
{
    DeploymentSection section{u"autoscaling"_s, tr("Autoscaling"),
        {tr("At least"), tr("At most"), tr("Scaling out"), tr("Scaling in"), tr("Policies")}, {}, {}, false, {}};
    QStringList told;
    for (const QJsonValue &each : policies)
        told << policyText(each);
    const auto switched = [](const QJsonValue &suspended) { return suspended.toBool() ? tr("suspended") : tr("on"); };
    for (const QJsonValue &each : targets) {
        const QJsonValue suspended = each[u"SuspendedState"];
        add(section,
            {countOf(each, u"MinCapacity"_s), countOf(each, u"MaxCapacity"_s),
                switched(suspended[u"DynamicScalingOutSuspended"]), switched(suspended[u"DynamicScalingInSuspended"]),
                told.join(u"; "_s)});
    }
    return section;
}

DeploymentSection unread(DeploymentSection section, const Error &problem)
{
    section.problem = problem;
    return section;
}

} // namespace sm::deployments
