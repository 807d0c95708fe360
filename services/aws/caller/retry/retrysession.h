// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "retrypolicy.h"
#include "retryquota.h"

#include <core/repeat.h>

namespace sm::aws {

/// What to do after a failed attempt.
struct RetryDecision
{
    enum class Why {
        Retry,
        Final, ///< the failure is of a kind that does not go away
        WouldRepeat, ///< the operation may have happened already, and twice would be twice
        AttemptsUsed,
        QuotaSpent, ///< the client has no tokens for retries left
    };

    Why why = Why::Final;
    /// Before the next attempt, or, for a long poll whose quota is spent, before failing.
    std::chrono::milliseconds wait{0};

    bool retries() const { return why == Why::Retry; }
};

/// The attempts of one call, from the first to the last. Decides, never waits or sends.
///
///     RetrySession session(RetryPolicy::standard(service), quota, Repeat::Read);
///     while (true) {
///         … send with session.requestHeader() …
///         if (good) { session.succeeded(); break; }
///         const RetryDecision next = session.failed(attempt);
///         … sleep next.wait …
///         if (!next.retries()) break;
///     }
class RetrySession
{
public:
    /// \p quota outlives it.
    RetrySession(RetryPolicy policy, RetryQuota &quota, Repeat repeat, Random random = uniformRandom);

    /// The attempt that is being made, from 1.
    int attempt() const { return m_attempt; }
    /// The value of the header amz-sdk-request: "attempt=1; max=3".
    QByteArray requestHeader() const;

    /// Whether there is another attempt; then attempt() is its number. The class of the operation beats that of the
    /// failure: what may not happen twice is resent only when it certainly did not happen.
    RetryDecision failed(const FailedAttempt &attempt);
    void succeeded();

private:
    RetryDecision pay(const FailedAttempt &attempt, Failure failure);

    RetryPolicy m_policy;
    RetryQuota &m_quota;
    Repeat m_repeat;
    Random m_random;
    int m_attempt = 1;
    int m_lastCost = 0;
};

} // namespace sm::aws
