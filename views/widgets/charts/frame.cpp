// SPDX-License-Identifier: GPL-3.0-or-later
#include "frame.h"

#include <cmath>

namespace sm::charts {

namespace {

constexpr double leastSlots = 2;
constexpr double lineReach = 12; ///< pixels around a line that count as it

/// Forecasts have wide bands far out; the inner one has to fit.
Extent forecastExtent(const ForecastPoint &point)
{
    Extent extent;
    for (const double value : {point.mean, point.low80, point.high80})
        if (std::isfinite(value))
            extent.include({value, value});
    return extent;
}

bool isShown(const SlotRange &range, int slot) { return slot + 1 > range.first && slot < range.last; }

Extent shownExtent(const ChartData &data, const Stacks &stacks, const SlotRange &range)
{
    Extent extent;
    for (int slot = 0; slot < stacks.periodCount(); ++slot)
        if (isShown(range, slot))
            extent.include(stacks.extent(slot));
    if (!stacks.showsTotals())
        return extent;
    for (int point = 0; point < data.forecast.size(); ++point)
        if (stacks.forecastSlot(point) >= 0 && isShown(range, stacks.forecastSlot(point)))
            extent.include(forecastExtent(data.forecast[point]));
    const QList<Decimal> others = data.comparison ? data.comparison->totals : QList<Decimal>();
    for (int slot = 0; slot < others.size() && slot < stacks.slotCount(); ++slot)
        if (isShown(range, slot))
            extent.include({others[slot].toDouble(), others[slot].toDouble()});
    return extent;
}

int nearestLine(const Stacks &stacks, const Frame &frame, int slot, double y)
{
    int nearest = -1;
    double reach = lineReach;
    for (int series = 0; series < stacks.seriesCount(); ++series) {
        const double distance = std::fabs(frame.y(stacks.value(slot, series)) - y);
        if (stacks.isVisible(series) && distance <= reach) {
            nearest = series;
            reach = distance;
        }
    }
    return nearest;
}

int bandAt(const Stacks &stacks, const Frame &frame, bool sloping, const QPointF &at)
{
    const double place = sloping ? std::clamp(frame.slotAt(at.x()) - 0.5, 0.0, stacks.periodCount() - 1.0)
                                 : std::floor(frame.slotAt(at.x()));
    const int slot = int(place);
    int found = -1;
    stacks.forEachBand(slot, place - slot, [&](int series, double from, double to) {
        const double a = frame.y(from);
        const double b = frame.y(to);
        if (at.y() >= std::min(a, b) && at.y() < std::max(a, b))
            found = series;
    });
    return found;
}

} // namespace

SlotRange shownSlots(const ChartView &view, int count)
{
    const double all = std::max(count, 1);
    if (!std::isfinite(view.first) || !std::isfinite(view.last) || view.last <= view.first)
        return {0, all};
    const double width = std::clamp(view.last - view.first, std::min(leastSlots, all), all);
    const double first = std::clamp(view.first, 0.0, all - width);
    return {first, first + width};
}

Frame frameFor(const ChartData &data, const Stacks &stacks, const ChartView &view, const QRectF &plot)
{
    const SlotRange range = shownSlots(view, stacks.slotCount());
    if (data.kind == ChartKind::Share) {
        const Extent extent = shownExtent(data, stacks, range);
        ValueTicks percents{25, {0, 25, 50, 75, 100}};
        if (extent.low < 0)
            percents = valueTicks(extent.low, 100);
        return {plot, range.first, range.last, percents};
    }
    const Extent extent = shownExtent(data, stacks, range);
    return {plot, range.first, range.last, valueTicks(extent.low, extent.high)};
}

Hit hitAt(const ChartData &data, const Stacks &stacks, const Frame &frame, const QPointF &at)
{
    if (!frame.plot.contains(at))
        return {};
    const int slot = int(std::floor(frame.slotAt(at.x())));
    if (slot < 0 || slot >= stacks.slotCount())
        return {};
    if (slot >= stacks.periodCount())
        return {slot, -1};
    if (data.kind == ChartKind::Lines)
        return {slot, nearestLine(stacks, frame, slot, at.y())};
    return {slot, bandAt(stacks, frame, data.kind == ChartKind::StackedArea, at)};
}

} // namespace sm::charts
