// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "requestbuilder.h"

#include <aws/protocol.h>
#include <aws/retryclassifier.h>
#include <core/error.h>

#include <chrono>

namespace sm::aws {

/// What is known about the attempt that was refused, for a message that says what to do.
struct Attempt
{
    const PreparedCall &call;
    const CallerSettings &settings;
    QString credentialsSource; ///< empty: sent unsigned
    Failure failure = Failure::Final;
    std::chrono::milliseconds clockBehind{0}; ///< how far the local clock is slow; negative: fast
};

/// The Error that stands for \p refusal: kind, code and request id of the service, the service's own words kept, and
/// what a person can do about it. Its changed() is that of a read.
Error refusalError(const ServiceError &refusal, const net::HttpReply &reply, const Attempt &attempt);

/// How far a clock is off, in words: "Your clock is 17 min slow."
QString clockSentence(std::chrono::milliseconds behind);

} // namespace sm::aws
