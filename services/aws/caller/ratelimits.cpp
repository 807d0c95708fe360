// SPDX-License-Identifier: GPL-3.0-or-later
#include "ratelimits.h"

namespace sm::aws {

using namespace std::chrono_literals;
using Duration = std::chrono::steady_clock::duration;

RateLimits::RateLimits(double share)
    : m_share(share)
{
}

std::chrono::milliseconds RateLimits::reserve(const QuotaCategory &category, TimePoint now)
{
    if (m_share <= 0)
        return 0ms;
    const double rate = category.requestsPerSecond * m_share;
    const auto interval = std::chrono::duration_cast<Duration>(std::chrono::duration<double>(1 / rate));
    const Duration lead = std::max<Duration>(200ms - interval, Duration::zero());

    TimePoint &place = m_nextPlace[category.name];
    place = std::max(place, now);
    const Duration wait = place - lead - now;
    place += interval;
    return std::max(std::chrono::ceil<std::chrono::milliseconds>(wait), 0ms);
}

} // namespace sm::aws
