// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "frame.h"
#include "seriesstyle.h"

#include <optional>

class QPainter;

namespace sm::charts {

/// One line of what the chart says about a place in it.
struct TipLine
{
    enum class Kind { Title, Series, Plain, Note, Anomaly };
    Kind kind = Kind::Plain;
    QString label;
    QString value;
    int series = -1; ///< whose colour stands before it
};

/// What stands at \p hit: the day, the series' amount with share and change, the total, the forecast, anomalies.
QList<TipLine> tipLines(const ChartData &data, const Stacks &stacks, const Hit &hit);

/// The same as one text, for screen readers.
QString tipText(const QList<TipLine> &lines);

/// Paints the lines beside \p at, inside \p bounds.
void drawTip(QPainter &painter, const QRectF &bounds, const QPointF &at, const QList<TipLine> &lines,
    const QList<SeriesStyle> &styles, const widgets::Theme &theme);

} // namespace sm::charts
