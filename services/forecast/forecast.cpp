// SPDX-License-Identifier: GPL-3.0-or-later
#include "forecast.h"

#include "backtest.h"
#include "bands.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace sm::forecast {

namespace {

constexpr std::size_t Longest = 4000; // values; what is older says little and costs time
constexpr double Largest = std::numeric_limits<double>::max();

double finite(double value) { return std::isnan(value) ? 0 : std::clamp(value, -Largest, Largest); }

/// The series as the methods take it, and what it takes to come back.
struct Prepared
{
    History history;
    std::vector<bool> isGap;
    double scale = 1;
    bool nonNegative = true;
};

/// Without the gaps at its start, and not longer than Longest.
std::size_t firstUsed(const std::vector<double> &values)
{
    std::size_t first = values.size() > Longest ? values.size() - Longest : 0;
    while (first < values.size() && !std::isfinite(values[first]))
        ++first;
    return first;
}

Prepared prepared(const Series &series)
{
    Prepared result;
    const std::size_t first = firstUsed(series.values);
    double largest = 0;
    for (std::size_t i = first; i < series.values.size(); ++i) {
        const double value = series.values[i];
        const bool isGap = !std::isfinite(value);
        result.isGap.push_back(isGap);
        result.history.values.push_back(isGap ? std::numeric_limits<double>::quiet_NaN() : value);
        if (isGap)
            continue;
        largest = std::max(largest, std::abs(value));
        result.nonNegative = result.nonNegative && value >= 0;
    }
    result.scale = largest > 0 ? largest : 1;
    result.history.step = series.step;
    result.history.start = series.start.isValid() ? series.start.addDays(static_cast<qint64>(first)) : QDate();
    for (double &value : result.history.values)
        value /= result.scale;
    const std::vector<int> seasons = seasonsOf(series.step);
    result.history.values = filled(std::move(result.history.values), seasons.empty() ? 1 : seasons.front());
    result.history.positive = std::all_of(
        result.history.values.begin(), result.history.values.end(), [](double value) { return value > 1e-9; });
    return result;
}

/// What MASE counts in: the mean error of the (seasonal) naive forecast over the history.
double naiveError(const History &history, const std::vector<bool> &isGap)
{
    const std::size_t season = history.step == Step::Day ? 7 : history.step == Step::Hour ? 24 : 1;
    double sum = 0;
    int count = 0;
    for (std::size_t i = season; i < history.values.size(); ++i) {
        if (isGap[i] || isGap[i - season])
            continue;
        sum += std::abs(history.values[i] - history.values[i - season]);
        ++count;
    }
    return count > 0 ? sum / count : 0;
}

/// A part that may be of nothing: 0 of 0 is 0, and anything of 0 is \p whole.
double ratio(double part, double of, double whole)
{
    if (part <= 1e-12)
        return 0;
    return of > 1e-12 ? part / of : whole;
}

std::vector<double> combined(const BackTest &test, const History &history, int horizon)
{
    std::vector<double> result(static_cast<std::size_t>(horizon), 0);
    for (std::size_t i = 0; i < test.candidates.size(); ++i) {
        if (test.weights[i] <= 0)
            continue;
        const std::vector<double> one = means(test.candidates[i], history, horizon);
        for (std::size_t step = 0; step < result.size(); ++step)
            result[step] += test.weights[i] * one[step];
    }
    return result;
}

Method methodOf(const BackTest &test)
{
    const auto most = std::max_element(test.weights.begin(), test.weights.end());
    return *most > 0.999 ? test.candidates[static_cast<std::size_t>(most - test.weights.begin())].method
                         : Method::Combination;
}

Band band(double mean, double half80, double half95, bool clamped)
{
    const double least = clamped ? 0 : -Largest;
    Band result;
    result.mean = std::max(finite(mean), least);
    result.low80 = std::max(finite(result.mean - half80), least);
    result.low95 = std::max(finite(result.mean - std::max(half80, half95)), least);
    result.high80 = finite(result.mean + half80);
    result.high95 = finite(result.mean + std::max(half80, half95));
    return result;
}

} // namespace

Band Forecast::sum(int first, int count) const
{
    const int from = std::clamp(first, 0, static_cast<int>(days.size()));
    const int to = static_cast<int>(std::min<qint64>(qint64(first) + count, qint64(days.size())));
    double mean = 0;
    double half80 = 0;
    double half95 = 0;
    std::vector<double> halves;
    for (int i = 0; i < to; ++i) {
        const Band &day = days[static_cast<std::size_t>(i)];
        halves.push_back(day.high95 - day.mean);
        if (i < from)
            continue;
        mean += day.mean;
        half80 += day.high80 - day.mean;
        half95 += day.high95 - day.mean;
    }
    const SumWidths parts = sumWidths(errors, halves, from, to - from, wider);
    return band(mean, std::max(half80 * parts.part80, half95 * parts.least80), half95 * parts.part95, clamped);
}

tl::expected<Forecast, TooShort> forecast(const Series &series, int horizon)
{
    const Prepared ready = prepared(series);
    const auto known = std::count(ready.isGap.begin(), ready.isGap.end(), false);
    if (known < MinimumDays)
        return tl::unexpected(TooShort{static_cast<int>(known)});
    const BackTest test = backTest(ready.history, ready.isGap, std::max(horizon, 1));
    const std::vector<double> expected = combined(test, ready.history, std::max(horizon, 0));
    const Widths width = widths(test.errors, std::max(horizon, 0), widening(test.independent));

    Forecast result;
    result.clamped = ready.nonNegative;
    for (std::size_t i = 0; i < expected.size(); ++i)
        result.days.push_back(band(expected[i] * ready.scale, width.half80[i] * ready.scale,
            width.half95[i] * ready.scale, ready.nonNegative));
    result.method = methodOf(test);
    result.mase = ratio(test.meanError, naiveError(ready.history, ready.isGap), 999);
    result.wape = ratio(test.meanError, test.meanValue, 1) * 100;
    result.origins = static_cast<int>(test.errors.size());
    result.wider = widening(test.independent);
    result.errors = test.errors;
    for (std::vector<double> &row : result.errors) {
        for (double &error : row)
            error *= ready.scale;
    }
    return result;
}

} // namespace sm::forecast
