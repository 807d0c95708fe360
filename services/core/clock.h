// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>

#include <chrono>

namespace sm {

/// Where services take the time from, so that tests can choose it. Wall time is UTC and may jump;
/// steady() never goes back and is what timers and time-to-live use.
class Clock
{
public:
    virtual ~Clock() = default;
    virtual QDateTime nowUtc() const = 0;
    virtual std::chrono::steady_clock::time_point steady() const = 0;
};

class SystemClock final : public Clock
{
public:
    QDateTime nowUtc() const override;
    std::chrono::steady_clock::time_point steady() const override;
};

} // namespace sm
