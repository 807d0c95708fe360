// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "apimetrics.h"

#include <core/clock.h>
#include <core/cost.h>

#include <QList>

#include <deque>
#include <optional>

namespace sm::costs {

/// Counts calls, and hands each on to another that takes note.
class ApiSummary final : public ApiMetrics
{
public:
    /// \p clock and \p next outlive it; \p next may be nullptr.
    explicit ApiSummary(const Clock &clock, ApiMetrics *next = nullptr);

    void record(const ApiCall &call) override;
    CostRequests lastHour() const;

private:
    const Clock &m_clock;
    ApiMetrics *m_next;
    std::deque<ApiCall> m_calls; ///< of the last hour, oldest first
    QDateTime m_lastSuccess;
};

} // namespace sm::costs
