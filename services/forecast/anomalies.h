// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <forecast/series.h>

namespace sm::forecast {

/// Why a value is unusual. The numbers of Anomaly go with it: "expected 12, was 80".
enum class Reason {
    Spike, ///< far above what was expected
    Drop, ///< far below
    LevelUp, ///< the last values together lie above those before
    LevelDown, ///< or below
    SeasonBroken, ///< usual by its size, but not for this weekday or time of day
    NewCharge, ///< not zero after two weeks or more of zeros
    Stopped ///< zero, or nearly, after two weeks or more without
};

struct Anomaly
{
    int index = 0; ///< in the series
    double expected = 0; ///< from what came before, in the unit of the series
    double actual = 0;
    double impact = 0; ///< actual - expected; below zero when less was spent than expected
    double score = 0; ///< 0…1; noise alone reaches DefaultThreshold about once in 800 values
    Reason reason = Reason::Spike;
};

/// The score from which on a value is reported.
inline constexpr double DefaultThreshold = 0.5;

struct Sensitivity
{
    double threshold = DefaultThreshold;
    int season
        = 0; ///< in steps, where Step does not say it: of values every five minutes 288. 0: by the step, else none
};

/// What is unusual in \p series, oldest first. Each value is judged by those before it alone, so what is found today
/// stays found tomorrow; the first 30 values are never reported. What goes on for several steps is reported once, at
/// its start, unless it grows a hundred times as unlikely. In daily series what comes back on the same day of each
/// month is reported the first time only.
[[nodiscard]] std::vector<Anomaly> anomalies(const Series &series, Sensitivity sensitivity = {});

/// The score of each value, 0 for gaps; from DefaultThreshold on it is an anomaly.
[[nodiscard]] std::vector<double> anomalyScores(const Series &series, int season = 0);

} // namespace sm::forecast
