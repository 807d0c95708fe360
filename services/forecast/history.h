// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <forecast/series.h>

namespace sm::forecast {

/// A history that every method can work on: no gaps, and no value beyond -1…1.
struct History
{
    std::vector<double> values;
    QDate start;
    Step step = Step::Day;
    bool positive = false; ///< every value is above zero, so that a logarithm makes sense

    [[nodiscard]] int size() const { return static_cast<int>(values.size()); }

    /// What was known after the first \p count values.
    [[nodiscard]] History head(int count) const;
};

/// The seasons of \p step that are a whole number of steps, shortest first. The year is none of them.
[[nodiscard]] std::vector<int> seasonsOf(Step step);

/// \p values without gaps: a gap gets the median of the same place in the nearest seasons, else of its neighbours.
[[nodiscard]] std::vector<double> filled(std::vector<double> values, int season);

/// \p values, by \p step, with those of days pulled in that lie far off their neighbours, as one purchase does. A new
/// level stays. In other steps a jump is mostly the begin of one: then nothing is changed.
[[nodiscard]] std::vector<double> withoutSpikes(std::vector<double> values, Step step);

[[nodiscard]] double median(std::vector<double> values);

} // namespace sm::forecast
