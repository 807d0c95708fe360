// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <utility>
#include <vector>

/// The Numenta Anomaly Benchmark's score, its standard profile: TP 1, FP 0.11, FN 1.
namespace sm::bench {

/// A labelled series with what a detector said about it.
struct Labelled
{
    std::vector<double> scores; ///< 0…1 by value
    std::vector<std::pair<int, int>> windows; ///< first and last value of each anomaly, in order
};

/// Of one series, with every value a detection that scores \p threshold or more; those in the probation count nothing.
/// At best the number of windows, at worst without limit; minus the number of windows for a silent detector.
double nabScore(const Labelled &series, double threshold);

/// Of all together: 0 for a silent detector, 100 for a perfect one.
double nabTotal(const std::vector<Labelled> &all, double threshold);

/// The threshold that is best for all together.
double nabThreshold(const std::vector<Labelled> &all);

} // namespace sm::bench
