// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <forecast/series.h>

#include <functional>

namespace sm::test {

inline const QDate Start(2025, 1, 1);

/// \p days days from Start on.
inline forecast::Series daily(int days, const std::function<double(int)> &value)
{
    forecast::Series series{Start, {}, forecast::Step::Day};
    for (int day = 0; day < days; ++day)
        series.values.push_back(value(day));
    return series;
}

/// The same small disturbance in every run: -1…1, without a pattern that a season could take up.
inline double noise(int day)
{
    const auto mixed = static_cast<unsigned>(day + 1) * 2654435761U;
    return static_cast<double>((mixed ^ (mixed >> 13)) % 2001U) / 1000 - 1;
}

} // namespace sm::test
