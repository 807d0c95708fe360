// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "methods.h"

namespace sm::forecast {

/// How the candidates did when the end of the history was forecast from what lay before it.
struct BackTest
{
    std::vector<Candidate> candidates;
    std::vector<double> weights; ///< by candidate, their sum is 1
    std::vector<std::vector<double>> errors; ///< of the weighted mean, by origin and step; NaN where a gap was filled
    double independent = 1; ///< origins, as many as there would be if their horizons did not overlap
    double meanError = 0; ///< absolute, over all origins and steps
    double meanValue = 0; ///< absolute, of the same steps
};

/// \p isGap says which values of \p history are not known but filled in. \p horizon may be more than the history
/// allows: then fewer steps are tested.
[[nodiscard]] BackTest backTest(const History &history, const std::vector<bool> &isGap, int horizon);

} // namespace sm::forecast
