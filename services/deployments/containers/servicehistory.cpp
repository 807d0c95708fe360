// SPDX-License-Identifier: GPL-3.0-or-later
#include "servicehistory.h"

#include "taskdefinition.h"

#include <sources/awsreads.h>
#include <sources/proposal.h>

#include <QCoreApplication>

#include <algorithm>
#include <chrono>

namespace sm::deployments {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;
using State = Deployment::State;

namespace {

/// The clocks of the trail, of deployments and of their records differ by this much at most.
constexpr std::chrono::milliseconds SameMoment = 90s;

constexpr QLatin1StringView Back{"#back"};

bool isSameMoment(const QDateTime &left, const QDateTime &right)
{
    return left.isValid() && right.isValid() && std::abs(left.msecsTo(right)) <= SameMoment.count();
}

QString textOf(const QJsonValue &json, const QString &member) { return json[member].toString(); }

/// A breaker or an alarm has stopped it; otherwise a person has.
bool wasBroken(const QJsonObject &json)
{
    const QString reason = textOf(json, u"statusReason"_s) + textOf(json.value(u"rollback"_s), u"reason"_s);
    return textOf(json.value(u"deploymentCircuitBreaker"_s), u"status"_s) == "TRIGGERED"_L1
        || textOf(json.value(u"alarms"_s), u"status"_s) == "TRIGGERED"_L1
        || reason.contains("circuit breaker"_L1, Qt::CaseInsensitive)
        || reason.contains("alarm"_L1, Qt::CaseInsensitive);
}

State stateOf(const QJsonObject &json)
{
    const QString status = textOf(json, u"status"_s);
    if (status == "SUCCESSFUL"_L1)
        return State::Superseded; // the newest of them is the live one
    if (status == "STOPPED"_L1)
        return State::Stopped;
    if (status.startsWith("ROLLBACK"_L1))
        return wasBroken(json) ? State::Failed : State::RolledBack;
    return State::InProgress;
}

QString reasonOf(const QJsonObject &json)
{
    const QString reason = textOf(json, u"statusReason"_s);
    return reason.isEmpty() ? textOf(json.value(u"rollback"_s), u"reason"_s) : reason;
}

State rolloutStateOf(const QJsonObject &json)
{
    const QString rollout = textOf(json, u"rolloutState"_s);
    if (rollout == "FAILED"_L1)
        return State::Failed;
    return rollout == "IN_PROGRESS"_L1 ? State::InProgress : State::Superseded;
}

} // namespace

ServiceHistory::ServiceHistory(ServiceFacts facts)
    : m_facts(std::move(facts))
{
    takeCurrent();
}

void ServiceHistory::setMeasures(const QJsonObject &measures)
{
    m_measures = measures;
    for (Deployment &each : m_deployments) {
        for (auto it = measures.begin(); it != measures.end(); ++it)
            each.facts.insert(it.key(), it.value());
    }
}

Deployment ServiceHistory::bare(const QString &id, const QString &taskDefinition) const
{
    Deployment made;
    made.id = id;
    made.kind = DeploymentKind::Ecs;
    made.unit = m_facts.name().unit();
    made.revision = taskDefinition;
    made.title = u"%1 → %2"_s.arg(m_facts.name().service, lastPart(taskDefinition));
    made.facts = m_measures;
    return made;
}

Deployment ServiceHistory::currentFrom(const QJsonObject &json) const
{
    const bool isPrimary = textOf(json, u"status"_s) == "PRIMARY"_L1;
    const QString known = isPrimary ? m_facts.serviceDeployment() : QString();
    const QString own = m_facts.name().unit() + u'@' + textOf(json, u"id"_s);
    Deployment made
        = bare(known.isEmpty() ? own : known, isPrimary ? m_facts.taskDefinition() : textOf(json, u"taskDefinition"_s));
    made.state = rolloutStateOf(json);
    made.status = textOf(json, u"rolloutState"_s);
    made.statusReason = textOf(json, u"rolloutStateReason"_s);
    made.startedAt = instantOf(json[u"createdAt"]);
    if (made.state == State::Superseded)
        made.liveSince = made.startedAt;
    return made;
}

void ServiceHistory::takeCurrent()
{
    const QJsonArray current = m_facts.json().value(u"deployments"_s).toArray();
    for (const QJsonValue &each : current)
        put(currentFrom(each.toObject()));
    // CodeDeploy and others have task sets in place of deployments.
    if (current.isEmpty() && !m_facts.taskDefinition().isEmpty()) {
        Deployment only = bare(m_facts.name().unit() + u"@now"_s, m_facts.taskDefinition());
        only.startedAt = instantOf(m_facts.json().value(u"createdAt"_s));
        only.liveSince = only.startedAt;
        put(only);
    }
}

/// In the place of what is known of the same deployment already.
void ServiceHistory::put(Deployment deployment)
{
    // Records of AWS are told apart by their ARNs, everything else by what was deployed when.
    const auto isSame = [&deployment](const Deployment &each) {
        const bool areRecords = each.id.startsWith("arn:"_L1) && deployment.id.startsWith("arn:"_L1);
        return each.id == deployment.id
            || (!areRecords && each.revision == deployment.revision
                && isSameMoment(each.startedAt, deployment.startedAt));
    };
    const auto known = std::ranges::find_if(m_deployments, isSame);
    if (known == m_deployments.end()) {
        m_deployments << deployment;
        return;
    }
    deployment.id = known->id; // it was told of under that one
    if (deployment.by.isEmpty())
        deployment.by = known->by;
    if (deployment.run == 0)
        deployment.run = known->run;
    if (deployment.statusReason.isEmpty())
        deployment.statusReason = known->statusReason;
    *known = deployment;
}

QStringList ServiceHistory::revisionsIn(const QJsonArray &deployments)
{
    QStringList arns;
    for (const QJsonValue &each : deployments)
        arns << textOf(each, u"targetServiceRevisionArn"_s) << textOf(each[u"targetServiceRevision"], u"arn"_s)
             << textOf(each[u"rollback"], u"serviceRevisionArn"_s);
    arns.removeAll(QString());
    arns.removeDuplicates();
    return arns;
}

Deployment ServiceHistory::recorded(const QJsonObject &json, const QString &taskDefinition) const
{
    Deployment made = bare(textOf(json, u"serviceDeploymentArn"_s), taskDefinition);
    made.state = stateOf(json);
    made.status = textOf(json, u"status"_s);
    made.statusReason = reasonOf(json);
    made.startedAt = instantOf(json[u"createdAt"]);
    made.facts.insert(u"serviceDeployment"_s, made.id);
    if (made.state == State::Superseded)
        made.liveSince = instantOf(json[u"finishedAt"]);
    if (made.state == State::Superseded && !made.liveSince.isValid())
        made.liveSince = made.startedAt;
    return made;
}

/// What was deployed again when \p failed did not come up.
Deployment ServiceHistory::broughtBack(
    const Deployment &failed, const QJsonValue &rollback, const QString &taskDefinition) const
{
    Deployment again = bare(failed.id + Back, taskDefinition);
    again.startedAt = instantOf(rollback[u"startedAt"]);
    again.state = failed.status == "ROLLBACK_SUCCESSFUL"_L1 ? State::Superseded : State::InProgress;
    again.status = failed.status;
    again.statusReason = textOf(rollback, u"reason"_s);
    if (again.state == State::Superseded)
        again.liveSince = again.startedAt;
    return again;
}

void ServiceHistory::takeDeployments(const QJsonArray &deployments, const QHash<QString, QString> &definitions)
{
    for (const QJsonValue &value : deployments) {
        const QJsonObject json = value.toObject();
        const QString target = textOf(json, u"targetServiceRevisionArn"_s);
        const QString revision = target.isEmpty() ? textOf(json[u"targetServiceRevision"], u"arn"_s) : target;
        const Deployment made = recorded(json, definitions.value(revision));
        // What runs now and has the id of this record is what it was rolled back to.
        for (Deployment &each : m_deployments) {
            if (each.id == made.id && each.revision != made.revision)
                each.id += Back;
        }
        put(made);
        const QJsonValue rollback = json[u"rollback"];
        const QString back = definitions.value(textOf(rollback, u"serviceRevisionArn"_s));
        if (!back.isEmpty())
            put(broughtBack(made, rollback, back));
    }
}

void ServiceHistory::takeChanges(const QList<ServiceChange> &changes)
{
    QList<ServiceChange> own;
    for (const ServiceChange &each : changes) {
        const ServiceName name = ServiceName::of(textOf(each.parameters, u"cluster"_s),
            textOf(each.parameters, each.event == "CreateService"_L1 ? u"serviceName"_s : u"service"_s));
        if (name == m_facts.name() && each.at.isValid())
            own << each;
    }
    for (const ServiceChange &each : own)
        takeChange(each);
}

void ServiceHistory::takeChange(const ServiceChange &change)
{
    const QString asked = textOf(change.parameters, u"taskDefinition"_s);
    const QString revision = revisionOf(asked) > 0 ? arnLike(m_facts.taskDefinition(), asked) : QString();
    const bool deploys = !asked.isEmpty() || change.parameters.value(u"forceNewDeployment"_s).toBool();
    if (!deploys)
        return;
    const auto known = std::ranges::find_if(m_deployments, [&](const Deployment &each) {
        return isSameMoment(each.startedAt, change.at) && (revision.isEmpty() || each.revision == revision);
    });
    if (known != m_deployments.end()) {
        known->by = change.by;
        known->run = change.run;
        return;
    }
    if (revision.isEmpty())
        return; // which one the family stood for then, nobody knows any more
    Deployment made = bare(u"%1@%2"_s.arg(m_facts.name().unit(), change.at.toString(Qt::ISODateWithMs)), revision);
    made.status = change.event;
    made.startedAt = change.at;
    made.liveSince = change.at;
    made.by = change.by;
    made.run = change.run;
    put(made);
}

QList<Deployment> ServiceHistory::takeRevisions(const QStringList &arns)
{
    QSet<QString> deployed;
    for (const Deployment &each : m_deployments)
        deployed << each.revision;
    QList<Deployment> never;
    for (const QString &arn : arns) {
        if (deployed.contains(arn))
            continue;
        Deployment made = bare(u"%1#%2"_s.arg(m_facts.name().unit(), lastPart(arn)), arn);
        made.note = QCoreApplication::translate(
            "sm::deployments::ServiceSource", "A revision that can be deployed; nothing tells whether it ever was.");
        never << made;
    }
    return never;
}

QList<Deployment> ServiceHistory::all() const
{
    QList<Deployment> known = m_deployments;
    chainUp(known);
    const QString running = m_facts.taskDefinition();
    const auto isRunning
        = [&running](const Deployment &each) { return each.liveSince.isValid() && each.revision == running; };
    if (m_facts.isRollingOut() || std::ranges::none_of(known, isRunning))
        return known;
    // What the trail shows after what runs now did not stay, or never came.
    for (auto live = std::ranges::find_if(known, &Deployment::isLive); live != known.end() && !isRunning(*live);
        live = std::ranges::find_if(known, &Deployment::isLive)) {
        live->state = State::RolledBack;
        live->liveSince = {};
        live->liveUntil = {};
        chainUp(known);
    }
    return known;
}

Deployment withDefinition(Deployment revision, const QJsonObject &definition)
{
    revision.startedAt = instantOf(definition.value(u"registeredAt"_s));
    revision.by = lastPart(definition.value(u"registeredBy"_s).toString());
    revision.commit = commitIn(definition);
    return revision;
}

} // namespace sm::deployments
