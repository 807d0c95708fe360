// SPDX-License-Identifier: GPL-3.0-or-later
#include "nabscore.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <set>

namespace sm::bench {

namespace {

constexpr double FalseAlarm = 0.11;

/// What a detection is worth at a place relative to the end of a window, whose length is 1: -1 is its begin.
double worth(double place) { return place > 3 ? -1 : 2 / (1 + std::exp(5 * place)) - 1; }

int probation(const Labelled &series)
{
    return std::min(static_cast<int>(0.15 * static_cast<double>(series.scores.size())), 750);
}

double inside(std::pair<int, int> window, int at)
{
    const double length = window.second - window.first + 1;
    return worth(-(window.second - at + 1) / length) / worth(-1);
}

double outside(const std::pair<int, int> *last, int at)
{
    if (!last)
        return -FalseAlarm;
    return FalseAlarm * worth(static_cast<double>(at - last->second) / std::max(last->second - last->first, 1));
}

double windowCount(const std::vector<Labelled> &all)
{
    double count = 0;
    for (const Labelled &series : all)
        count += static_cast<double>(series.windows.size());
    return count;
}

} // namespace

double nabScore(const Labelled &series, double threshold)
{
    std::vector<double> best(series.windows.size(), -1);
    double score = 0;
    std::size_t next = 0; // the window that \p at is in or before
    for (int at = 0; at < static_cast<int>(series.scores.size()); ++at) {
        while (next < series.windows.size() && series.windows[next].second < at)
            ++next;
        if (at < probation(series) || series.scores[static_cast<std::size_t>(at)] < threshold)
            continue;
        if (next < series.windows.size() && series.windows[next].first <= at)
            best[next] = std::max(best[next], inside(series.windows[next], at));
        else
            score += outside(next > 0 ? &series.windows[next - 1] : nullptr, at);
    }
    for (const double each : best)
        score += each;
    return score;
}

double nabTotal(const std::vector<Labelled> &all, double threshold)
{
    double score = 0;
    for (const Labelled &series : all)
        score += nabScore(series, threshold);
    const double windows = windowCount(all);
    return windows > 0 ? 100 * (score + windows) / (2 * windows) : 0;
}

double nabThreshold(const std::vector<Labelled> &all)
{
    // Low scores are of no use: below 0.2 nearly everything would be a detection.
    std::set<double> tried;
    for (const Labelled &series : all) {
        for (const double score : series.scores) {
            if (score >= 0.2)
                tried.insert(std::floor(score * 2000) / 2000);
        }
    }
    double best = 1.1; // silence
    double most = nabTotal(all, best);
    for (const double threshold : tried) {
        const double total = nabTotal(all, threshold);
        if (total > most) {
            most = total;
            best = threshold;
        }
    }
    return best;
}

} // namespace sm::bench
