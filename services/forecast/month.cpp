// SPDX-License-Identifier: GPL-3.0-or-later
#include "month.h"

#include <algorithm>
#include <cmath>

namespace sm::forecast {

namespace {

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

} // namespace

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

} // namespace sm::forecast
