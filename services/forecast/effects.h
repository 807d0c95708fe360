// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "history.h"

namespace sm::forecast {

/// What the calendar adds to each value and will add to those to come: season of the week, of the year, of the month.
/// For the values of the history first, then for \p horizon more.
[[nodiscard]] std::vector<double> calendarEffects(const History &history, int horizon);

} // namespace sm::forecast
