// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <approvals/sharedapprovals.h>
#include <operations/approvalbench.h>

namespace sm::test {

/// A database whose table is this object. (QCoro 0.8 moves away what it is given by name, so copies are returned.)
class FakeApprovals final : public approvals::SharedApprovals
{
public:
    explicit FakeApprovals(const ApprovalBench &bench)
        : m_bench(bench)
    {
    }

    QCoro::Task<Result<operations::ApprovalRequest>> ask(
        Plan plan, operations::Requester requester, CancelToken) override
    {
        if (problem)
            co_return Error(*problem);
        requester.throughDatabase = true;
        request = *operations::requestFor(plan, requester, m_bench.own, m_bench.clock.nowUtc());
        co_return operations::ApprovalRequest(request);
    }
    QCoro::Task<Result<approvals::SharedRequest>> look(QString, CancelToken) override
    {
        ++looks;
        if (problem)
            co_return Error(*problem);
        co_return approvals::SharedRequest{request, approval};
    }
    QCoro::Task<Result<approvals::WaitingRequests>> waiting(CancelToken) override
    {
        if (problem)
            co_return Error(*problem);
        co_return approvals::WaitingRequests(rows);
    }
    QCoro::Task<Result<void>> approve(operations::ApprovalRequest given, CancelToken) override
    {
        co_return answered(u"approved "_s + given.id);
    }
    QCoro::Task<Result<void>> refuse(operations::ApprovalRequest given, QString reason, CancelToken) override
    {
        co_return answered(u"refused %1: %2"_s.arg(given.id, reason));
    }

    std::optional<Error> problem;
    operations::ApprovalRequest request; ///< the last that was asked for
    std::optional<Approval> approval;
    int looks = 0;
    approvals::WaitingRequests rows;
    QStringList answers;

private:
    Result<void> answered(const QString &answer)
    {
        if (problem)
            return *problem;
        answers << answer;
        rows.requests.clear();
        return ok();
    }

    const ApprovalBench &m_bench;
};

} // namespace sm::test
