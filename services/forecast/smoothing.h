// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <vector>

namespace sm::forecast {

/// Exponential smoothing with a damped trend and, for \p season > 1, additive seasons: ETS(A,Ad,A). The parameters are
/// those that forecast \p values best one step ahead.
[[nodiscard]] std::vector<double> dampedTrend(std::span<const double> values, int horizon, int season = 0);

/// The Theta method: exponential smoothing plus half of the linear trend (Assimakopoulos and Nikolopoulos 2000).
[[nodiscard]] std::vector<double> theta(std::span<const double> values, int horizon);

} // namespace sm::forecast
