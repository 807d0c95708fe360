// SPDX-License-Identifier: GPL-3.0-or-later
#include "retryquota.h"

namespace sm::aws {

namespace {

constexpr int transientCost = 14;
constexpr int throttlingCost = 5;
constexpr int firstTryReward = 1;

} // namespace

int RetryQuota::costOf(Failure failure) { return failure == Failure::Throttling ? throttlingCost : transientCost; }

bool RetryQuota::spend(int cost)
{
    if (cost > m_available)
        return false;
    m_available -= cost;
    return true;
}

void RetryQuota::refund(int lastCost)
{
    m_available = std::min(capacity, m_available + (lastCost > 0 ? lastCost : firstTryReward));
}

} // namespace sm::aws
