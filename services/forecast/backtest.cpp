// SPDX-License-Identifier: GPL-3.0-or-later
#include "backtest.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace sm::forecast {

namespace {

constexpr int MostOrigins = 16;
constexpr double Tolerated = 1.3; // candidates with up to so many times the least error take part
constexpr double Sharpness = 4; // and weigh by their error to this negative power
constexpr double Nothing = 1e-12; // an error of no importance: values are within -1…1

/// What a season, a month's calendar or a trend needs to be seen at all.
int wantedTraining(Step step) { return step == Step::Hour ? 336 : step == Step::Week ? 40 : 60; }

/// The sizes of the histories that are forecast from, the latest first.
std::vector<int> originsOf(const History &history, int training, int horizon)
{
    const int span = history.size() - horizon - training;
    const int stride = std::max(1, std::min(std::max(horizon / 2, 1), span / (MostOrigins - 1)));
    std::vector<int> origins;
    for (int i = 0; i < MostOrigins && i * stride <= span; ++i)
        origins.push_back(history.size() - horizon - i * stride);
    return origins;
}

using Rows = std::vector<std::vector<double>>;

Rows errorsOf(Candidate candidate, const History &history, const std::vector<bool> &isGap,
    const std::vector<int> &origins, int horizon)
{
    Rows rows;
    for (const int origin : origins) {
        std::vector<double> row = means(candidate, history.head(origin), horizon);
        for (int step = 0; step < horizon; ++step) {
            const auto at = static_cast<std::size_t>(origin + step);
            double &cell = row[static_cast<std::size_t>(step)];
            cell = isGap[at] ? std::numeric_limits<double>::quiet_NaN() : history.values[at] - cell;
        }
        rows.push_back(std::move(row));
    }
    return rows;
}

double meanAbsolute(const Rows &rows)
{
    double sum = 0;
    int count = 0;
    for (const std::vector<double> &row : rows) {
        for (const double value : row) {
            if (std::isnan(value))
                continue;
            sum += std::abs(value);
            ++count;
        }
    }
    return count > 0 ? sum / count : 0;
}

std::vector<double> weightsFor(const std::vector<double> &errors)
{
    const double least = *std::min_element(errors.begin(), errors.end()) + Nothing;
    std::vector<double> weights;
    double sum = 0;
    for (const double error : errors) {
        const double times = (error + Nothing) / least;
        weights.push_back(times <= Tolerated ? std::pow(times, -Sharpness) : 0);
        sum += weights.back();
    }
    for (double &weight : weights)
        weight /= sum;
    return weights;
}

Rows weighted(const std::vector<Rows> &errors, const std::vector<double> &weights)
{
    Rows result = errors.front();
    for (std::size_t row = 0; row < result.size(); ++row) {
        for (std::size_t step = 0; step < result[row].size(); ++step) {
            double sum = 0;
            for (std::size_t i = 0; i < weights.size(); ++i)
                sum += weights[i] * errors[i][row][step];
            result[row][step] = sum;
        }
    }
    return result;
}

double meanValue(const History &history, const std::vector<bool> &isGap, const std::vector<int> &origins, int horizon)
{
    Rows rows;
    for (const int origin : origins) {
        rows.emplace_back();
        for (int step = 0; step < horizon; ++step) {
            const auto at = static_cast<std::size_t>(origin + step);
            if (!isGap[at])
                rows.back().push_back(history.values[at]);
        }
    }
    return meanAbsolute(rows);
}

} // namespace

BackTest backTest(const History &history, const std::vector<bool> &isGap, int horizon)
{
    const int size = history.size();
    const int training = std::max(size / 3, std::min(wantedTraining(history.step), size / 2));
    const int tested = std::max(1, std::min(horizon, (size - training) / 2));
    const std::vector<int> origins = originsOf(history, training, tested);

    BackTest result;
    result.candidates = candidatesFor(history);
    std::vector<Rows> errors;
    std::vector<double> means;
    for (const Candidate candidate : result.candidates) {
        errors.push_back(errorsOf(candidate, history, isGap, origins, tested));
        means.push_back(meanAbsolute(errors.back()));
    }
    result.weights = weightsFor(means);
    result.errors = weighted(errors, result.weights);
    result.independent = 1 + static_cast<double>(origins.front() - origins.back()) / tested;
    result.meanError = meanAbsolute(result.errors);
    result.meanValue = meanValue(history, isGap, origins, tested);
    return result;
}

} // namespace sm::forecast
