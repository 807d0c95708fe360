// SPDX-License-Identifier: GPL-3.0-or-later
#include "stacks.h"

#include <cmath>

namespace sm::charts {

namespace {

/// A chart of infinite height shows nothing, so what is no number counts as zero.
double drawable(double value) { return std::isfinite(value) ? value : 0; }

} // namespace

Stacks::Stacks(const ChartData &data, const QStringList &hidden)
    : m_kind(data.kind)
    , m_periods(data.series.isEmpty() ? 0 : int(data.periods.size()))
    , m_days(data.periods)
    , m_states(data.states)
{
    for (const ChartSeries &series : data.series)
        m_visible.push_back(!hidden.contains(series.key));
    const bool complete = std::find(m_visible.begin(), m_visible.end(), false) == m_visible.end();
    m_showsTotals = complete && m_kind != ChartKind::Share && (m_kind != ChartKind::Lines || m_visible.size() == 1);
    placeForecast(data);
    fill(data);
}

PeriodState Stacks::state(int slot) const { return slot < m_states.size() ? m_states[slot] : PeriodState::Final; }

void Stacks::placeForecast(const ChartData &data)
{
    for (const ForecastPoint &point : data.forecast) {
        if (point.start.isValid() && !m_days.isEmpty() && point.start > m_days.last())
            m_days.append(point.start);
        m_forecastSlots.push_back(int(m_days.indexOf(point.start)));
    }
}

void Stacks::fill(const ChartData &data)
{
    const size_t count = m_visible.size();
    m_values.assign(size_t(m_periods) * count, 0);
    m_totals.assign(size_t(m_periods), {});
    for (size_t series = 0; series < count; ++series) {
        const QList<Decimal> &amounts = data.series[qsizetype(series)].amounts;
        const int filled = m_visible[series] ? std::min(m_periods, int(amounts.size())) : 0;
        for (int slot = 0; slot < filled; ++slot) {
            m_values[size_t(slot) * count + series] = drawable(amounts[slot].toDouble());
            m_totals[size_t(slot)] += amounts[slot];
        }
    }
    for (int slot = 0; slot < m_periods; ++slot) {
        if (m_kind == ChartKind::Share)
            turnIntoShares(slot);
        m_extents.push_back(extentOf(slot));
    }
}

/// The charges are 100 %. A period of credits only has no charges: then the credits are.
void Stacks::turnIntoShares(int slot)
{
    const auto begin = m_values.begin() + slot * qptrdiff(m_visible.size());
    const auto end = begin + qptrdiff(m_visible.size());
    double charges = 0;
    double credits = 0;
    std::for_each(begin, end, [&](double value) { (value > 0 ? charges : credits) += value; });
    const double whole = charges > 0 ? charges : -credits;
    std::for_each(begin, end, [whole](double &value) { value = whole > 0 ? value / whole * 100 : 0; });
}

Extent Stacks::extentOf(int slot) const
{
    Extent extent;
    if (!isStacked()) {
        for (int series = 0; series < seriesCount(); ++series)
            extent.include({value(slot, series), value(slot, series)});
        return extent;
    }
    forEachBand(
        slot, 0, [&extent](int, double from, double to) { extent.include({std::min(from, to), std::max(from, to)}); });
    return extent;
}

double Stacks::top(int slot, int series) const
{
    if (!isStacked())
        return value(slot, series);
    double top = 0;
    forEachBand(slot, 0, [&](int each, double, double to) {
        if (each == series)
            top = to;
    });
    return top;
}

} // namespace sm::charts
