// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "stacks.h"
#include "ticks.h"

#include <QRectF>

namespace sm::charts {

/// From slots and amounts to pixels and back.
struct Frame
{
    QRectF plot; ///< where series are drawn
    double first = 0; ///< slots, at the left edge; a slot n reaches from n to n + 1
    double last = 1; ///< at the right edge
    ValueTicks ticks;

    double slotWidth() const { return plot.width() / (last - first); }
    double x(double slot) const { return plot.left() + (slot - first) * slotWidth(); }
    double middle(int slot) const { return x(slot + 0.5); }
    double y(double value) const
    {
        return plot.bottom() - (value - ticks.low()) / (ticks.high() - ticks.low()) * plot.height();
    }
    double slotAt(double x) const { return first + (x - plot.left()) / slotWidth(); }
};

/// The shown slots, at least \p leastSlots of \p count and within them.
struct SlotRange
{
    double first = 0;
    double last = 1;
};
SlotRange shownSlots(const ChartView &view, int count);

/// The frame of a chart that fills \p plot.
Frame frameFor(const ChartData &data, const Stacks &stacks, const ChartView &view, const QRectF &plot);

/// What is under a point.
struct Hit
{
    int slot = -1; ///< none: outside
    int series = -1; ///< none: nothing is drawn there
    friend bool operator==(const Hit &, const Hit &) = default;
};
Hit hitAt(const ChartData &data, const Stacks &stacks, const Frame &frame, const QPointF &at);

} // namespace sm::charts
