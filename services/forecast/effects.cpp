// SPDX-License-Identifier: GPL-3.0-or-later
#include "effects.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace sm::forecast {

namespace {

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
        for (const int season : seasonsOf(m_history.step)) {
            if (season <= 24 || m_history.step == Step::Hour)
                addDummies(season, season > 24 ? 4 : 1);
        }
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

/// A place in the month, by time: a day of the month, or one of the last days.
using Places = std::vector<int>;

constexpr int Nowhere = -1;
constexpr int FromEnd = 3;
constexpr std::size_t FewestMonths = 3; // two alike may be chance
constexpr std::size_t MostMonths = 12;

/// The median of what \p rest has at each place in its latest months, less what may be chance; 0 at the others.
std::vector<double> typicalAt(const Places &places, int count, const std::vector<double> &rest)
{
    std::vector<std::vector<double>> found(static_cast<std::size_t>(count));
    std::vector<double> distances;
    for (std::size_t i = rest.size(); i-- > 0;) {
        distances.push_back(std::abs(rest[i]));
        if (places[i] == Nowhere)
            continue;
        std::vector<double> &here = found[static_cast<std::size_t>(places[i])];
        if (here.size() < MostMonths)
            here.push_back(rest[i]);
    }
    const double usual = 1.48 * median(std::move(distances));
    std::vector<double> typical;
    for (const std::vector<double> &here : found) {
        const double middle = here.size() < FewestMonths ? 0 : median(here);
        const double chance = 3 * usual / std::sqrt(static_cast<double>(std::max(here.size(), FewestMonths)));
        typical.push_back(std::copysign(std::max(std::abs(middle) - chance, 0.0), middle));
    }
    return typical;
}

void addPlaces(const Places &places, int count, const std::vector<double> &target, std::vector<double> &effects)
{
    std::vector<double> rest = target;
    for (std::size_t i = 0; i < rest.size(); ++i)
        rest[i] -= effects[i];
    const std::vector<double> typical = typicalAt(places, count, rest);
    for (std::size_t i = 0; i < effects.size(); ++i) {
        if (places[i] != Nowhere)
            effects[i] += typical[static_cast<std::size_t>(places[i])];
    }
}

/// Fees fall on a day of the month, or on its last days.
void addMonth(const History &history, const std::vector<double> &target, std::vector<double> &effects)
{
    if (history.step != Step::Day || !history.start.isValid())
        return;
    Places lastDays;
    Places days;
    for (std::size_t i = 0; i < effects.size(); ++i) {
        const QDate date = history.start.addDays(static_cast<qint64>(i));
        const int left = date.daysInMonth() - date.day();
        lastDays.push_back(left < FromEnd ? left : Nowhere);
        days.push_back(date.day() - 1);
    }
    addPlaces(lastDays, FromEnd, target, effects);
    addPlaces(days, 31, target, effects);
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
