// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "fatalcalls.h"

#include <operations/executor.h>

namespace sm::test {

/// Does what another one does, and tells how far the step is.
class StagedExecutor final : public operations::Executor
{
public:
    explicit StagedExecutor(operations::Executor &real)
        : m_real(real)
    {
    }

    QString kind() const override { return m_real.kind(); }
    QCoro::Task<Result<operations::Observation>> observe(Step step, CancelToken token) override
    {
        if (!m_isSent)
            enter(Stage::Looking);
        Result<operations::Observation> seen = co_await m_real.observe(step, token);
        if (!m_isSent)
            enter(Stage::Intending);
        co_return seen;
    }
    Result<Step> completed(Step step, const QJsonValue &before) const override
    {
        return m_real.completed(step, before);
    }
    QList<Change> changes(const Step &step, const QJsonValue &before, bool masked) const override
    {
        return m_real.changes(step, before, masked);
    }
    QCoro::Task<Result<operations::Applied>> apply(WritePermit permit, Step step, CancelToken token) override
    {
        m_isSent = true;
        enter(Stage::Sending);
        Result<operations::Applied> applied = co_await m_real.apply(permit, step, token);
        enter(Stage::Answered);
        co_return applied;
    }
    bool canBeCancelled(const Step &step) const override { return m_real.canBeCancelled(step); }
    Result<void> verify(const Step &step, const operations::Seen &seen) const override
    {
        enter(Stage::Verified);
        return m_real.verify(step, seen);
    }
    std::chrono::seconds settles(const Step &step) const override { return m_real.settles(step); }
    operations::ListKeys listKeys(const Step &step) const override { return m_real.listKeys(step); }
    operations::Verdict reconcile(const Step &step, const operations::Seen &seen) const override
    {
        return m_real.reconcile(step, seen);
    }

private:
    operations::Executor &m_real;
    bool m_isSent = false;
};

} // namespace sm::test
