// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <coststore/paidrequests.h>

#include <QStringList>

namespace sm::test {

/// Counts in memory; no turns to wait for.
class FakePaid final : public costs::PaidRequests
{
public:
    explicit FakePaid(Decimal budget = Decimal::fromScaled(50, 2)) { m_meter.budget = budget; }

    const CostMeter &meter() const { return m_meter; }
    const QStringList &operations() const { return m_operations; }
    void setBudget(const Decimal &budget) { m_meter.budget = budget; }

    QCoro::Task<Result<CostMeter>> today() override
    {
        CostMeter copy = m_meter;
        co_return copy;
    }
    QCoro::Task<Result<bool>> maySpend(Decimal price) override { co_return m_meter.spent + price <= m_meter.budget; }
    QCoro::Task<Result<void>> admit(costs::PaidRequest request, CancelToken token) override
    {
        if (token.isCancelled())
            co_return Error::cancelled();
        if (m_meter.spent + request.price > m_meter.budget)
            co_return Error(Error::Kind::Throttled, QStringLiteral("The budget is used up."))
                .withCode(QStringLiteral("BudgetExhausted"));
        m_operations << request.operation;
        ++m_meter.requests;
        m_meter.spent += request.price;
        co_return ok();
    }
    QCoro::Task<Result<void>> takeBack(costs::PaidRequest request) override
    {
        --m_meter.requests;
        m_meter.spent -= request.price;
        co_return ok();
    }
    QCoro::Task<Result<void>> record(costs::PaidRequest request) override
    {
        m_meter.spent += request.price;
        co_return ok();
    }

private:
    CostMeter m_meter;
    QStringList m_operations;
};

} // namespace sm::test
