// SPDX-License-Identifier: GPL-3.0-or-later
#include "clock.h"

namespace sm {

QDateTime SystemClock::nowUtc() const { return QDateTime::currentDateTimeUtc(); }

std::chrono::steady_clock::time_point SystemClock::steady() const { return std::chrono::steady_clock::now(); }

} // namespace sm
