// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tail.h"

#include <array>

namespace sm::forecast {

/// In what respect a value deviates.
enum class Measure { Change, Mean, Season, Level };

/// What the values before it say about a value.
struct Judgement
{
    double expected = 0;
    double surprise = 0; ///< -log10 of its probability, by the measure that finds it least likely
    Measure measure = Measure::Change;
};

/// Judges value after value by four measures: the change since the last value, the distance from the mean so far, the
/// distance from the same time in the last four seasons, and the change of the mean of the last ten values, or of the
/// last season if that is shorter.
class Detector
{
public:
    /// \p season in steps; below 2: none
    explicit Detector(int season);

    /// Judges \p value, then learns it. Gaps (NaN) are not judged, but time goes on.
    Judgement add(double value);

private:
    using Deviations = std::array<double, 4>; ///< by Measure; NaN while there is nothing to compare with

    [[nodiscard]] double seasonal() const;
    [[nodiscard]] double levelChange(double value) const;
    [[nodiscard]] Deviations deviations(double value, double seasonal) const;
    [[nodiscard]] Judgement judged(const Deviations &deviations) const;
    void learn(double value, const Deviations &deviations);

    int m_season;
    std::size_t m_levelLength;
    std::vector<double> m_values; ///< all, with gaps
    std::deque<double> m_recent; ///< the last ones, without gaps
    std::array<Tail, 4> m_tails;
    double m_mean = 0;
    double m_size = 0; ///< mean of the absolute values
    double m_known = 0;
};

} // namespace sm::forecast
