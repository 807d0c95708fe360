// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <http/client.h>
#include <operations/executor.h>

namespace sm::executors {

/// Carries out "http:probe" and "http:trigger": one request each, never repeated, no redirect followed. They give
/// {status, headers, body, seconds}; the body is JSON where it is a JSON document, otherwise a text.
class HttpExecutor final : public operations::Executor
{
public:
    /// \p client outlives it.
    explicit HttpExecutor(http::Client &client);

    QString kind() const override;
    /// \error as http::Client::read() and trigger(). Step::timeout is the limit of a trigger too, whose answer is
    ///        awaited: 30 s where it is 0.
    QCoro::Task<Result<operations::Applied>> apply(WritePermit permit, Step step, CancelToken token) override;

private:
    http::Client &m_client;
};

} // namespace sm::executors
