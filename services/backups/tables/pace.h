// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/clock.h>
#include <net/sleeper.h>

#include <optional>

namespace sm::backups {

/// Keeps reads of a table at so many capacity units a second, on the average since the first.
class Pace
{
public:
    /// \p unitsPerSecond 0: no limit. Both outlive it.
    Pace(const Clock &clock, net::Sleeper &sleeper, double unitsPerSecond);

    /// \p units were just read.
    void spend(double units);
    double spent() const { return m_spent; }
    double unitsPerSecond() const { return m_unitsPerSecond; }
    /// Returns when the next read may be sent.
    /// \error Kind::Cancelled
    QCoro::Task<Result<void>> nextTurn(CancelToken token);

private:
    const Clock &m_clock;
    net::Sleeper &m_sleeper;
    double m_unitsPerSecond;
    double m_spent = 0;
    std::optional<std::chrono::steady_clock::time_point> m_begun;
};

} // namespace sm::backups
