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
/// goes on. NaN among the errors is left out.
[[nodiscard]] Widths widths(const std::vector<std::vector<double>> &errors, int horizon);

/// How wide the sum of \p count steps from \p first on is, as part of the sum of their widths: 1 when neighbouring
/// steps err alike, the root of 1 / count when they err independently.
[[nodiscard]] double sumRatio(
    const std::vector<std::vector<double>> &errors, std::span<const double> half95, int first, int count);

} // namespace sm::forecast
