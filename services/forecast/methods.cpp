// SPDX-License-Identifier: GPL-3.0-or-later
#include "methods.h"

#include "effects.h"
#include "smoothing.h"

#include <algorithm>
#include <cmath>

namespace sm::forecast {

namespace {

constexpr std::size_t Recent = 1500; // values that smoothing looks at; more only cost time

std::span<const double> recent(const std::vector<double> &values)
{
    return std::span(values).last(std::min(values.size(), Recent));
}

std::vector<double> seasonalNaive(const std::vector<double> &values, int season, int horizon)
{
    std::vector<double> result;
    for (int i = 0; i < horizon; ++i)
        result.push_back(values[values.size() - static_cast<std::size_t>(season - i % season)]);
    return result;
}

std::vector<double> seasonalMedian(const std::vector<double> &values, int season, int horizon)
{
    const int cycles = std::min(season == 1 ? 9 : 5, static_cast<int>(values.size()) / season);
    std::vector<double> result;
    for (int i = 0; i < horizon; ++i) {
        std::vector<double> alike;
        for (int cycle = 1; cycle <= cycles; ++cycle)
            alike.push_back(values[values.size() - static_cast<std::size_t>(cycle * season - i % season)]);
        result.push_back(median(std::move(alike)));
    }
    return result;
}

using Trend = std::vector<double> (*)(std::span<const double>, int);

/// A trend of what is left without the calendar's effects, plus these.
std::vector<double> adjusted(const History &history, int horizon, Trend trend)
{
    const std::vector<double> effects = calendarEffects(history, horizon);
    std::vector<double> rest = history.values;
    for (std::size_t i = 0; i < rest.size(); ++i)
        rest[i] -= effects[i];
    rest = withoutSpikes(std::move(rest), history.step);
    std::vector<double> result = trend(recent(rest), horizon);
    for (std::size_t i = 0; i < result.size(); ++i)
        result[i] += effects[rest.size() + i];
    return result;
}

std::vector<double> smoothed(std::span<const double> values, int horizon) { return dampedTrend(values, horizon); }

std::vector<double> logTrend(const History &history, int horizon)
{
    History logs = history;
    for (double &value : logs.values)
        value = std::log(value);
    const auto [least, most] = std::minmax_element(logs.values.begin(), logs.values.end());
    const double room = 0.5 * (*most - *least);
    const double low = *least - room;
    const double high = *most + room;
    std::vector<double> result = adjusted(logs, horizon, smoothed);
    for (double &value : result)
        value = std::exp(std::clamp(value, low, high));
    return result;
}

} // namespace

std::vector<Candidate> candidatesFor(const History &history)
{
    std::vector<int> seasons;
    for (const int season : seasonsOf(history.step)) {
        if (history.size() >= 2 * season)
            seasons.push_back(season);
    }
    if (seasons.empty())
        seasons.push_back(1);
    std::vector<Candidate> candidates{{Method::Theta, 1}, {Method::DampedTrend, 1}, {Method::Calendar, 1}};
    for (const int season : seasons) {
        candidates.push_back({Method::SeasonalNaive, season});
        candidates.push_back({Method::SeasonalMedian, season});
        if (season > 1)
            candidates.push_back({Method::HoltWinters, season});
    }
    if (history.positive)
        candidates.push_back({Method::LogTrend, 1});
    return candidates;
}

namespace {

std::vector<double> raw(Candidate candidate, const History &history, int horizon)
{
    if (candidate.method == Method::Theta)
        return adjusted(history, horizon, theta);
    if (candidate.method == Method::Calendar)
        return adjusted(history, horizon, smoothed);
    if (candidate.method == Method::LogTrend)
        return logTrend(history, horizon);
    const std::vector<double> values = withoutSpikes(history.values, history.step);
    if (candidate.method == Method::SeasonalNaive)
        return seasonalNaive(values, candidate.season, horizon);
    if (candidate.method == Method::SeasonalMedian)
        return seasonalMedian(values, candidate.season, horizon);
    return dampedTrend(recent(values), horizon, candidate.season);
}

} // namespace

std::vector<double> means(Candidate candidate, const History &history, int horizon)
{
    const auto [least, most] = std::minmax_element(history.values.begin(), history.values.end());
    const double room = 3 * (*most - *least);
    const double low = *least - room;
    const double high = *most + room;
    std::vector<double> result = raw(candidate, history, horizon);
    for (double &value : result)
        value = std::isfinite(value) ? std::clamp(value, low, high) : history.values.back();
    return result;
}

} // namespace sm::forecast
