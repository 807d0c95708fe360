// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QRectF>

class QPainter;

/// Lines that cover whole device pixels at any scale, 1.25 and 1.5 too.
namespace sm::widgets {

/// Fills \p fill and strokes \p edge inside \p rect, with a line of \p width logical pixels. An invalid colour paints
/// nothing.
void drawBox(
    QPainter &painter, const QRectF &rect, qreal radius, const QColor &fill, const QColor &edge, qreal width = 1);

/// A line of one logical pixel, at least one device pixel, along the bottom of \p rect.
void drawBottomLine(QPainter &painter, const QRect &rect, const QColor &colour);
void drawTopLine(QPainter &painter, const QRect &rect, const QColor &colour);

/// The ring of two pixels in \p colour just inside \p rect.
void drawFocusRing(QPainter &painter, const QRectF &rect, qreal radius, const QColor &colour);

} // namespace sm::widgets
