// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

namespace sm::forecast {

/// A column of the regression that is not zero at a given time, with its value there.
struct Cell
{
    int column;
    double value;
};

struct Design
{
    std::vector<std::vector<Cell>> rows;
    std::vector<double> penalties; ///< by column
};

/// Ridge regression: the coefficients of \p design, whose first rows belong to \p target, with a weight for each.
[[nodiscard]] std::vector<double> ridge(
    const Design &design, const std::vector<double> &target, const std::vector<double> &weights);

/// What \p coefficients make of a row.
[[nodiscard]] double product(const std::vector<Cell> &row, const std::vector<double> &coefficients);

} // namespace sm::forecast
