// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/plan.h>
#include <core/result.h>

#include <chrono>

namespace sm::executors {

/// The input of a watch.
struct WatchInput
{
    Operation read; ///< with the secrets of the step
    QString holds; ///< JMESPath over the members of \c scope and "output", the answer to the read
    QJsonObject scope; ///< what the condition may name besides the step's own scope
    std::chrono::milliseconds holdsFor{0}; ///< how long it has to be true without a break
    std::chrono::milliseconds within{0}; ///< after which it has failed
    std::chrono::milliseconds every{0}; ///< between two looks
};

/// {read: {uses, with}, holds, for, within, every: "15s", scope: {}}. Durations are "5m" or seconds.
/// \error Kind::Invalid (code "Input") names the member that is wrong
Result<WatchInput> watchInput(const Step &step);

} // namespace sm::executors
