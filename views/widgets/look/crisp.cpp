// SPDX-License-Identifier: GPL-3.0-or-later
#include "look/crisp.h"

#include <widgets/metrics.h>

#include <QPainter>

#include <cmath>

namespace sm::widgets {

namespace {

qreal scaleOf(const QPainter &painter) { return painter.deviceTransform().m11(); }

/// \p width in whole device pixels, given back in logical ones.
qreal wholePixels(const QPainter &painter, qreal width)
{
    const qreal scale = scaleOf(painter);
    return std::max(1.0, std::floor(width * scale + 0.01)) / scale;
}

QRectF onPixels(const QPainter &painter, const QRectF &rect)
{
    const QTransform toDevice = painter.deviceTransform();
    const QRectF device = toDevice.mapRect(rect);
    const QRectF rounded(QPointF(std::round(device.left()), std::round(device.top())),
        QPointF(std::round(device.right()), std::round(device.bottom())));
    return toDevice.inverted().mapRect(rounded);
}

} // namespace

void drawBox(QPainter &painter, const QRectF &rect, qreal radius, const QColor &fill, const QColor &edge, qreal width)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    QRectF box = onPixels(painter, rect);
    painter.setBrush(fill.isValid() ? QBrush(fill) : QBrush(Qt::NoBrush));
    painter.setPen(Qt::NoPen);
    if (edge.isValid()) {
        const qreal line = wholePixels(painter, width);
        painter.setPen(QPen(edge, line));
        box.adjust(line / 2, line / 2, -line / 2, -line / 2);
        radius = std::max(0.0, radius - line / 2);
    }
    painter.drawRoundedRect(box, radius, radius);
    painter.restore();
}

void drawBottomLine(QPainter &painter, const QRect &rect, const QColor &colour)
{
    const qreal line = wholePixels(painter, 1);
    const QRectF box = onPixels(painter, rect);
    painter.fillRect(QRectF(box.left(), box.bottom() - line, box.width(), line), colour);
}

void drawTopLine(QPainter &painter, const QRect &rect, const QColor &colour)
{
    const QRectF box = onPixels(painter, rect);
    painter.fillRect(QRectF(box.left(), box.top(), box.width(), wholePixels(painter, 1)), colour);
}

void drawFocusRing(QPainter &painter, const QRectF &rect, qreal radius, const QColor &colour)
{
    drawBox(painter, rect, radius, QColor(), colour, metrics::focusWidth);
}

} // namespace sm::widgets
