// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/clock.h>

namespace sm::test {

/// Time that passes only when the test says so. Wall and steady time move together unless the wall clock is set.
class MockClock final : public Clock
{
public:
    MockClock() = default;
    explicit MockClock(QDateTime utc)
        : m_utc(std::move(utc))
    {
    }

    QDateTime nowUtc() const override { return m_utc; }
    std::chrono::steady_clock::time_point steady() const override { return m_steady; }

    void advance(std::chrono::milliseconds duration)
    {
        m_utc = m_utc.addMSecs(duration.count());
        m_steady += duration;
    }
    /// As when somebody sets the computer's clock: steady time does not move.
    void setUtc(QDateTime utc) { m_utc = std::move(utc); }

private:
    QDateTime m_utc = QDateTime(QDate(2026, 8, 1), QTime(12, 0), Qt::UTC);
    std::chrono::steady_clock::time_point m_steady{std::chrono::hours(1)};
};

} // namespace sm::test
