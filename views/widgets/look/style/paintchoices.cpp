// SPDX-License-Identifier: GPL-3.0-or-later
#include "look/crisp.h"
#include "look/style/painters.h"

#include <widgets/icons.h>
#include <widgets/metrics.h>
#include <widgets/theme.h>

#include <QPainter>

namespace sm::widgets::paint {

namespace {

struct IndicatorColours
{
    QColor fill;
    QColor edge;
    QColor mark;
};

IndicatorColours coloursOf(const QStyleOption &option)
{
    const Theme &theme = Theme::of(option.palette);
    const bool chosen = option.state & (QStyle::State_On | QStyle::State_NoChange);
    if (!(option.state & QStyle::State_Enabled))
        return {theme.neutralTint, theme.line, theme.disabled};
    if (chosen)
        return {option.state & QStyle::State_Sunken ? theme.accentPressed : theme.accent, {}, theme.onAccent};
    return {option.state & QStyle::State_MouseOver ? theme.hover : theme.panel, theme.outline, {}};
}

} // namespace

void checkIndicator(QPainter &painter, const QStyleOption &option)
{
    const IndicatorColours colours = coloursOf(option);
    drawBox(painter, option.rect, metrics::badgeRadius, colours.fill, colours.edge);
    if (option.state & QStyle::State_On)
        drawGlyph(painter, option.rect, Glyph::Check, colours.mark);
    else if (option.state & QStyle::State_NoChange)
        drawGlyph(painter, option.rect, Glyph::Minus, colours.mark);
}

void radioIndicator(QPainter &painter, const QStyleOption &option)
{
    const IndicatorColours colours = coloursOf(option);
    const QRectF rect = option.rect;
    drawBox(painter, rect, rect.width() / 2, colours.fill, colours.edge);
    if (option.state & QStyle::State_On) {
        const qreal margin = rect.width() / 2 - 3;
        drawBox(painter, rect.adjusted(margin, margin, -margin, -margin), 3, colours.mark, QColor());
    }
}

} // namespace sm::widgets::paint
