// SPDX-License-Identifier: GPL-3.0-or-later
#include "bands.h"

#include <algorithm>
#include <cmath>

namespace sm::forecast {

namespace {

double meanAbsolute(const std::vector<std::vector<double>> &errors, std::size_t step)
{
    double sum = 0;
    int count = 0;
    for (const std::vector<double> &row : errors) {
        if (std::isnan(row[step]))
            continue;
        sum += std::abs(row[step]);
        ++count;
    }
    return count > 0 ? sum / count : 0;
}

/// The power of the horizon with which errors grow: 0 for white noise, 0.5 for a random walk, 1 for a lost trend.
double growth(const std::vector<std::vector<double>> &errors)
{
    double sumX = 0, sumY = 0, sumXX = 0, sumXY = 0, count = 0;
    for (std::size_t step = 0; step < errors.front().size(); ++step) {
        const double mean = meanAbsolute(errors, step);
        if (mean <= 0)
            continue;
        const double x = std::log(static_cast<double>(step + 1));
        const double y = std::log(mean);
        sumX += x;
        sumY += y;
        sumXX += x * x;
        sumXY += x * y;
        ++count;
    }
    const double spread = count * sumXX - sumX * sumX;
    return spread > 1e-9 ? std::clamp((count * sumXY - sumX * sumY) / spread, 0.0, 1.0) : 0;
}

double quantile(const std::vector<double> &sorted, double part)
{
    if (sorted.empty())
        return 0;
    const double place = part * static_cast<double>(sorted.size() - 1);
    const auto below = static_cast<std::size_t>(place);
    const std::size_t above = std::min(below + 1, sorted.size() - 1);
    const double rest = place - static_cast<double>(below);
    return sorted[below] * (1 - rest) + sorted[above] * rest;
}

/// Root of the mean square.
class Mean
{
public:
    void add(double value)
    {
        m_sum += value * value;
        ++m_count;
    }
    [[nodiscard]] double root() const { return m_count > 0 ? std::sqrt(m_sum / m_count) : 0; }

private:
    double m_sum = 0;
    int m_count = 0;
};

} // namespace

double widening(double independentOrigins)
{
    constexpr double smallSample = 0.5; // found by trial, on histories of 30 to 365 days
    return 1 + smallSample / independentOrigins;
}

Widths widths(const std::vector<std::vector<double>> &errors, int horizon, double wider)
{
    Widths result;
    if (errors.empty() || errors.front().empty()) {
        result.half80.assign(static_cast<std::size_t>(horizon), 0);
        result.half95 = result.half80;
        return result;
    }
    const double power = growth(errors);
    std::vector<double> distances;
    for (const std::vector<double> &row : errors) {
        for (std::size_t step = 0; step < row.size(); ++step) {
            if (!std::isnan(row[step]))
                distances.push_back(std::abs(row[step]) / std::pow(static_cast<double>(step + 1), power));
        }
    }
    std::sort(distances.begin(), distances.end());
    for (int step = 1; step <= horizon; ++step) {
        const double scale = wider * std::pow(static_cast<double>(step), power);
        result.half80.push_back(quantile(distances, 0.80) * scale);
        result.half95.push_back(quantile(distances, 0.95) * scale);
    }
    return result;
}

SumWidths sumWidths(
    const std::vector<std::vector<double>> &errors, std::span<const double> half95, int first, int count, double wider)
{
    if (errors.empty() || count < 2)
        return {};
    // A window that the back-test did not reach is judged by the last one of its length that it did.
    const int tested = static_cast<int>(errors.front().size());
    const int length = std::min(count, tested);
    const int from = std::min(first, tested - length);
    const double unit = *std::max_element(half95.begin() + from, half95.begin() + from + length); // lest sums overflow
    Mean sums;
    Mean single;
    for (const std::vector<double> &row : errors) {
        double sum = 0;
        double width = 0;
        for (int i = from; i < from + length; ++i) {
            const auto step = static_cast<std::size_t>(i);
            if (std::isnan(row[step]) || half95[step] <= 0)
                continue;
            sum += row[step] / unit;
            width += half95[step] / unit;
            single.add(row[step] / half95[step]);
        }
        if (width > 0)
            sums.add(sum / width);
    }
    if (single.root() <= 0 || !std::isfinite(single.root() + sums.root()))
        return {};
    const double part = std::clamp(sums.root() / single.root(), 1 / std::sqrt(static_cast<double>(count)), 1.0);
    const double deviation = wider * sums.root();
    return {part, std::clamp(1.96 * deviation, part, 1.0), std::min(1.2816 * deviation, 1.0)};
}

} // namespace sm::forecast
