// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "apimetrics.h"

#include <core/clock.h>

#include <QList>

#include <deque>
#include <optional>

namespace sm::costs {

/// How the calls of the last hour went: what the screen shows of it.
struct ApiFigures
{
    int requests = 0;
    int errors = 0;
    int throttles = 0;
    std::optional<std::chrono::milliseconds> p95; ///< of those that succeeded
    std::optional<double> dataAgeHours; ///< since data last came; nothing: never in this session
};

/// Counts calls, and hands each on to another that takes note.
class ApiSummary final : public ApiMetrics
{
public:
    /// \p clock and \p next outlive it; \p next may be nullptr.
    explicit ApiSummary(const Clock &clock, ApiMetrics *next = nullptr);

    void record(const ApiCall &call) override;
    ApiFigures lastHour() const;

private:
    const Clock &m_clock;
    ApiMetrics *m_next;
    std::deque<ApiCall> m_calls; ///< of the last hour, oldest first
    QDateTime m_lastSuccess;
};

} // namespace sm::costs
