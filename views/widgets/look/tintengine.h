// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <widgets/icons.h>

#include <QIconEngine>

namespace sm::widgets {

/// Makes :/icons readable; a static library's resources are not there by themselves.
void registerIconFiles();

/// \p glyph in one colour, square, \p size device pixels; kept in QPixmapCache.
QPixmap tintedGlyph(Glyph glyph, int size, const QColor &colour);

/// Paints a glyph in the application palette's colour of the moment; QIcon itself would paint SVG's black.
class TintEngine : public QIconEngine
{
public:
    TintEngine(Glyph glyph, Ink ink);

    void paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State state) override;
    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State state) override;
    QPixmap scaledPixmap(const QSize &size, QIcon::Mode mode, QIcon::State state, qreal scale) override;
    QIconEngine *clone() const override;
    bool isNull() override { return false; }

private:
    QColor colour(QIcon::Mode mode) const;

    Glyph m_glyph;
    Ink m_ink;
};

} // namespace sm::widgets
