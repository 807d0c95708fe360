// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chartdata.h"

#include <vector>

namespace sm::charts {

/// Where in the chart's value range something stands.
struct Extent
{
    double low = 0;
    double high = 0;

    void include(const Extent &other)
    {
        low = std::min(low, other.low);
        high = std::max(high, other.high);
    }
};

/// The data as they are drawn: doubles, hidden series left out, shares worked out. Positive amounts are stacked upwards
/// from zero and negative ones downwards, in the order of the series.
///
/// Slots are the places along the axis: the periods, then those of the forecast that lie after them.
class Stacks
{
public:
    Stacks() = default;
    Stacks(const ChartData &data, const QStringList &hidden);

    int slotCount() const { return int(m_days.size()); }
    int periodCount() const { return m_periods; } ///< slots with actual amounts; they come first
    int seriesCount() const { return int(m_visible.size()); }
    const QList<QDate> &days() const { return m_days; }
    bool isVisible(int series) const { return m_visible[size_t(series)]; }
    bool isStacked() const { return m_kind != ChartKind::Lines; }
    PeriodState state(int slot) const;

    /// As drawn: of ChartKind::Share in percent, 0 of what is hidden. \p slot is below periodCount().
    double value(int slot, int series) const { return m_values[size_t(slot) * m_visible.size() + size_t(series)]; }
    /// From the foot of the stack to its head; of lines from the lowest to the highest (and zero).
    Extent extent(int slot) const { return m_extents[size_t(slot)]; }
    /// Exact, of the visible series.
    Decimal total(int slot) const { return m_totals[size_t(slot)]; }
    /// Whether forecast and comparison, which are of the total, stand for what is drawn.
    bool showsTotals() const { return m_showsTotals; }
    int forecastSlot(int point) const { return m_forecastSlots[size_t(point)]; } ///< -1: it has no place

    /// Calls \p visit(series, from, to) for each band that a vertical line at \p slot + \p part (0 to 1: on the way to
    /// the next slot) crosses, from zero outwards.
    template <typename Visit>
    void forEachBand(int slot, double part, Visit visit) const
    {
        const size_t count = m_visible.size();
        const double *here = m_values.data() + size_t(slot) * count;
        const double *there = part > 0 ? here + count : here;
        double up = 0;
        double down = 0;
        for (size_t series = 0; series < count; ++series) {
            const double positive = between(std::max(here[series], 0.0), std::max(there[series], 0.0), part);
            const double negative = between(std::min(here[series], 0.0), std::min(there[series], 0.0), part);
            if (positive > 0)
                visit(int(series), up, up + positive);
            if (negative < 0)
                visit(int(series), down, down + negative);
            up += positive;
            down += negative;
        }
    }

    /// Where the top of \p series' band stands at \p slot (of lines: the amount itself).
    double top(int slot, int series) const;

private:
    static double between(double from, double to, double part) { return from + (to - from) * part; }
    void placeForecast(const ChartData &data);
    void fill(const ChartData &data);
    void turnIntoShares(int slot);
    Extent extentOf(int slot) const;

    ChartKind m_kind = ChartKind::StackedBars;
    bool m_showsTotals = false;
    int m_periods = 0;
    QList<QDate> m_days;
    QList<PeriodState> m_states;
    std::vector<bool> m_visible;
    std::vector<double> m_values; ///< slot by slot, so that one column of the screen reads one place
    std::vector<Extent> m_extents;
    std::vector<Decimal> m_totals;
    std::vector<int> m_forecastSlots;
};

} // namespace sm::charts
