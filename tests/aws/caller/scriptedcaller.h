// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <aws/caller.h>

#include <functional>

namespace sm::test {

/// Answers reads by a function of the call, and remembers the calls.
class ScriptedCaller final : public aws::Caller
{
public:
    using Script = std::function<Result<QJsonObject>(const aws::Call &call)>;

    explicit ScriptedCaller(Script script)
        : m_script(std::move(script))
    {
    }

    QCoro::Task<Result<aws::Answer>> read(aws::Call call, CancelToken token) override
    {
        calls.append(call);
        if (token.isCancelled())
            co_return Error::cancelled();
        Result<QJsonObject> output = m_script(call);
        if (!output)
            co_return output.error();
        co_return aws::Answer{std::move(*output), QStringLiteral("r"), 1};
    }
    QCoro::Task<Result<aws::Answer>> write(WritePermit, aws::Call, Repeat, CancelToken) override
    {
        co_return Error(Error::Kind::Internal, QStringLiteral("Nothing here writes."));
    }
    Result<net::HttpRequest> preview(aws::Call) const override { return net::HttpRequest(); }

    QList<aws::Call> calls;

private:
    Script m_script;
};

} // namespace sm::test
