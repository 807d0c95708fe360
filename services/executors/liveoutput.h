// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/plan.h>

#include <functional>

namespace sm::executors {

/// Takes what a person may want to see while a step runs: one line that is fit to be shown as plain text and holds none
/// of the step's secrets. Called from the event loop, between the beginning and the end of Executor::apply().
using LiveOutput = std::function<void(const Step &step, const QString &line)>;

} // namespace sm::executors
