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

QRectF ringAround(const QStyleOption &option) { return QRectF(option.rect).adjusted(-1, -1, 1, 1); }

bool showsFocus(const QStyleOption &option)
{
    return (option.state & QStyle::State_HasFocus) && (option.state & QStyle::State_KeyboardFocusChange);
}

} // namespace

void checkIndicator(QPainter &painter, const QStyleOption &option)
{
    const IndicatorColours colours = coloursOf(option);
    const bool focused = showsFocus(option);
    const int inset = focused ? metrics::focusWidth : 0; // a gap between the ring and the filled box
    drawBox(painter, option.rect.adjusted(inset, inset, -inset, -inset), metrics::badgeRadius - inset, colours.fill,
        colours.edge);
    if (option.state & QStyle::State_On)
        drawGlyph(painter, option.rect, Glyph::Check, colours.mark);
    else if (option.state & QStyle::State_NoChange)
        drawGlyph(painter, option.rect, Glyph::Minus, colours.mark);
    if (focused)
        drawFocusRing(painter, ringAround(option), metrics::badgeRadius, Theme::of(option.palette).accent);
}

void radioIndicator(QPainter &painter, const QStyleOption &option)
{
    const IndicatorColours colours = coloursOf(option);
    const bool focused = showsFocus(option);
    const int inset = focused ? metrics::focusWidth : 0;
    const QRectF rect = QRectF(option.rect).adjusted(inset, inset, -inset, -inset);
    drawBox(painter, rect, rect.width() / 2, colours.fill, colours.edge);
    if (option.state & QStyle::State_On) {
        const qreal margin = rect.width() / 2 - 3;
        drawBox(painter, rect.adjusted(margin, margin, -margin, -margin), 3, colours.mark, QColor());
    }
    if (focused)
        drawFocusRing(painter, ringAround(option), option.rect.width() / 2 + 1, Theme::of(option.palette).accent);
}

} // namespace sm::widgets::paint
