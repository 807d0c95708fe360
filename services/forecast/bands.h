// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <vector>

namespace sm::forecast {

/// Half the width of the bands, by step.
struct Widths
{
    std::vector<double> half80;
    std::vector<double> half95;
};

/// As wide as the errors of a back-test were, growing with the horizon as they grew; beyond the steps tested the growth
/// goes on. NaN among the errors is left out. \p wider is widening().
[[nodiscard]] Widths widths(const std::vector<std::vector<double>> &errors, int horizon, double wider);

/// The factor for bands from so many independent origins: few of them rarely show the worst errors.
[[nodiscard]] double widening(double independentOrigins);

/// How wide the sum of some steps is, as parts of the sums of their half widths.
struct SumWidths
{
    double part80 = 1; ///< of the sum of half80
    double part95 = 1; ///< of the sum of half95
    double least80 = 0; ///< of the sum of half95, too: sums are closer to a normal distribution than steps are
};

/// For \p count steps from \p first on. The parts are 1 when neighbouring steps err alike, and the root of 1 / count
/// when they err independently.
[[nodiscard]] SumWidths sumWidths(
    const std::vector<std::vector<double>> &errors, std::span<const double> half95, int first, int count, double wider);

} // namespace sm::forecast
