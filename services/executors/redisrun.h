// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "redisinput.h"

#include <operations/executor.h>
#include <store/capturestore.h>

#include <functional>

namespace sm::executors {

/// Carries out one operation on a connection.
class RedisRun
{
public:
    /// All outlive it. \param live is told how far it is, in a sentence
    RedisRun(redis::Connection &connection, const store::CaptureStore &captures, const RedisInput &input,
        std::function<void(const QString &)> live);

    /// {reply}: texts, numbers, lists and null as they came; bytes that are no UTF-8 are shown as far as they are.
    QCoro::Task<Result<operations::Applied>> read(CancelToken token);
    QCoro::Task<Result<operations::Applied>> write(WritePermit permit, CancelToken token);
    /// Exactly \p keys. {removed, kept}
    QCoro::Task<Result<operations::Applied>> unlink(WritePermit permit, redis::KeySet keys, CancelToken token);
    /// {restored, expired, removed, existing: names}
    /// \error Kind::NotFound, Kind::Storage the capture can not be read
    QCoro::Task<Result<operations::Applied>> restore(WritePermit permit, CancelToken token);

private:
    redis::Connection &m_connection;
    const store::CaptureStore &m_captures;
    const RedisInput &m_input;
    std::function<void(const QString &)> m_live;
};

} // namespace sm::executors
