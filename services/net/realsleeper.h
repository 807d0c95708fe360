// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <net/sleeper.h>

namespace sm::net {

/// Waits on the event loop of the calling thread.
class RealSleeper final : public Sleeper
{
public:
    /// Never shorter than \p duration; nothing or a negative one returns on the next turn of the event loop.
    QCoro::Task<Result<void>> sleep(std::chrono::milliseconds duration, CancelToken token) override;
};

} // namespace sm::net
