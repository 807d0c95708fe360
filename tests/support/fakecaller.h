// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <aws/caller.h>
#include <core/json.h>
#include <net/wakeup.h>

#include <QHash>
#include <QQueue>

namespace sm::test {

/// An aws::Caller that answers from a script, by operation and in order, and remembers what was asked. Answers come
/// from the event loop; without one in the script the call waits until it is cancelled.
class FakeCaller final : public aws::Caller
{
public:
    void answer(const QString &operation, const QJsonObject &output)
    {
        m_script[operation].enqueue(Result<aws::Answer>(aws::Answer{output, QStringLiteral("r-1"), 1}));
    }
    void fail(const QString &operation, const Error &error) { m_script[operation].enqueue(Result<aws::Answer>(error)); }

    const QList<aws::Call> &calls() const { return m_calls; }
    /// The inputs of the calls to \p operation.
    QList<QJsonObject> inputs(const QString &operation) const
    {
        QList<QJsonObject> inputs;
        for (const aws::Call &call : m_calls) {
            if (call.operation == operation)
                inputs << call.input;
        }
        return inputs;
    }
    /// The journal entries of the permits that came with the writes.
    const QList<qint64> &permits() const { return m_permits; }
    QStringList operations() const
    {
        QStringList names;
        for (const aws::Call &call : m_calls)
            names.append(call.service + u':' + call.operation);
        return names;
    }

    QCoro::Task<Result<aws::Answer>> read(aws::Call call, CancelToken token) override
    {
        m_calls.append(call);
        net::Wakeup wakeup;
        token.whenCancelled(&wakeup, [&wakeup] { wakeup.wake(); });
        std::optional<Result<aws::Answer>> answer;
        if (!m_script[call.operation].isEmpty()) {
            answer = m_script[call.operation].dequeue();
            wakeup.wake();
        }
        co_await wakeup;
        if (token.isCancelled() || !answer)
            co_return Error::cancelled();
        if (*answer && call.reader) {
            Result<QJsonObject> read = call.reader(toCompactJson((*answer)->output));
            if (!read)
                co_return read.error();
            (*answer)->output = *read;
        }
        co_return *answer;
    }

    /// From the same script; a write that is not in it fails.
    QCoro::Task<Result<aws::Answer>> write(WritePermit permit, aws::Call call, Repeat, CancelToken token) override
    {
        if (m_script[call.operation].isEmpty())
            co_return Error(Error::Kind::Internal, call.operation);
        m_permits << permit.journalEntry();
        co_return co_await read(call, token);
    }

    Result<net::HttpRequest> preview(aws::Call call) const override
    {
        return Error(Error::Kind::Internal, call.operation);
    }

private:
    QHash<QString, QQueue<Result<aws::Answer>>> m_script;
    QList<aws::Call> m_calls;
    QList<qint64> m_permits;
};

} // namespace sm::test
