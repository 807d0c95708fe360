// SPDX-License-Identifier: GPL-3.0-or-later
#include "history.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace sm::forecast {

namespace {

constexpr int Neighbours = 4; // known values on either side that a gap is filled from
constexpr int Reach = 7; // values on either side that a spike is seen against
constexpr double Far = 10; // times the usual distance

/// The known values nearest to \p at, \p stride apart, up to Neighbours on each side.
std::vector<double> around(const std::vector<double> &values, int at, int stride)
{
    const int size = static_cast<int>(values.size());
    std::vector<double> found;
    for (const int direction : {-stride, stride}) {
        int count = 0;
        for (int i = at + direction; i >= 0 && i < size && count < Neighbours; i += direction) {
            const double value = values[static_cast<std::size_t>(i)];
            if (std::isnan(value))
                continue;
            found.push_back(value);
            ++count;
        }
    }
    return found;
}

std::vector<double> localMedians(const std::vector<double> &values)
{
    const auto size = static_cast<int>(values.size());
    std::vector<double> medians;
    medians.reserve(values.size());
    for (int i = 0; i < size; ++i)
        medians.push_back(
            median({values.begin() + std::max(i - Reach, 0), values.begin() + std::min(i + Reach + 1, size)}));
    return medians;
}

/// How far \p values usually are from \p medians. One in twenty may be anywhere.
double usualDistance(const std::vector<double> &values, const std::vector<double> &medians)
{
    std::vector<double> distances;
    std::vector<double> changes;
    for (std::size_t i = 0; i < values.size(); ++i) {
        distances.push_back(std::abs(values[i] - medians[i]));
        if (i > 0)
            changes.push_back(std::abs(values[i] - values[i - 1]));
    }
    std::sort(distances.begin(), distances.end());
    distances.resize(distances.size() - distances.size() / 20);
    const double sum = std::accumulate(distances.begin(), distances.end(), 0.0);
    const double mean = distances.empty() ? 0 : sum / static_cast<double>(distances.size());
    return std::max({1.48 * median(distances), 1.25 * mean, median(changes)}); // as a standard deviation
}

} // namespace

History History::head(int count) const
{
    History known = *this;
    known.values.resize(static_cast<std::size_t>(count));
    return known;
}

std::vector<int> seasonsOf(Step step)
{
    switch (step) {
    case Step::Day:
        return {7};
    case Step::Hour:
        return {24, 168};
    case Step::Week: // its year is not a whole number of weeks
    case Step::Any:
        break;
    }
    return {};
}

std::vector<double> filled(std::vector<double> values, int season)
{
    const std::vector<double> known = values;
    for (std::size_t i = 0; i < values.size(); ++i) {
        if (!std::isnan(values[i]))
            continue;
        std::vector<double> alike = around(known, static_cast<int>(i), season);
        if (alike.size() < 2)
            alike = around(known, static_cast<int>(i), 1);
        values[i] = alike.empty() ? 0 : median(alike);
    }
    return values;
}

std::vector<double> withoutSpikes(std::vector<double> values, Step step)
{
    if (step != Step::Day)
        return values;
    const std::vector<double> medians = localMedians(values);
    const double limit = Far * usualDistance(values, medians);
    for (std::size_t i = 0; i < values.size(); ++i)
        values[i] = std::clamp(values[i], medians[i] - limit, medians[i] + limit);
    return values;
}

double median(std::vector<double> values)
{
    if (values.empty())
        return 0;
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::nth_element(values.begin(), middle, values.end());
    if (values.size() % 2 == 1)
        return *middle;
    return (*middle + *std::max_element(values.begin(), middle)) / 2;
}

} // namespace sm::forecast
