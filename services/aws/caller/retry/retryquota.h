// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "retryclassifier.h"

namespace sm::aws {

/// What a client may spend on retries in all (token bucket of the standard mode), so that an outage does not meet a
/// storm of them. Retries pay, successes pay back, first attempts are free.
class RetryQuota
{
public:
    static constexpr int capacity = 500;

    /// 14 for a transient failure, 5 for throttling.
    static int costOf(Failure failure);

    /// Pays for one retry; false when there is not enough left, and then nothing is taken.
    bool spend(int cost);
    /// A call succeeded. \param lastCost of its last retry, 0 when it needed none: that earns 1
    void refund(int lastCost);

    int available() const { return m_available; }

private:
    int m_available = capacity;
};

} // namespace sm::aws
