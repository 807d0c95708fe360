// SPDX-License-Identifier: GPL-3.0-or-later
#include "look/crisp.h"
#include "look/style/painters.h"

#include <widgets/buttons.h>
#include <widgets/metrics.h>
#include <widgets/theme.h>
#include <widgets/typography.h>

#include <QPainter>

namespace sm::widgets::paint {

namespace {

constexpr int padding = 13;
constexpr int quietPadding = 6;

struct ButtonColours
{
    QColor fill;
    QColor edge;
    QColor text;
    bool filled = false; ///< with a strong colour: the focus ring needs a gap
};

ButtonKind kindOf(const QStyleOptionButton &option, const QWidget *widget)
{
    const ButtonKind kind = widgets::kindOf(widget);
    const bool isDefault = option.features & QStyleOptionButton::DefaultButton;
    return kind == ButtonKind::Normal && isDefault ? ButtonKind::Primary : kind;
}

ButtonColours disabledColours(ButtonKind kind, const Theme &theme)
{
    if (kind == ButtonKind::Quiet)
        return {{}, {}, theme.disabled};
    return {kind == ButtonKind::Primary ? theme.neutralTint : theme.panel, theme.line, theme.disabled};
}

ButtonColours filledColours(const QColor &fill, const QColor &text) { return {fill, {}, text, true}; }

ButtonColours primaryColours(const Theme &theme, bool down, bool hovered)
{
    return filledColours(down ? theme.accentPressed : hovered ? theme.accentHover : theme.accent, theme.onAccent);
}

ButtonColours coloursOf(const QStyleOptionButton &option, const QWidget *widget)
{
    const Theme &theme = Theme::of(option.palette);
    const ButtonKind kind = kindOf(option, widget);
    const bool sunken = option.state & QStyle::State_Sunken;
    const bool down = sunken || (option.state & QStyle::State_On);
    const bool hovered = option.state & QStyle::State_MouseOver;
    if (!(option.state & QStyle::State_Enabled))
        return disabledColours(kind, theme);

    const QColor surface = down ? theme.selection : hovered ? theme.hover : theme.panel;
    switch (kind) {
    case ButtonKind::Primary:
        return primaryColours(theme, down, hovered);
    case ButtonKind::Danger:
        if (option.features & QStyleOptionButton::DefaultButton)
            return filledColours(theme.bad, theme.onAccent);
        return {down || hovered ? theme.badTint : theme.panel, theme.outline, theme.bad};
    case ButtonKind::Quiet:
        return {sunken || hovered ? theme.hover : QColor(), {}, theme.accent};
    case ButtonKind::Normal:
        break;
    }
    return {surface, theme.outline, theme.text};
}

bool showsFocus(const QStyleOption &option)
{
    return (option.state & QStyle::State_HasFocus) && (option.state & QStyle::State_KeyboardFocusChange);
}

} // namespace

void buttonBevel(QPainter &painter, const QStyleOptionButton &option, const QWidget *widget)
{
    const Theme &theme = Theme::of(option.palette);
    const ButtonColours colours = coloursOf(option, widget);
    const QRectF rect = option.rect;
    if (!showsFocus(option)) {
        drawBox(painter, rect, metrics::radius, colours.fill, colours.edge);
        return;
    }
    const qreal gap = colours.filled ? metrics::focusWidth + 1 : 0;
    drawBox(painter, rect.adjusted(gap, gap, -gap, -gap), metrics::radius - gap, colours.fill, QColor());
    drawFocusRing(painter, rect, metrics::radius, theme.accent);
}

void buttonLabel(QPainter &painter, const QStyleOptionButton &option, const QWidget *widget)
{
    const ButtonColours colours = coloursOf(option, widget);
    const bool hasMenu = option.features & QStyleOptionButton::HasMenu;
    const bool hasIcon = !option.icon.isNull();
    const int chevron = hasMenu ? metrics::iconSize + 2 : 0;
    const int iconWidth = hasIcon ? metrics::iconSize + (option.text.isEmpty() ? 0 : 6) : 0;

    const int textWidth = option.fontMetrics.size(Qt::TextShowMnemonic, option.text).width();
    const int width = std::min(iconWidth + textWidth + chevron, option.rect.width());
    int x = option.rect.left() + (option.rect.width() - width) / 2;
    const QRect rect = option.rect;
    if (hasIcon) {
        const QIcon::Mode mode = option.state & QStyle::State_Enabled ? QIcon::Normal : QIcon::Disabled;
        option.icon.paint(&painter, QRect(x, rect.top(), metrics::iconSize, rect.height()), Qt::AlignCenter, mode);
        x += iconWidth;
    }
    const QRect place(x, rect.top(), width - iconWidth - chevron, rect.height());
    painter.setPen(colours.text);
    painter.drawText(place, int(Qt::AlignCenter | Qt::TextShowMnemonic | Qt::TextSingleLine),
        option.fontMetrics.elidedText(option.text, Qt::ElideRight, place.width(), Qt::TextShowMnemonic));
    if (hasMenu) {
        const QRect arrow(place.right() + 3, rect.top(), metrics::iconSize, rect.height());
        drawGlyph(painter, arrow, Glyph::ChevronDown, colours.text);
    }
}

QSize buttonSize(const QStyleOptionButton &option, const QSize &contents, const QWidget *widget)
{
    const bool quiet = widgets::kindOf(widget) == ButtonKind::Quiet;
    int width = option.fontMetrics.size(Qt::TextShowMnemonic, option.text).width();
    if (option.text.isEmpty())
        width = option.icon.isNull() ? contents.width() : 0;
    if (!option.icon.isNull())
        width += metrics::iconSize + (option.text.isEmpty() ? 0 : 6);
    if (option.features & QStyleOptionButton::HasMenu)
        width += metrics::iconSize + 2;
    width += 2 * (quiet ? quietPadding : padding);
    return {width, quiet ? metrics::smallControl : metrics::controlHeight};
}

void toolButtonPanel(QPainter &painter, const QStyleOption &option)
{
    const Theme &theme = Theme::of(option.palette);
    QColor fill;
    if (option.state & (QStyle::State_Sunken | QStyle::State_On))
        fill = theme.selection;
    else if ((option.state & QStyle::State_Enabled) && (option.state & QStyle::State_MouseOver))
        fill = theme.hover;
    if (fill.isValid())
        drawBox(painter, option.rect, metrics::radius, fill, QColor());
}

} // namespace sm::widgets::paint
