// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "history.h"

namespace sm::forecast {

/// Adds to \p effects, by day of \p history and its future, what comes back each month: fees fall on a day of the
/// month, or on its last days. \p target is the history without its trend. Nothing for other steps, or without a date.
void addMonth(const History &history, const std::vector<double> &target, std::vector<double> &effects);

} // namespace sm::forecast
