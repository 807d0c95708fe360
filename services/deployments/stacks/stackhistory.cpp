// SPDX-License-Identifier: GPL-3.0-or-later
#include <stacks/stackhistory.h>

#include <sources/awsreads.h>
#include <stacks/stackstatus.h>

#include <QCoreApplication>

namespace sm::deployments {

using namespace Qt::Literals::StringLiterals;
using State = Deployment::State;

namespace {

QString tr(const char *text) { return QCoreApplication::translate("sm::deployments::Stacks", text); }

QString textOf(const QJsonObject &event, QLatin1StringView member) { return event.value(member).toString(); }

QString titleOf(const QString &name, const QString &beginning)
{
    if (beginning.startsWith("CREATE"_L1))
        return tr("%1 created").arg(name);
    if (beginning.startsWith("IMPORT"_L1))
        return tr("%1 took resources in").arg(name);
    if (beginning.startsWith("DELETE"_L1))
        return tr("%1 deleted").arg(name);
    return tr("%1 updated").arg(name);
}

/// What was given up because another resource had failed is no cause.
bool isCause(const QString &status, const QString &reason)
{
    return status.endsWith("_FAILED"_L1) && !reason.contains("cancelled"_L1, Qt::CaseInsensitive);
}

} // namespace

StackHistory::StackHistory(const QJsonObject &stack)
    : m_name(textOf(stack, "StackName"_L1))
    , m_stackId(textOf(stack, "StackId"_L1))
{
}

QList<Deployment> StackHistory::add(const QJsonArray &events)
{
    QList<Deployment> known;
    for (const QJsonValue each : events) {
        const QJsonObject event = each.toObject();
        if (const QDateTime at = instantOf(event.value("Timestamp"_L1)); at.isValid())
            m_reached = at;
        if (textOf(event, "PhysicalResourceId"_L1) == m_stackId)
            addStackEvent(event, known);
        else
            addResourceEvent(event);
    }
    return known;
}

QList<Deployment> StackHistory::finish()
{
    QList<Deployment> known;
    close(known);
    return known;
}

bool StackHistory::belongs(const QJsonObject &event) const
{
    if (!m_open)
        return false;
    if (!isBeginning(m_open->beginning))
        return true;
    // A macro that was applied tells of the same beginning once more.
    const QString token = textOf(event, "ClientRequestToken"_L1);
    return !token.isEmpty() && m_open->tokens.contains(token)
        && textOf(event, "ResourceStatus"_L1) == m_open->beginning;
}

void StackHistory::addStackEvent(const QJsonObject &event, QList<Deployment> &known)
{
    const QString status = textOf(event, "ResourceStatus"_L1);
    if (!belongs(event)) {
        close(known);
        m_open = Operation();
        m_open->status = status;
        m_open->reason = textOf(event, "ResourceStatusReason"_L1);
        m_open->isNewest = m_isFirst;
        m_isFirst = false;
    }
    m_open->beginning = status;
    m_open->id = textOf(event, "EventId"_L1);
    m_open->startedAt = instantOf(event.value("Timestamp"_L1));
    if (hasSucceeded(status))
        m_open->succeededAt = m_open->startedAt;
    const QString token = textOf(event, "ClientRequestToken"_L1);
    if (!token.isEmpty() && !m_open->tokens.contains(token))
        m_open->tokens.prepend(token);
}

void StackHistory::addResourceEvent(const QJsonObject &event)
{
    if (!m_open || isBeginning(m_open->beginning))
        return;
    const QString reason = textOf(event, "ResourceStatusReason"_L1);
    if (!isCause(textOf(event, "ResourceStatus"_L1), reason))
        return;
    m_open->failed = textOf(event, "LogicalResourceId"_L1); // the last that is seen was the first to fail
    m_open->failure = reason;
}

void StackHistory::setState(Deployment &deployment, const Operation &operation)
{
    if (hasSucceeded(operation.status)) {
        deployment.state = m_liveFrom.isValid() ? State::Superseded : State::Live;
        deployment.liveSince = operation.succeededAt;
        deployment.liveUntil = m_liveFrom;
        m_liveFrom = operation.succeededAt;
    } else if (isRolledBack(operation.status)) {
        deployment.state = State::RolledBack;
    } else if (operation.isNewest && isStackUnderWay(operation.status)) {
        deployment.state = State::InProgress;
    } else {
        deployment.state = State::Failed;
    }
}

void StackHistory::close(QList<Deployment> &known)
{
    if (!m_open)
        return;
    const Operation operation = *m_open;
    m_open.reset();
    if (operation.beginning == "REVIEW_IN_PROGRESS"_L1 || operation.status == "DELETE_COMPLETE"_L1)
        return; // nothing was deployed, or nothing is left of it
    Deployment deployment;
    deployment.kind = DeploymentKind::CloudFormation;
    deployment.id = m_stackId + u'#' + operation.id;
    deployment.unit = m_name;
    deployment.title = titleOf(m_name, operation.beginning);
    deployment.revision = operation.tokens.isEmpty() ? operation.id : operation.tokens.first();
    deployment.status = operation.status;
    deployment.startedAt = operation.startedAt;
    setState(deployment, operation);
    if (deployment.state != State::Live && deployment.state != State::Superseded)
        deployment.statusReason
            = operation.failed.isEmpty() ? operation.reason : operation.failed + u": "_s + operation.failure;
    deployment.facts = {{u"stackId"_s, m_stackId}, {u"tokens"_s, QJsonArray::fromStringList(operation.tokens)},
        {u"failed"_s, operation.failed}};
    known << deployment;
}

} // namespace sm::deployments
