// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chartdata.h"

#include <QFontMetricsF>
#include <QList>

namespace sm::charts {

/// Round values for the axis. The outermost two are its ends.
struct ValueTicks
{
    double step = 1;
    QList<double> values{0}; ///< ascending; zero is one of them

    double low() const { return values.first(); }
    double high() const { return values.last(); }
};

/// Four lines, of which one is zero, that enclose \p low to \p high (five where both signs need it).
ValueTicks valueTicks(double low, double high);

struct PeriodTick
{
    int slot = 0;
    QString text;
};

/// Days of the month (1, 6, 11 …) or first months of a year's parts, as close together as their words allow.
/// \p first and \p last are the shown part of \p days, in slots; \p slotWidth is in pixels.
QList<PeriodTick> periodTicks(const QList<QDate> &days, PeriodLength length, double first, double last,
    double slotWidth, const QFontMetricsF &metrics);

} // namespace sm::charts
