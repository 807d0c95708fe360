// SPDX-License-Identifier: GPL-3.0-or-later
#include <widgets/icons.h>

#include "look/tintengine.h"

#include <widgets/metrics.h>

#include <QPainter>
#include <QSvgRenderer>

namespace sm::widgets {

using namespace Qt::Literals::StringLiterals;

QIcon icon(Glyph glyph, Ink ink) { return QIcon(new TintEngine(glyph, ink)); }

void drawGlyph(QPainter &painter, const QRect &rect, Glyph glyph, const QColor &colour)
{
    QRect square(0, 0, metrics::iconSize, metrics::iconSize);
    square.moveTo(
        rect.left() + (rect.width() - square.width()) / 2, rect.top() + (rect.height() - square.height()) / 2);
    const qreal scale = painter.device()->devicePixelRatioF();
    painter.drawPixmap(square, tintedGlyph(glyph, qRound(metrics::iconSize * scale), colour));
}

QIcon applicationIcon()
{
    registerIconFiles();
    QSvgRenderer renderer(u":/icons/stationmaster.svg"_s);
    QIcon icon;
    for (const int size : {16, 24, 32, 48, 64, 128, 256}) {
        QPixmap pixmap(size, size);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        renderer.render(&painter);
        painter.end();
        icon.addPixmap(pixmap);
    }
    return icon;
}

} // namespace sm::widgets
