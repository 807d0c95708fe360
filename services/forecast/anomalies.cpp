// SPDX-License-Identifier: GPL-3.0-or-later
#include "anomalies.h"

#include "detector.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace sm::forecast {

namespace {

constexpr double Alarming = 3.2; // surprise, where the score is DefaultThreshold
constexpr double MuchWorse = 2; // surprise above the first one that makes an alarm of its own
constexpr double LargestValue = 1e300; // sums of a few must stay finite
constexpr int Fortnight = 14;

int seasonFor(const Series &series, int season)
{
    if (season > 0)
        return season;
    return series.step == Step::Day ? 7 : series.step == Step::Hour ? 24 : 0;
}

double cleaned(double value)
{
    return std::isfinite(value) ? std::clamp(value, -LargestValue, LargestValue)
                                : std::numeric_limits<double>::quiet_NaN();
}

double scoreOf(double surprise) { return surprise / (surprise + Alarming); }

/// Lets what goes on sound once: half a season must pass without alarm before the next one.
class Alarm
{
public:
    explicit Alarm(int season)
        : m_rest(season > 1 ? std::max(season / 2, 1) : 5)
    {
    }

    /// \p surprise, or less where an alarm has sounded already.
    double heard(double surprise)
    {
        if (m_left == 0) {
            if (surprise >= Alarming)
                sound(surprise);
            return surprise;
        }
        --m_left;
        if (surprise >= Alarming) {
            m_left = m_rest;
            if (surprise > m_first + MuchWorse) {
                sound(surprise);
                return surprise;
            }
        }
        return std::min(surprise, Alarming) / 2;
    }

private:
    void sound(double surprise)
    {
        m_first = surprise;
        m_left = m_rest;
    }

    int m_rest;
    int m_left = 0;
    double m_first = 0;
};

struct Judged
{
    Judgement judgement;
    double score = 0;
};

/// Whether a day in the last two months deviated in the same way: the same day of the month, or both the last one.
bool comesEachMonth(const Series &series, const std::vector<Judged> &before, std::size_t at, double expected)
{
    if (series.step != Step::Day || !series.start.isValid())
        return false;
    const double value = cleaned(series.values[at]);
    const QDate date = series.start.addDays(static_cast<qint64>(at));
    for (const int months : {1, 2}) {
        QDate earlier = date.addMonths(-months);
        if (date.day() == date.daysInMonth())
            earlier = QDate(earlier.year(), earlier.month(), earlier.daysInMonth());
        const qint64 then = series.start.daysTo(earlier);
        if (then < 0)
            continue;
        const double other = cleaned(series.values[static_cast<std::size_t>(then)]);
        const double otherExpected = before[static_cast<std::size_t>(then)].judgement.expected;
        const bool isAlike = std::abs(value - other) <= 0.3 * std::abs(value - expected);
        if (isAlike && std::abs(other - otherExpected) >= 0.5 * std::abs(value - expected))
            return true;
    }
    return false;
}

std::vector<Judged> judged(const Series &series, int season)
{
    Detector detector(season);
    Alarm alarm(season);
    std::vector<Judged> result;
    result.reserve(series.values.size());
    for (std::size_t i = 0; i < series.values.size(); ++i) {
        Judged one{detector.add(cleaned(series.values[i])), 0};
        double surprise = one.judgement.surprise;
        if (surprise >= Alarming && comesEachMonth(series, result, i, one.judgement.expected))
            surprise = Alarming / 2;
        one.score = scoreOf(alarm.heard(surprise));
        result.push_back(one);
    }
    return result;
}

/// Whether all known values of the fortnight before \p at are nearly zero (or, else, none is), beside \p size.
bool wasZero(const std::vector<double> &values, std::size_t at, double size, bool zero)
{
    int known = 0;
    for (std::size_t i = at; i-- > 0 && known < Fortnight;) {
        if (!std::isfinite(values[i]))
            continue;
        ++known;
        if ((std::abs(values[i]) <= 0.01 * size) != zero)
            return false;
    }
    return known == Fortnight;
}

/// Whether \p at is within what the last two seasons had.
bool isOrdinary(const std::vector<double> &values, std::size_t at, int season)
{
    bool isAbove = false;
    bool isBelow = false;
    const std::size_t from = at - std::min(at, static_cast<std::size_t>(2 * season));
    for (std::size_t i = from; i < at; ++i) {
        isAbove = isAbove || values[i] >= values[at];
        isBelow = isBelow || values[i] <= values[at];
    }
    return isAbove && isBelow;
}

/// Whether the two values before \p at deviate the same way, and half as far or more.
bool isLasting(const std::vector<double> &values, const std::vector<Judged> &all, std::size_t at)
{
    const double impact = cleaned(values[at]) - all[at].judgement.expected;
    int alike = 0;
    for (std::size_t i = at - std::min<std::size_t>(at, 2); i < at; ++i)
        alike += (cleaned(values[i]) - all[i].judgement.expected) / impact >= 0.5 ? 1 : 0;
    return alike == 2;
}

Reason reasonFor(const Series &series, const std::vector<Judged> &all, std::size_t at, int season)
{
    const Judgement &judgement = all[at].judgement;
    const double value = cleaned(series.values[at]);
    const bool isMore = value > judgement.expected;
    if (wasZero(series.values, at, std::abs(value), true))
        return Reason::NewCharge;
    if (std::abs(value) <= 0.01 * std::abs(judgement.expected)
        && wasZero(series.values, at, std::abs(judgement.expected), false))
        return Reason::Stopped;
    if (judgement.measure == Measure::Season && isOrdinary(series.values, at, season))
        return Reason::SeasonBroken;
    if (judgement.measure == Measure::Level || isLasting(series.values, all, at))
        return isMore ? Reason::LevelUp : Reason::LevelDown;
    return isMore ? Reason::Spike : Reason::Drop;
}

} // namespace

std::vector<Anomaly> anomalies(const Series &series, Sensitivity sensitivity)
{
    const int season = seasonFor(series, sensitivity.season);
    const std::vector<Judged> all = judged(series, season);
    std::vector<Anomaly> found;
    for (std::size_t i = 0; i < all.size(); ++i) {
        const Judged &one = all[i];
        if (one.score < sensitivity.threshold || one.judgement.surprise <= 0)
            continue;
        const double actual = cleaned(series.values[i]);
        found.push_back({static_cast<int>(i), one.judgement.expected, actual, actual - one.judgement.expected,
            one.score, reasonFor(series, all, i, season)});
    }
    return found;
}

std::vector<double> anomalyScores(const Series &series, int season)
{
    std::vector<double> scores;
    const std::vector<Judged> all = judged(series, seasonFor(series, season));
    scores.reserve(all.size());
    for (const Judged &one : all)
        scores.push_back(one.score);
    return scores;
}

} // namespace sm::forecast
