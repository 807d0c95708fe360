// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QString>

#include <chrono>

namespace sm::costs {

/// One call of a source of costs, as it went.
struct ApiCall
{
    QString endpoint; ///< "ce:GetCostAndUsage"
    QDateTime at; ///< UTC: when it was sent
    std::chrono::milliseconds took{0}; ///< retries included
    QString code; ///< the refusal's; empty: it succeeded
    bool throttled = false;
    int attempts = 1; ///< requests that were sent for it
};

/// Takes note of the calls; the table api_metrics is one.
class ApiMetrics
{
public:
    virtual ~ApiMetrics() = default;
    /// Returns at once, whatever it takes to write it down.
    virtual void record(const ApiCall &call) = 0;
};

} // namespace sm::costs
