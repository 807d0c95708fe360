// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "apimetrics.h"

#include <aws/caller.h>
#include <core/clock.h>
#include <coststore/paidrequests.h>

namespace sm::costs {

/// US dollars that Cost Explorer takes for one request: a page of an answer.
Decimal explorerPrice();

/// Reads of Cost Explorer, each of which costs money: asks whether the day's budget has room for it and waits for its
/// turn among all programs, sends, and notes how it went. Sentences of refusals say what to do about them.
///
/// What is sent is paid: it is not cut off when nobody waits any more. A cancelled call that was sent returns its
/// answer. What AWS refuses is not paid.
class PaidCaller final : public aws::Caller
{
public:
    /// All outlive it; \p metrics may be nullptr.
    PaidCaller(aws::Caller &caller, PaidRequests &paid, ApiMetrics *metrics, const Clock &clock, SystemId system);

    /// \error as aws::Caller::read(); Kind::Throttled code "BudgetExhausted"; Kind::Storage: what can not be counted
    ///        is not asked
    QCoro::Task<Result<aws::Answer>> read(aws::Call call, CancelToken token) override;
    /// \error Kind::Invalid always: costs are only read
    QCoro::Task<Result<aws::Answer>> write(
        WritePermit permit, aws::Call call, Repeat repeat, CancelToken token) override;
    Result<net::HttpRequest> preview(aws::Call call) const override;

    /// Ends also what was sent, when the program does.
    void close() { m_life.cancel(); }

private:
    void note(const QString &action, const QDateTime &at, std::chrono::milliseconds took,
        const Result<aws::Answer> &answer) const;

    aws::Caller &m_caller;
    PaidRequests &m_paid;
    ApiMetrics *m_metrics;
    const Clock &m_clock;
    SystemId m_system;
    CancelSource m_life;
};

} // namespace sm::costs
