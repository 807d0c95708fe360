// SPDX-License-Identifier: GPL-3.0-or-later
#include "look/crisp.h"
#include "look/style/painters.h"

#include <widgets/icons.h>
#include <widgets/metrics.h>
#include <widgets/theme.h>

#include <QPainter>

namespace sm::widgets::paint {

namespace {

constexpr int margin = 8;
constexpr int separatorHeight = 9;
constexpr int column = margin + metrics::iconSize + margin; ///< of the check mark or icon

bool isSeparator(const QStyleOptionMenuItem &option) { return option.menuItemType == QStyleOptionMenuItem::Separator; }

void separator(QPainter &painter, const QStyleOptionMenuItem &option)
{
    const QRect rect = option.rect;
    const QRect half(rect.left(), rect.top(), rect.width(), rect.height() / 2 + 1);
    drawBottomLine(painter, half, Theme::of(option.palette).line);
}

void mark(QPainter &painter, const QStyleOptionMenuItem &option, const QRect &rect)
{
    const Theme &theme = Theme::of(option.palette);
    const bool enabled = option.state & QStyle::State_Enabled;
    if (option.checkType != QStyleOptionMenuItem::NotCheckable) {
        if (option.checked)
            drawGlyph(painter, rect, Glyph::Check, enabled ? theme.accent : theme.disabled);
        return;
    }
    option.icon.paint(&painter, rect, Qt::AlignCenter, enabled ? QIcon::Normal : QIcon::Disabled);
}

} // namespace

void menuItem(QPainter &painter, const QStyleOptionMenuItem &option)
{
    if (isSeparator(option))
        return separator(painter, option);

    const Theme &theme = Theme::of(option.palette);
    const bool enabled = option.state & QStyle::State_Enabled;
    if ((option.state & QStyle::State_Selected) && enabled)
        drawBox(painter, option.rect.adjusted(4, 0, -4, 0), metrics::badgeRadius, theme.selection, QColor());

    const bool marked = option.menuHasCheckableItems || option.maxIconWidth > 0;
    const int left = marked ? column : margin + 4;
    const QRect rect = option.rect;
    mark(painter, option, QRect(rect.left() + margin, rect.top(), metrics::iconSize, rect.height()));

    const QStringList parts = option.text.split(u'\t');
    const QRect text = rect.adjusted(left, 0, -margin - 4, 0);
    painter.setFont(option.font);
    painter.setPen(enabled ? theme.text : theme.disabled);
    painter.drawText(text, int(Qt::AlignVCenter | Qt::AlignLeft | Qt::TextShowMnemonic | Qt::TextSingleLine), parts[0]);
    painter.setPen(enabled ? theme.muted : theme.disabled);
    if (option.menuItemType == QStyleOptionMenuItem::SubMenu)
        drawGlyph(painter,
            QRect(rect.right() - margin - metrics::iconSize, rect.top(), metrics::iconSize, rect.height()),
            Glyph::ChevronRight, enabled ? theme.muted : theme.disabled);
    else
        painter.drawText(text, int(Qt::AlignVCenter | Qt::AlignRight | Qt::TextSingleLine), parts.value(1));
}

QSize menuItemSize(const QStyleOptionMenuItem &option, const QSize &contents)
{
    if (isSeparator(option))
        return {contents.width(), separatorHeight};
    const QFontMetrics font(option.font);
    const QStringList parts = option.text.split(u'\t');
    const bool marked = option.menuHasCheckableItems || option.maxIconWidth > 0;
    int width = font.size(Qt::TextShowMnemonic, parts[0]).width() + (marked ? column : margin + 4) + margin + 4;
    if (parts.size() > 1)
        width += 24; // the shortcut itself is added by QMenu
    if (option.menuItemType == QStyleOptionMenuItem::SubMenu)
        width += metrics::iconSize;
    return {std::max(width, contents.width()), metrics::compactRowHeight};
}

void popupPanel(QPainter &painter, const QStyleOption &option)
{
    const Theme &theme = Theme::of(option.palette);
    drawBox(painter, option.rect, 0, theme.panel, theme.outline);
}

} // namespace sm::widgets::paint
