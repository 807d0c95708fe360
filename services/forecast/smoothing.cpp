// SPDX-License-Identifier: GPL-3.0-or-later
#include "smoothing.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace sm::forecast {

namespace {

struct Parameters
{
    double alpha = 0.3; ///< of the level
    double beta = 0.05; ///< of the trend, as part of alpha's error
    double phi = 0.95; ///< damping of the trend
    double gamma = 0.1; ///< of the seasons
};

/// The state of ETS(A,Ad,A) as it runs over a series.
class Smoother
{
public:
    Smoother(std::span<const double> values, int season)
        : m_values(values)
        , m_season(season > 1 && static_cast<int>(values.size()) >= 2 * season ? season : 0)
    {
        if (m_season > 0)
            startSeasons();
    }

    /// Runs over the series and returns the mean loss of its forecasts one step ahead.
    double run(const Parameters &parameters)
    {
        start();
        double loss = 0;
        std::size_t place = 0;
        const double *seasonal = m_season > 0 ? m_seasons.data() : nullptr;
        for (std::size_t i = 0; i < m_values.size(); ++i) {
            const double trend = parameters.phi * m_trend;
            const double season = seasonal ? seasonal[place] : 0;
            const double error = m_values[i] - m_level - trend - season;
            loss += error * error;
            m_level += trend + parameters.alpha * error;
            m_trend = trend + parameters.beta * error;
            if (seasonal) {
                m_seasons[place] += parameters.gamma * error;
                place = place + 1 == m_seasons.size() ? 0 : place + 1;
            }
        }
        return loss;
    }

    [[nodiscard]] std::vector<double> forecast(const Parameters &parameters, int horizon) const
    {
        std::vector<double> means;
        double damping = 0;
        double trend = 0;
        for (int step = 0; step < horizon; ++step) {
            damping = damping == 0 ? parameters.phi : damping * parameters.phi;
            trend += damping * m_trend;
            const std::size_t at = m_values.size() + static_cast<std::size_t>(step);
            means.push_back(m_level + trend + (m_season > 0 ? m_seasons[at % m_seasons.size()] : 0));
        }
        return means;
    }

private:
    void startSeasons()
    {
        const auto season = static_cast<std::size_t>(m_season);
        const std::size_t cycles = std::min<std::size_t>(m_values.size() / season, 5);
        m_firstSeasons.assign(season, 0);
        for (std::size_t cycle = 0; cycle < cycles; ++cycle) {
            double mean = 0;
            for (std::size_t i = 0; i < season; ++i)
                mean += m_values[cycle * season + i] / static_cast<double>(season);
            for (std::size_t i = 0; i < season; ++i)
                m_firstSeasons[i] += (m_values[cycle * season + i] - mean) / static_cast<double>(cycles);
        }
    }

    void start()
    {
        m_seasons = m_firstSeasons;
        const std::size_t count = std::min<std::size_t>(m_values.size(), m_season > 0 ? m_seasons.size() : 5);
        m_level = 0;
        for (std::size_t i = 0; i < count; ++i)
            m_level += m_values[i] / static_cast<double>(count);
        m_trend = 0;
    }

    std::span<const double> m_values;
    int m_season;
    std::vector<double> m_firstSeasons;
    std::vector<double> m_seasons;
    double m_level = 0;
    double m_trend = 0;
};

double *at(Parameters &parameters, int index)
{
    return std::array{
        &parameters.alpha, &parameters.beta, &parameters.phi, &parameters.gamma}[static_cast<std::size_t>(index)];
}

/// Coordinate search: each parameter in turn over a ladder of values, twice.
Parameters fitted(Smoother &smoother, bool seasonal)
{
    static constexpr std::array<std::array<double, 8>, 4> ladders{
        {{0.01, 0.05, 0.1, 0.2, 0.35, 0.5, 0.75, 0.99}, {0, 0.002, 0.005, 0.01, 0.03, 0.08, 0.2, 0.4},
            {0.8, 0.85, 0.9, 0.93, 0.95, 0.97, 0.98, 0.99}, {0, 0.01, 0.02, 0.05, 0.1, 0.2, 0.3, 0.5}}};
    Parameters best;
    double least = smoother.run(best);
    for (int round = 0; round < 3; ++round) {
        for (int index = 0; index < (seasonal ? 4 : 3); ++index) {
            for (const double value : ladders[static_cast<std::size_t>(index)]) {
                Parameters tried = best;
                *at(tried, index) = value;
                if (tried.beta > tried.alpha)
                    continue;
                const double loss = smoother.run(tried);
                if (loss < least) {
                    least = loss;
                    best = tried;
                }
            }
        }
    }
    return best;
}

} // namespace

std::vector<double> dampedTrend(std::span<const double> values, int horizon, int season)
{
    Smoother smoother(values, season);
    const Parameters parameters = fitted(smoother, season > 1);
    smoother.run(parameters);
    return smoother.forecast(parameters, horizon);
}

std::vector<double> theta(std::span<const double> values, int horizon)
{
    const double size = static_cast<double>(values.size());
    double mean = 0;
    for (const double value : values)
        mean += value / size;
    double covariance = 0;
    double variance = 0;
    for (std::size_t i = 0; i < values.size(); ++i) {
        const double t = static_cast<double>(i) - (size - 1) / 2;
        covariance += t * (values[i] - mean);
        variance += t * t;
    }
    const double slope = variance > 0 ? covariance / variance : 0;
    Smoother smoother(values, 0);
    Parameters parameters{0.5, 0, 0, 0};
    double least = std::numeric_limits<double>::infinity();
    double bestAlpha = 0.5;
    for (const double alpha : {0.02, 0.05, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0}) {
        parameters.alpha = alpha;
        const double loss = smoother.run(parameters);
        if (loss < least) {
            least = loss;
            bestAlpha = alpha;
        }
    }
    parameters.alpha = bestAlpha;
    smoother.run(parameters);
    std::vector<double> means = smoother.forecast(parameters, horizon);
    const double lag = (1 - std::pow(1 - bestAlpha, size)) / bestAlpha;
    for (std::size_t i = 0; i < means.size(); ++i)
        means[i] += slope / 2 * (static_cast<double>(i) + lag);
    return means;
}

} // namespace sm::forecast
