// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/canceltoken.h>

#include <QCoroTask>

#include <functional>

namespace sm::executors {

/// Works through \p count things, \p lanes at a time and in order of their numbers. \p work says whether to go on:
/// after a no, and once \p token is cancelled, nothing new is begun, and what is under way is awaited.
QCoro::Task<void> inLanes(
    qsizetype count, std::function<QCoro::Task<bool>(qsizetype)> work, CancelToken token, int lanes = 8);

} // namespace sm::executors
