// SPDX-License-Identifier: GPL-3.0-or-later
#include "ticks.h"

#include <QLocale>

#include <array>
#include <cmath>

namespace sm::charts {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int intervals = 3; ///< between four lines
constexpr double largest = 1e300; ///< beyond it sums of steps are no numbers any more
constexpr double smallest = 1e-9;
constexpr double between = 14; ///< pixels from one word to the next

double bounded(double value) { return std::isfinite(value) ? std::clamp(value, -largest, largest) : 0; }

int stepsTo(double value, double step) { return int(std::ceil(value / step - 1e-9)); }

/// Smallest round step with which both ends are reached.
double stepFor(double below, double above)
{
    const double start = std::max(std::max(below, above) / (intervals * 2), smallest);
    double decade = std::pow(10, std::floor(std::log10(start)));
    for (;; decade *= 10) {
        for (const double part : {1.0, 1.5, 2.0, 2.5, 3.0, 4.0, 5.0, 6.0, 8.0}) {
            const int steps = stepsTo(below, part * decade) + stepsTo(above, part * decade);
            if (part * decade >= start && steps <= (below > 0 && above > 0 ? intervals + 1 : intervals))
                return part * decade;
        }
    }
}

/// A rule for which periods have a word.
struct Level
{
    int days = 0; ///< of the month
    int months = 0; ///< of the year; 12 and more: years
};

constexpr std::array levels{Level{1, 0}, Level{2, 0}, Level{5, 0}, Level{10, 0}, Level{15, 0}, Level{0, 1}, Level{0, 2},
    Level{0, 3}, Level{0, 6}, Level{0, 12}, Level{0, 24}, Level{0, 60}, Level{0, 120}};

/// So close that no two words fit, without looking at them.
bool isTooDense(const Level &level, PeriodLength length, double slotWidth)
{
    const int monthInSlots = length == PeriodLength::Day ? 31 : 1;
    return (level.days > 0 ? level.days : level.months * monthInSlots) * slotWidth < 2 * between;
}

bool isTick(const QDate &day, const Level &level)
{
    if (level.days > 0)
        return (day.day() - 1) % level.days == 0 && (level.days == 1 || day.day() < 31);
    return day.day() == 1 && (day.year() * 12 + day.month() - 1) % level.months == 0;
}

/// The year stands where it begins, and at the first word.
QString wordFor(const QDate &day, const QDate &before, bool daily)
{
    const bool newYear = before.isValid() ? before.year() != day.year() : !daily;
    const QString format = daily ? (newYear ? u"d MMM yyyy"_s : u"d MMM"_s) : (newYear ? u"MMM yyyy"_s : u"MMM"_s);
    return QLocale(QLocale::English).toString(day, format);
}

bool fits(const QList<PeriodTick> &ticks, double slotWidth, const QFontMetricsF &metrics)
{
    for (qsizetype i = 1; i < ticks.size(); ++i) {
        const double words = metrics.horizontalAdvance(ticks[i].text) + metrics.horizontalAdvance(ticks[i - 1].text);
        if ((ticks[i].slot - ticks[i - 1].slot) * slotWidth < words / 2 + between)
            return false;
    }
    return true;
}

} // namespace

ValueTicks valueTicks(double low, double high)
{
    const double below = std::max(0.0, -bounded(low));
    const double above = std::max(0.0, bounded(high));
    ValueTicks ticks;
    ticks.values.clear();
    ticks.step = below + above > 0 ? stepFor(below, above) : 1;
    const int under = below > 0 ? stepsTo(below, ticks.step) : 0;
    const int over = below + above > 0 ? stepsTo(above, ticks.step) : intervals;
    for (int i = -under; i <= std::max(over, under > 0 ? 0 : 1); ++i)
        ticks.values.append(i * ticks.step);
    return ticks;
}

QList<PeriodTick> periodTicks(const QList<QDate> &days, PeriodLength length, double first, double last,
    double slotWidth, const QFontMetricsF &metrics)
{
    const int from = int(std::clamp(std::floor(first), 0.0, double(days.size())));
    const int to = int(std::clamp(std::ceil(last), 0.0, double(days.size())));
    for (const Level &level : levels) {
        if ((level.days > 0 && length == PeriodLength::Month) || isTooDense(level, length, slotWidth))
            continue;
        QList<PeriodTick> ticks;
        QDate before;
        for (int slot = from; slot < to; ++slot) {
            if (!isTick(days[slot], level))
                continue;
            ticks.append({slot, wordFor(days[slot], before, level.days > 0)});
            before = days[slot];
        }
        if (!ticks.isEmpty() && fits(ticks, slotWidth, metrics))
            return ticks;
    }
    return from < to ? QList<PeriodTick>{{from, wordFor(days[from], {}, length == PeriodLength::Day)}}
                     : QList<PeriodTick>{};
}

} // namespace sm::charts
