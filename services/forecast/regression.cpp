// SPDX-License-Identifier: GPL-3.0-or-later
#include "regression.h"

#include <algorithm>
#include <cmath>

namespace sm::forecast {

namespace {

/// Solves A x = b for a symmetric positive definite A, given by rows, by Cholesky's method.
std::vector<double> solved(std::vector<double> a, std::vector<double> b)
{
    const std::size_t n = b.size();
    for (std::size_t j = 0; j < n; ++j) {
        for (std::size_t k = 0; k < j; ++k) {
            const double factor = a[j * n + k];
            if (factor == 0)
                continue;
            for (std::size_t i = j; i < n; ++i)
                a[i * n + j] -= a[i * n + k] * factor;
        }
        const double root = std::sqrt(std::max(a[j * n + j], 1e-12));
        for (std::size_t i = j; i < n; ++i)
            a[i * n + j] /= root;
    }
    for (std::size_t i = 0; i < n; ++i) {
        for (std::size_t k = 0; k < i; ++k)
            b[i] -= a[i * n + k] * b[k];
        b[i] /= a[i * n + i];
    }
    for (std::size_t i = n; i-- > 0;) {
        for (std::size_t k = i + 1; k < n; ++k)
            b[i] -= a[k * n + i] * b[k];
        b[i] /= a[i * n + i];
    }
    return b;
}

} // namespace

std::vector<double> ridge(const Design &design, const std::vector<double> &target, const std::vector<double> &weights)
{
    const std::size_t n = design.penalties.size();
    std::vector<double> a(n * n, 0);
    std::vector<double> b(n, 0);
    for (std::size_t i = 0; i < n; ++i)
        a[i * n + i] = design.penalties[i];
    for (std::size_t i = 0; i < target.size(); ++i) {
        for (const Cell &left : design.rows[i]) {
            const auto row = static_cast<std::size_t>(left.column);
            b[row] += weights[i] * left.value * target[i];
            for (const Cell &right : design.rows[i])
                a[row * n + static_cast<std::size_t>(right.column)] += weights[i] * left.value * right.value;
        }
    }
    return solved(std::move(a), std::move(b));
}

double product(const std::vector<Cell> &row, const std::vector<double> &coefficients)
{
    double sum = 0;
    for (const Cell &cell : row)
        sum += cell.value * coefficients[static_cast<std::size_t>(cell.column)];
    return sum;
}

} // namespace sm::forecast
