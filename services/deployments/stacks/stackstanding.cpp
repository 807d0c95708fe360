// SPDX-License-Identifier: GPL-3.0-or-later
#include <stacks/stackstanding.h>

#include <aws/paginator.h>
#include <stacks/keptstack.h>
#include <stacks/stackstatus.h>

namespace sm::deployments {

using namespace Qt::Literals::StringLiterals;

namespace {

/// What the events tell, newest first.
class Past
{
public:
    void add(const QJsonValue &event)
    {
        const QString status = event["ResourceStatus"_L1].toString();
        if (event["PhysicalResourceId"_L1] != event["StackId"_L1]) {
            addResource(event, status);
            return;
        }
        m_isPastRollback = m_isPastRollback || status == "UPDATE_ROLLBACK_IN_PROGRESS"_L1 || isBeginning(status);
        m_wasWhole = m_wasWhole || hasSucceeded(status);
    }
    bool isEnough(const QString &status) const
    {
        return m_wasWhole || (status == "UPDATE_ROLLBACK_FAILED"_L1 && m_isPastRollback);
    }
    bool wasWhole() const { return m_wasWhole; }
    const QStringList &failed() const { return m_failed; }

private:
    /// What failed while the rollback was under way, not what made it begin.
    void addResource(const QJsonValue &event, const QString &status)
    {
        const QString id = event["LogicalResourceId"_L1].toString();
        if (!m_isPastRollback && status.endsWith("_FAILED"_L1) && !m_failed.contains(id))
            m_failed.prepend(id);
    }

    bool m_wasWhole = false;
    bool m_isPastRollback = false;
    QStringList m_failed;
};

} // namespace

QCoro::Task<Result<StackStanding>> standingOf(const AwsReads *reads, QString name, CancelToken token)
{
    const Result<QJsonObject> stack = co_await describedStack(reads, name, token);
    if (!stack)
        co_return stack.error();
    StackStanding standing;
    standing.name = stack->value("StackName"_L1).toString();
    standing.status = stack->value("StackStatus"_L1).toString();
    const QString root = stack->value("RootId"_L1).toString();
    standing.partOf = root.isEmpty() ? stack->value("ParentId"_L1).toString() : root;
    const bool needsPast = standing.status == "UPDATE_FAILED"_L1 || standing.status == "UPDATE_ROLLBACK_FAILED"_L1;
    standing.wasWhole = !standing.status.startsWith("CREATE_FAILED"_L1);
    if (needsPast) {
        Past past;
        aws::Paginator pages(reads->caller, reads->models,
            {u"cloudformation"_s, u"DescribeStackEvents"_s, {{u"StackName"_s, stack->value("StackId"_L1)}}});
        while (!past.isEnough(standing.status)) {
            const Result<std::optional<QJsonObject>> page = co_await pages.next(token);
            if (!page)
                co_return page.error();
            if (!*page)
                break;
            const QJsonArray events = (**page).value("StackEvents"_L1).toArray();
            for (const QJsonValue event : events)
                past.add(event);
        }
        standing.wasWhole = past.wasWhole() || standing.status == "UPDATE_ROLLBACK_FAILED"_L1;
        if (standing.status == "UPDATE_ROLLBACK_FAILED"_L1)
            standing.failed = past.failed();
    }
    const StackStanding found = standing;
    co_return found;
}

QCoro::Task<Result<QJsonObject>> standingJson(const AwsReads *reads, QString name, CancelToken token)
{
    const Result<StackStanding> standing = co_await standingOf(reads, name, token);
    if (!standing)
        co_return standing.error();
    const Result<QJsonObject> stack = co_await describedStack(reads, name, token);
    if (!stack)
        co_return stack.error();
    const aws::Call call{u"cloudformation"_s, u"DescribeStackEvents"_s, {{u"StackName"_s, stack->value("StackId"_L1)}}};
    const Result<aws::Answer> events = co_await reads->caller.read(call, token);
    if (!events)
        co_return events.error();
    const QJsonValue last = events->output.value("StackEvents"_L1).toArray().first();
    co_return QJsonObject{{u"stack"_s, standing->name}, {u"stackId"_s, stack->value("StackId"_L1)},
        {u"status"_s, standing->status}, {u"lastEvent"_s, last["EventId"_L1].toString()},
        {u"wasWhole"_s, standing->wasWhole},
        {u"deletes"_s, standing->status == "CREATE_FAILED"_L1 || !standing->wasWhole},
        {u"failed"_s, QJsonArray::fromStringList(standing->failed)}, {u"partOf"_s, standing->partOf}};
}

} // namespace sm::deployments
