// SPDX-License-Identifier: GPL-3.0-or-later
#include "retrysession.h"

namespace sm::aws {

using Why = RetryDecision::Why;

namespace {

bool mayHappenTwice(Repeat repeat)
{
    return repeat == Repeat::Read || repeat == Repeat::Value || repeat == Repeat::Token;
}

} // namespace

RetrySession::RetrySession(RetryPolicy policy, RetryQuota &quota, Repeat repeat, Random random)
    : m_policy(policy)
    , m_quota(quota)
    , m_repeat(repeat)
    , m_random(std::move(random))
{
}

QByteArray RetrySession::requestHeader() const
{
    return "attempt=" + QByteArray::number(m_attempt) + "; max=" + QByteArray::number(m_policy.maxAttempts);
}

RetryDecision RetrySession::failed(const FailedAttempt &attempt)
{
    const Failure failure = classify(attempt);
    if (failure == Failure::Final)
        return {Why::Final};
    if (!mayHappenTwice(m_repeat) && !isCertainlyWithoutEffect(attempt))
        return {Why::WouldRepeat};
    if (m_attempt >= m_policy.maxAttempts)
        return {Why::AttemptsUsed};
    return pay(attempt, failure);
}

RetryDecision RetrySession::pay(const FailedAttempt &attempt, Failure failure)
{
    const auto backoff = m_policy.backoff(failure, m_attempt - 1, m_random());
    const auto wait = m_policy.hinted(backoff, attempt.retryAfterHint);
    const int cost = RetryQuota::costOf(failure);
    if (!m_quota.spend(cost)) {
        const bool waits = isLongPoll(attempt.service, attempt.operation);
        return {Why::QuotaSpent, waits ? wait : std::chrono::milliseconds::zero()};
    }
    m_lastCost = cost;
    ++m_attempt;
    return {Why::Retry, wait};
}

void RetrySession::succeeded() { m_quota.refund(m_lastCost); }

} // namespace sm::aws
