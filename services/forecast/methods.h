// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "history.h"

#include <forecast/forecast.h>

namespace sm::forecast {

/// A method, with the season that it looks at where it looks at one.
struct Candidate
{
    Method method = Method::SeasonalNaive;
    int season = 1;
};

/// What makes sense for \p history, in a fixed order.
[[nodiscard]] std::vector<Candidate> candidatesFor(const History &history);

/// \p horizon means after \p history by one method; Method::Combination is none of these.
[[nodiscard]] std::vector<double> means(Candidate candidate, const History &history, int horizon);

} // namespace sm::forecast
