// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chartdata.h"

#include <widgets/theme.h>

#include <QColor>
#include <QList>
#include <QPolygonF>

class QPainter;

namespace sm::charts {

/// Laid over a colour where two series share it.
enum class Pattern { None, Diagonal, BackDiagonal, Cross, Dots };

/// How a series looks. The colour follows from its colour key alone, whatever else is shown, on every machine; so a
/// service is never green here and red there. Twelve colours exist, of visual.md's six (grey is for what is left over)
/// and a second step of lightness of each. The pattern tells apart those of one chart that share a colour.
struct SeriesStyle
{
    QColor colour;
    Pattern pattern = Pattern::None;

    friend bool operator==(const SeriesStyle &, const SeriesStyle &) = default;
};

/// The names that Cost Explorer, CUR and FOCUS have for the services seen most lead to one colour; of other keys a hash
/// decides.
QColor seriesColour(const QString &colourKey, widgets::Mode mode);

/// One for each of \p series.
QList<SeriesStyle> seriesStyles(const QList<ChartSeries> &series, widgets::Mode mode);

/// Lays the pattern over \p shape, which has its colour already. \p panel is what the chart stands on.
void drawPattern(QPainter &painter, const QPolygonF &shape, Pattern pattern, const QColor &panel);

/// The colour of what is not complete.
QColor paleColour(const QColor &colour, const QColor &panel);

/// The legend's little square. An empty one stands for a hidden series.
void drawSwatch(
    QPainter &painter, const QRectF &rect, const SeriesStyle &style, const widgets::Theme &theme, bool filled);

} // namespace sm::charts
