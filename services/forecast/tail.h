// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <deque>
#include <vector>

namespace sm::forecast {

/// The distribution of a deviation so far, and how unlikely a new one is in its tail. The largest of the past are taken
/// for a Pareto tail (Hill's estimator), so that many large ones in the past make a large one usual.
class Tail
{
public:
    /// -log10 of the probability of \p deviation or more: 3 is once in a thousand. 0 within the usual ones and before
    /// there were 30. \p floor is a deviation of no importance.
    [[nodiscard]] double surprise(double deviation, double floor) const;

    void add(double deviation);

private:
    [[nodiscard]] double surpriseAbove(double part, double deviation, double floor) const;

    std::deque<double> m_past; ///< in the order of time
    std::vector<double> m_sorted; ///< the same, smallest first
};

} // namespace sm::forecast
