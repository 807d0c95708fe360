// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <net/sleeper.h>
#include <net/wakeup.h>
#include <support/mockclock.h>

namespace sm::test {

/// Sleeps no time at all, remembers how long was asked for, and moves the test's clock by it.
class InstantSleeper final : public net::Sleeper
{
public:
    InstantSleeper() = default;
    explicit InstantSleeper(MockClock &clock)
        : m_clock(&clock)
    {
    }

    QCoro::Task<Result<void>> sleep(std::chrono::milliseconds duration, CancelToken token) override
    {
        m_durations.append(duration);
        net::Wakeup wakeup;
        wakeup.wake();
        co_await wakeup;
        if (token.isCancelled())
            co_return Error::cancelled();
        if (m_clock)
            m_clock->advance(duration);
        co_return ok();
    }

    const QList<std::chrono::milliseconds> &durations() const { return m_durations; }
    std::chrono::milliseconds total() const
    {
        std::chrono::milliseconds sum{0};
        for (const auto each : m_durations)
            sum += each;
        return sum;
    }

private:
    MockClock *m_clock = nullptr;
    QList<std::chrono::milliseconds> m_durations;
};

} // namespace sm::test
