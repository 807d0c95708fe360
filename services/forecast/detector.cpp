// SPDX-License-Identifier: GPL-3.0-or-later
#include "detector.h"

#include "history.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace sm::forecast {

namespace {

constexpr double Nothing = std::numeric_limits<double>::quiet_NaN();
constexpr double SlowestLearning = 0.001; // of the mean: it follows within a thousand values
constexpr double Unimportant = 0.05; // a deviation, as part of the mean absolute value
constexpr double Trivial = 0.1; // of the mean absolute value: rare or not, nobody wants to know
constexpr double TrivialSurprise = 1;
constexpr int Seasons = 4; // looked back
constexpr int FineSeason = 24; // from so many steps on, the neighbours of a time are like it
constexpr std::size_t Recent = 20; // values that are expected to go on where there is no season
constexpr std::size_t LevelLength = 10; // values; a short season is taken whole instead

} // namespace

Detector::Detector(int season)
    : m_season(season > 1 ? season : 0)
    , m_levelLength(m_season > 1 && m_season <= int(LevelLength) ? static_cast<std::size_t>(m_season) : LevelLength)
{
}

Judgement Detector::add(double value)
{
    if (std::isnan(value)) {
        m_values.push_back(value);
        return {};
    }
    const double usual = seasonal();
    const Deviations found = deviations(value, usual);

    const double rate = std::max(SlowestLearning, 1 / (m_known + 1));
    m_size += rate * (std::abs(value) - m_size);
    Judgement judgement = judged(found);
    judgement.expected = std::isnan(usual) ? median({m_recent.begin(), m_recent.end()}) : usual;
    const bool isTrivial = std::abs(value - judgement.expected) < Trivial * m_size;
    if (isTrivial && judgement.measure != Measure::Level)
        judgement.surprise = std::min(judgement.surprise, TrivialSurprise);
    m_mean += rate * (value - m_mean);
    learn(value, found);
    return judgement;
}

Judgement Detector::judged(const Deviations &deviations) const
{
    Judgement judgement;
    for (std::size_t i = 0; i < deviations.size(); ++i) {
        if (std::isnan(deviations[i]))
            continue;
        const double surprise = m_tails[i].surprise(deviations[i], Unimportant * m_size);
        if (surprise <= judgement.surprise)
            continue;
        judgement.surprise = surprise;
        judgement.measure = static_cast<Measure>(i);
    }
    return judgement;
}

double Detector::seasonal() const
{
    const int at = static_cast<int>(m_values.size());
    if (m_season == 0 || at < 2 * m_season)
        return Nothing;
    const int beside = m_season >= FineSeason ? 1 : 0;
    std::vector<double> alike;
    for (int season = 1; season <= Seasons; ++season) {
        for (int i = at - season * m_season - beside; i <= at - season * m_season + beside; ++i) {
            if (i >= 0 && !std::isnan(m_values[static_cast<std::size_t>(i)]))
                alike.push_back(m_values[static_cast<std::size_t>(i)]);
        }
    }
    return alike.empty() ? Nothing : median(std::move(alike));
}

double Detector::levelChange(double value) const
{
    const std::size_t at = m_values.size();
    if (at + 1 < 2 * m_levelLength)
        return Nothing;
    // In pairs one length apart, so that a gap does not put a Sunday in the place of a Monday.
    double sum = 0;
    std::size_t pairs = 0;
    for (std::size_t back = 0; back < m_levelLength; ++back) {
        const double change = (back == 0 ? value : m_values[at - back]) - m_values[at - back - m_levelLength];
        if (std::isnan(change))
            continue;
        sum += change;
        ++pairs;
    }
    return 2 * pairs >= m_levelLength ? std::abs(sum) / static_cast<double>(pairs) : Nothing;
}

Detector::Deviations Detector::deviations(double value, double seasonal) const
{
    if (m_known < 1)
        return {Nothing, Nothing, Nothing, Nothing};
    return {
        std::abs(value - m_recent.back()), std::abs(value - m_mean), std::abs(value - seasonal), levelChange(value)};
}

void Detector::learn(double value, const Deviations &deviations)
{
    for (std::size_t i = 0; i < deviations.size(); ++i) {
        if (!std::isnan(deviations[i]))
            m_tails[i].add(deviations[i]);
    }
    m_values.push_back(value);
    m_recent.push_back(value);
    if (m_recent.size() > Recent)
        m_recent.pop_front();
    ++m_known;
}

} // namespace sm::forecast
