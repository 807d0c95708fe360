// SPDX-License-Identifier: GPL-3.0-or-later
#include "effects.h"

#include "month.h"
#include "regression.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace sm::forecast {

namespace {

class Builder
{
public:
    Builder(const History &history, int rows)
        : m_history(history)
    {
        m_design.rows.resize(static_cast<std::size_t>(rows));
    }

    Design build()
    {
        for (const int season : seasonsOf(m_history.step))
            addDummies(season, season > 24 ? 4 : 1);
        if (m_history.step == Step::Day)
            addDays();
        if (m_history.step == Step::Week)
            addWaves(365.25 / 7, 5);
        return std::move(m_design);
    }

private:
    int addColumns(int count, double penalty)
    {
        const int first = static_cast<int>(m_design.penalties.size());
        m_design.penalties.insert(m_design.penalties.end(), static_cast<std::size_t>(count), penalty);
        return first;
    }

    void addDummies(int season, double penalty)
    {
        if (m_history.size() < 2 * season)
            return;
        const int first = addColumns(season, penalty);
        for (std::size_t i = 0; i < m_design.rows.size(); ++i)
            m_design.rows[i].push_back({first + static_cast<int>(i) % season, 1});
    }

    /// The year, from two of them on: Fourier terms.
    void addWaves(double period, int count)
    {
        if (m_history.size() < 1.9 * period)
            return;
        const int first = addColumns(2 * count, 2);
        for (std::size_t i = 0; i < m_design.rows.size(); ++i) {
            for (int wave = 0; wave < count; ++wave) {
                const double angle = 2 * std::numbers::pi * (wave + 1) * static_cast<double>(i) / period;
                m_design.rows[i].push_back({first + 2 * wave, std::sin(angle)});
                m_design.rows[i].push_back({first + 2 * wave + 1, std::cos(angle)});
            }
        }
    }

    /// The gentle shape of a month, paydays and the like; what sticks out is addMonth()'s.
    void addDays()
    {
        addWaves(365.25, 4);
        if (!m_history.start.isValid() || m_history.size() < 85)
            return;
        const int first = addColumns(31, 1.5);
        for (std::size_t i = 0; i < m_design.rows.size(); ++i)
            m_design.rows[i].push_back({first + m_history.start.addDays(static_cast<qint64>(i)).day() - 1, 1});
    }

    const History &m_history;
    Design m_design;
};

/// The trend, roughly: a centred mean of \p width values.
std::vector<double> movingMean(const std::vector<double> &values, int width)
{
    const int size = static_cast<int>(values.size());
    std::vector<double> sums(values.size() + 1, 0);
    for (int i = 0; i < size; ++i)
        sums[static_cast<std::size_t>(i) + 1] = sums[static_cast<std::size_t>(i)] + values[static_cast<std::size_t>(i)];
    std::vector<double> means;
    for (int i = 0; i < size; ++i) {
        const int from = std::max(0, std::min(i - width / 2, size - width));
        const int to = std::min(size, from + width);
        means.push_back((sums[static_cast<std::size_t>(to)] - sums[static_cast<std::size_t>(from)]) / (to - from));
    }
    return means;
}

/// By time of a history and its future: what the week and the year add. Values far off count less, and so do old ones.
std::vector<double> seasons(const History &history, const std::vector<double> &target, int rows)
{
    const Design design = Builder(history, rows).build();
    std::vector<double> effects(static_cast<std::size_t>(rows), 0);
    if (design.penalties.empty())
        return effects;
    const double halfLife = history.step == Step::Hour ? 672 : history.step == Step::Week ? 260 : 365;
    std::vector<double> weights;
    for (std::size_t i = 0; i < target.size(); ++i)
        weights.push_back(std::exp2(-static_cast<double>(target.size() - i) / halfLife));
    const std::vector<double> ages = weights;
    for (int round = 0; round < 3; ++round) {
        const std::vector<double> coefficients = ridge(design, target, weights);
        for (std::size_t i = 0; i < effects.size(); ++i)
            effects[i] = product(design.rows[i], coefficients);
        std::vector<double> distances;
        for (std::size_t i = 0; i < target.size(); ++i)
            distances.push_back(std::abs(target[i] - effects[i]));
        const double limit = 3 * median(distances) + 1e-12;
        for (std::size_t i = 0; i < target.size(); ++i)
            weights[i] = ages[i] * (distances[i] > limit ? limit / distances[i] : 1);
    }
    return effects;
}

} // namespace

std::vector<double> calendarEffects(const History &history, int horizon)
{
    const int width = history.step == Step::Hour ? 168 : history.step == Step::Week ? 53 : 91;
    const std::vector<double> trend = movingMean(withoutSpikes(history.values, history.step), width);
    std::vector<double> target = history.values;
    for (std::size_t i = 0; i < target.size(); ++i)
        target[i] -= trend[i];
    std::vector<double> effects = seasons(history, target, history.size() + horizon);
    addMonth(history, target, effects);
    return effects;
}

} // namespace sm::forecast
