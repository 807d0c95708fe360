// SPDX-License-Identifier: GPL-3.0-or-later
#include "pace.h"

namespace sm::backups {

Pace::Pace(const Clock &clock, net::Sleeper &sleeper, double unitsPerSecond)
    : m_clock(clock)
    , m_sleeper(sleeper)
    , m_unitsPerSecond(unitsPerSecond)
{
}

void Pace::spend(double units) { m_spent += units; }

QCoro::Task<Result<void>> Pace::nextTurn(CancelToken token)
{
    if (token.isCancelled())
        co_return Error::cancelled();
    if (!m_begun)
        m_begun = m_clock.steady();
    if (m_unitsPerSecond <= 0)
        co_return ok();
    const std::chrono::duration<double> due(m_spent / m_unitsPerSecond);
    const std::chrono::duration<double> passed = m_clock.steady() - *m_begun;
    if (due <= passed)
        co_return ok();
    const auto pause = std::chrono::ceil<std::chrono::milliseconds>(due - passed);
    co_return co_await m_sleeper.sleep(pause, token);
}

} // namespace sm::backups
