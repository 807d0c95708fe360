// SPDX-License-Identifier: GPL-3.0-or-later
#include "paidcaller.h"

#include "explorererror.h"

namespace sm::costs {

using namespace Qt::Literals::StringLiterals;

Decimal explorerPrice() { return Decimal::fromScaled(1, 2); }

PaidCaller::PaidCaller(
    aws::Caller &caller, PaidRequests &paid, ApiMetrics *metrics, const Clock &clock, SystemId system)
    : m_caller(caller)
    , m_paid(paid)
    , m_metrics(metrics)
    , m_clock(clock)
    , m_system(std::move(system))
{
}

QCoro::Task<Result<aws::Answer>> PaidCaller::read(aws::Call call, CancelToken token)
{
    if (token.isCancelled())
        co_return Error::cancelled();
    const QString action = call.service + u':' + call.operation;
    const PaidRequest request{action, m_system, explorerPrice()};
    const Result<void> admitted = co_await m_paid.admit(request, token);
    if (!admitted && admitted.error().code() == "BudgetExhausted"_L1)
        co_return budgetExhausted(admitted.error(), m_clock.nowUtc());
    if (!admitted)
        co_return admitted.error();
    const QDateTime at = m_clock.nowUtc();
    const auto began = m_clock.steady();
    const Result<aws::Answer> answer = co_await m_caller.read(std::move(call), m_life.token());
    note(action, at, std::chrono::duration_cast<std::chrono::milliseconds>(m_clock.steady() - began), answer);
    if (answer)
        co_return answer;
    if (!mayHaveBeenCharged(answer.error())) {
        const Result<void> back = co_await m_paid.takeBack(request);
        if (!back)
            co_return back.error();
    }
    co_return explainedByExplorer(answer.error(), action);
}

QCoro::Task<Result<aws::Answer>> PaidCaller::write(WritePermit, aws::Call call, Repeat, CancelToken)
{
    co_return Error(Error::Kind::Invalid, call.operation);
}

Result<net::HttpRequest> PaidCaller::preview(aws::Call call) const { return m_caller.preview(std::move(call)); }

void PaidCaller::note(
    const QString &action, const QDateTime &at, std::chrono::milliseconds took, const Result<aws::Answer> &answer) const
{
    if (!m_metrics || (!answer && answer.error().kind() == Error::Kind::Cancelled))
        return;
    ApiCall call{action, at, took, {}, false, 1};
    if (answer) {
        call.attempts = answer->attempts;
    } else {
        call.code = answer.error().code().isEmpty() ? u"NoAnswer"_s : answer.error().code();
        call.throttled = answer.error().kind() == Error::Kind::Throttled;
    }
    m_metrics->record(call);
}

} // namespace sm::costs
