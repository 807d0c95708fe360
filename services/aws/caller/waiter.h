// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <aws/caller.h>
#include <aws/models.h>
#include <net/sleeper.h>

#include <chrono>
#include <functional>
#include <optional>

namespace sm::aws {

/// What a person sees while something takes its time.
struct WaitProgress
{
    int polls = 0;
    int absentPolls = 0; ///< so many in a row were refused, as of something that is not there
    std::chrono::milliseconds waited{0}; ///< between the polls, all together
    std::chrono::milliseconds unchangedFor{0}; ///< since an answer last differed from the one before
    std::chrono::milliseconds nextPollIn{0};
    QJsonObject lastAnswer;
    std::optional<Error> trouble; ///< the last poll failed in a way that polling on may cure: throttled, no connection
    bool stalled = false; ///< nothing changed for Waiter::stallAfter: ask the person
};

/// Polls until something has reached the state that is wanted, or can not reach it any more.
///
/// Delays follow the models' own interval as their least, grow with jitter (Smithy, "waiters") up to four times of it
/// and 120 s at most. A model without a limit of attempts waits for as long as it takes and tells of a stall instead;
/// an error that it waits out ("not there yet") it waits out for ten polls in a row.
class Waiter
{
public:
    using Progress = std::function<void(const WaitProgress &)>;
    static constexpr std::chrono::minutes stallAfter{10};

    Waiter(Caller &caller, net::Sleeper &sleeper);

    /// Waits with the acceptors of \p model, whose "$name"s stand for \p parameters; \p call polls. The answer is the
    /// one that was accepted (empty when an error was what one waited for).
    ///
    /// \error Kind::Conflict  (code "WaiterFailure") it ended in another state; with what WaiterModel::because finds
    /// \error Kind::Timeout   (code "WaiterTimeout") not within delay x attempts
    /// \error as Caller::read() for a refusal that no acceptor expects
    /// \error Kind::Cancelled \p token was cancelled
    QCoro::Task<Result<QJsonObject>> until(
        WaiterModel model, Call call, QJsonObject parameters, Progress progress, CancelToken token);

private:
    Caller &m_caller;
    net::Sleeper &m_sleeper;
};

/// The pause before poll \p attempt (from 1): \p random, from 0 to 1, of the way from the least to the greatest that
/// this attempt may wait.
std::chrono::milliseconds waitDelay(int delaySeconds, int attempt, double random);

} // namespace sm::aws
