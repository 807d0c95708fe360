// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/clock.h>
#include <executors/liveoutput.h>
#include <net/sleeper.h>
#include <operations/executors.h>

namespace sm::executors {

/// Carries out "watch" (watchinput.h): looks until the condition has held without a break for as long as was asked. A
/// look that fails is a break and is told; one that was refused for now (throttled) says nothing either way. It gives
/// {output, looks, breaks, seconds}, the output being the last answer.
class WatchExecutor final : public operations::Executor
{
public:
    /// \p reads are those who look, all but this one; the others outlive it. \p live is told of breaks and of looks
    /// that failed.
    WatchExecutor(operations::Executors reads, net::Sleeper &sleeper, const Clock &clock, LiveOutput live = {});

    QString kind() const override;
    /// \error Kind::Conflict (code "WatchBroken") it has not held for long enough in time; the message has the last
    /// answer
    /// \error Kind::Denied, Kind::Invalid as the read: looking again would not help
    /// \error Kind::Cancelled
    QCoro::Task<Result<operations::Applied>> apply(WritePermit permit, Step step, CancelToken token) override;

private:
    operations::Executors m_reads;
    net::Sleeper &m_sleeper;
    const Clock &m_clock;
    LiveOutput m_live;
};

} // namespace sm::executors
