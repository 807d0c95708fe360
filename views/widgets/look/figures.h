// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

class QFontMetrics;
class QPainter;
class QRect;

/// Tabular figures. Inter has them as the OpenType feature "tnum", which QFont can not switch on before Qt 6.7; so
/// each digit is painted into a cell as wide as the font's widest digit, whatever the font.
namespace sm::widgets {

int figuresWidth(const QFontMetrics &metrics, const QString &text);

/// Paints one line into \p rect with the painter's font and pen, elided at the right when it is too long.
/// \p alignment is horizontal; the line stands in the vertical middle.
void drawFigures(QPainter &painter, const QRect &rect, Qt::Alignment alignment, const QString &text);

} // namespace sm::widgets
