// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "retryclassifier.h"

#include <chrono>
#include <functional>

namespace sm::aws {

/// A number from 0 up to 1, drawn anew with each call. Tests choose it.
using Random = std::function<double()>;
/// Uniform, from the system's generator.
double uniformRandom();

/// How hard the standard mode of 2026 tries for one service.
struct RetryPolicy
{
    int maxAttempts = 3;
    std::chrono::milliseconds transientBase{50};
    std::chrono::milliseconds throttlingBase{1000};
    std::chrono::milliseconds longest{20'000};
    /// How much longer than planned a server's hint may make a wait.
    std::chrono::milliseconds hintMargin{5000};

    /// \param service as on the command line: DynamoDB gets 4 attempts and shorter waits
    /// \param maxAttempts what a profile says (`max_attempts`, AWS_MAX_ATTEMPTS); 0: the mode's own
    static RetryPolicy standard(const QString &service, int maxAttempts = 0);

    /// random × min(base × 2^retry, longest).
    /// \param retry 0 before the second attempt
    std::chrono::milliseconds backoff(Failure failure, int retry, double random) const;

    /// \p backoff, or longer where the server's hint (x-amz-retry-after, milliseconds) asks for it, but never by more
    /// than hintMargin. A hint that is no number, or negative, says nothing.
    std::chrono::milliseconds hinted(std::chrono::milliseconds backoff, const QByteArray &hint) const;
};

/// Whether an operation waits at the server for work to come: when the retry quota is spent, it still waits before it
/// fails, or its caller's loop would spin.
bool isLongPoll(const QString &service, const QString &operation);

} // namespace sm::aws
