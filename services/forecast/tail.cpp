// SPDX-License-Identifier: GPL-3.0-or-later
#include "tail.h"

#include <algorithm>
#include <cmath>

namespace sm::forecast {

namespace {

constexpr std::size_t Fewest = 30;
constexpr std::size_t Longest = 20'000; // what is older is forgotten
constexpr std::size_t FewestInTail = 8;
constexpr double LightestTail = 0.05; // Pareto index; a past that never varied must not make every change a wonder
constexpr double MostSurprise = 30;

} // namespace

double Tail::surprise(double deviation, double floor) const
{
    if (m_sorted.size() < Fewest)
        return 0;
    // Where a tail begins is a guess; the mean of two guesses depends less on either.
    const double two = surpriseAbove(0.02, deviation, floor) + surpriseAbove(0.04, deviation, floor);
    return std::min(two / 2, MostSurprise);
}

double Tail::surpriseAbove(double part, double deviation, double floor) const
{
    const auto size = static_cast<double>(m_sorted.size());
    const std::size_t count = std::max(static_cast<std::size_t>(size * part), FewestInTail);
    const double start = m_sorted[m_sorted.size() - count - 1];
    if (deviation <= start || start + floor <= 0)
        return 0;
    double logs = 0;
    for (std::size_t i = m_sorted.size() - count; i < m_sorted.size(); ++i)
        logs += std::log((m_sorted[i] + floor) / (start + floor));
    const double index = std::max(logs / static_cast<double>(count), LightestTail);
    return std::log10((deviation + floor) / (start + floor)) / index - std::log10(static_cast<double>(count) / size);
}

void Tail::add(double deviation)
{
    m_sorted.insert(std::upper_bound(m_sorted.begin(), m_sorted.end(), deviation), deviation);
    m_past.push_back(deviation);
    if (m_past.size() <= Longest)
        return;
    m_sorted.erase(std::lower_bound(m_sorted.begin(), m_sorted.end(), m_past.front()));
    m_past.pop_front();
}

} // namespace sm::forecast
