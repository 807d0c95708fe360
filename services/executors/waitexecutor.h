// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <aws/caller.h>
#include <aws/models.h>
#include <executors/liveoutput.h>
#include <net/sleeper.h>
#include <operations/executor.h>

namespace sm::executors {

/// Carries out "wait:<service>:<waiter>" and "wait" (waiterchoice.h). It gives the answer that was accepted, empty
/// where an error was what one waited for ("table-not-exists").
class WaitExecutor final : public operations::Executor
{
public:
    /// All outlive it. \p live is told when nothing changes any more, and when polls fail.
    WaitExecutor(aws::Caller &caller, const aws::Models &models, net::Sleeper &sleeper, LiveOutput live = {});

    QString kind() const override;
    /// \error as waiterFor() and aws::Waiter::until()
    QCoro::Task<Result<operations::Applied>> apply(WritePermit permit, Step step, CancelToken token) override;

private:
    aws::Caller &m_caller;
    const aws::Models &m_models;
    net::Sleeper &m_sleeper;
    LiveOutput m_live;
};

} // namespace sm::executors
