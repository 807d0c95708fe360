// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <forecast/series.h>

#include <tl/expected.hpp>

namespace sm::forecast {

/// What the history must have before anything is said about the future, in values that are not gaps.
inline constexpr int MinimumDays = 30;

/// How a mean came about: what did best on the user's own history, or the weighted mean of those that did well.
enum class Method { SeasonalNaive, SeasonalMedian, Theta, DampedTrend, HoltWinters, Calendar, LogTrend, Combination };

/// Expected value with the bands that hold the actual one in 80 % and 95 % of cases.
/// low95 <= low80 <= mean <= high80 <= high95, and all are finite.
struct Band
{
    double mean = 0;
    double low80 = 0;
    double high80 = 0;
    double low95 = 0;
    double high95 = 0;
};

/// A forecast from the step after the last value on, in the unit of the series.
struct Forecast
{
    std::vector<Band> days; ///< one for each step of the horizon
    Method method = Method::Combination;
    double mase = 0; ///< of the back-test: mean absolute error, in those of the in-sample (seasonal) naive forecast
    double wape = 0; ///< of the back-test: sum of absolute errors in percent of the sum of absolute values
    int origins = 0; ///< how many times the history was cut and forecast; 0: too short for it, mase and wape are 0

    /// The band of the sum of \p count steps from step \p first on (0 is the step after the history): for the rest of a
    /// month. Neighbouring days err alike, so the width comes from sums in the back-test, not from independent days.
    /// Steps outside the horizon are left out.
    [[nodiscard]] Band sum(int first, int count) const;

    std::vector<std::vector<double>> errors; ///< actual - forecast by origin and step, of the back-test; for sum()
    double wider = 1; ///< the bands are so many times as wide as the errors were, because of few origins
    bool clamped = false; ///< the history has no negative value, so no band goes below 0
};

/// Instead of a forecast: the history has so many days of MinimumDays.
struct TooShort
{
    int days = 0;
};

/// Forecasts \p horizon steps (1 or more). A pure function: the same series gives the same answer, to the last bit.
///
/// Several methods forecast the end of the user's own history from what lay before it, at several origins. The best of
/// them, or the mean weighted by their errors, is the answer; the bands are as wide as its errors were.
[[nodiscard]] tl::expected<Forecast, TooShort> forecast(const Series &series, int horizon);

} // namespace sm::forecast
