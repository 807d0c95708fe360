// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/canceltoken.h>
#include <core/result.h>

#include <QCoroTask>

#include <chrono>

namespace sm::net {

/// How services wait; tests use one that returns at once and remembers how long was asked for.
class Sleeper
{
public:
    virtual ~Sleeper() = default;
    /// \error Kind::Cancelled \p token was cancelled; comes at once
    virtual QCoro::Task<Result<void>> sleep(std::chrono::milliseconds duration, CancelToken token) = 0;
};

} // namespace sm::net
