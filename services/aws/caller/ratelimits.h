// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "quotas.h"

#include <QHash>

#include <chrono>

namespace sm::aws {

/// Spaces the requests of each quota category, so that a share of the account's rate is never exceeded (generic cell
/// rate algorithm). After a pause a fifth of a second's requests may go at once.
class RateLimits
{
public:
    using TimePoint = std::chrono::steady_clock::time_point;

    /// \param share of the account's rate, above 0 to 1; 0: no limits
    explicit RateLimits(double share);

    /// Takes the next place of \p category and returns how long it is away.
    std::chrono::milliseconds reserve(const QuotaCategory &category, TimePoint now);

private:
    double m_share;
    QHash<QString, TimePoint> m_nextPlace;
};

} // namespace sm::aws
