// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "stackevents.h"

#include <aws/caller.h>

namespace sm::test {

/// One stack as CloudFormation plays it: it takes what AWS takes from the status that it is in, refuses everything else
/// as AWS does, and tells of what it does in events, one more with each look.
class PlayedStack final : public aws::Caller
{
public:
    explicit PlayedStack(const QString &status, bool wasWhole = true)
        : m_status(status)
    {
        m_past.stack(u"CREATE_IN_PROGRESS"_s, u"one"_s);
        if (wasWhole)
            m_past.stack(u"CREATE_COMPLETE"_s, u"one"_s);
        m_past.stack(u"UPDATE_IN_PROGRESS"_s, u"two"_s);
        if (status == "UPDATE_ROLLBACK_FAILED"_L1)
            m_past.stack(u"UPDATE_ROLLBACK_IN_PROGRESS"_s, u"two"_s)
                .resource(u"Table"_s, u"UPDATE_FAILED"_s, u"two"_s, u"In use"_s);
        if (status != "UPDATE_IN_PROGRESS"_L1)
            m_past.stack(status, u"two"_s);
    }

    const QString &status() const { return m_status; }
    const QStringList &writes() const { return m_writes; }
    QJsonObject lastInput() const { return m_lastInput; }

    QCoro::Task<Result<aws::Answer>> read(aws::Call call, CancelToken) override { co_return answerTo(call); }
    QCoro::Task<Result<aws::Answer>> write(WritePermit, aws::Call call, Repeat, CancelToken) override
    {
        m_writes << call.operation;
        m_lastInput = call.input;
        const Result<QJsonObject> done = carriedOut(call);
        if (!done)
            co_return done.error();
        co_return aws::Answer{*done, u"r-1"_s, 1};
    }
    Result<net::HttpRequest> preview(aws::Call call) const override
    {
        return Error(Error::Kind::Internal, call.operation);
    }

private:
    static Error refused(const QString &message)
    {
        return Error(Error::Kind::Invalid, message).withCode(u"ValidationError"_s);
    }
    Result<aws::Answer> answerTo(const aws::Call &call)
    {
        if (call.operation == "DescribeStacks"_L1) {
            if (m_status == "DELETE_COMPLETE"_L1 && call.input.value("StackName"_L1) == "shop"_L1)
                return refused(u"Stack with id shop does not exist"_s);
            return aws::Answer{{{u"Stacks"_s, QJsonArray{someStack(m_status)}}}, {}, 1};
        }
        if (call.operation == "DescribeStackEvents"_L1) {
            goOn();
            return aws::Answer{{{u"StackEvents"_s, m_past.newestFirst()}}, {}, 1};
        }
        if (call.operation == "GetTemplate"_L1)
            return aws::Answer{{{u"TemplateBody"_s, u"{\"Resources\": {}}"_s}}, {}, 1};
        return refused(call.operation);
    }
    void goOn()
    {
        if (m_next.isEmpty())
            return;
        const auto [status, token] = m_next.takeFirst();
        m_past.stack(status, token);
        m_status = status;
    }
    /// The first of \p statuses is there at once, the others come with the looks that follow.
    Result<QJsonObject> begin(const QStringList &statuses, const QString &token)
    {
        for (const QString &each : statuses)
            m_next << std::pair(each, token);
        goOn();
        return QJsonObject{{u"StackId"_s, stackId}};
    }
    Result<QJsonObject> carriedOut(const aws::Call &call)
    {
        const QString token = call.input.value("ClientRequestToken"_L1).toString();
        if (call.operation == "UpdateStack"_L1)
            return refused(u"No updates are to be performed."_s);
        if (call.operation == "RollbackStack"_L1 && m_status == "CREATE_FAILED"_L1)
            return begin({u"DELETE_IN_PROGRESS"_s, u"DELETE_COMPLETE"_s}, token);
        if (call.operation == "RollbackStack"_L1 && m_status == "UPDATE_FAILED"_L1)
            return begin({u"UPDATE_ROLLBACK_IN_PROGRESS"_s, u"UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS"_s,
                             u"UPDATE_ROLLBACK_COMPLETE"_s},
                token);
        if (call.operation == "ContinueUpdateRollback"_L1 && m_status == "UPDATE_ROLLBACK_FAILED"_L1)
            return begin({u"UPDATE_ROLLBACK_IN_PROGRESS"_s, u"UPDATE_ROLLBACK_COMPLETE"_s}, token);
        // Its events still carry the token of the update.
        if (call.operation == "CancelUpdateStack"_L1 && m_status == "UPDATE_IN_PROGRESS"_L1)
            return begin({u"UPDATE_ROLLBACK_IN_PROGRESS"_s, u"UPDATE_ROLLBACK_COMPLETE"_s}, u"two"_s);
        return refused(u"Stack %1 is in %2 state and can not be acted on"_s.arg(stackId, m_status));
    }

    QString m_status;
    StackEvents m_past;
    QList<std::pair<QString, QString>> m_next;
    QStringList m_writes;
    QJsonObject m_lastInput;
};

} // namespace sm::test
