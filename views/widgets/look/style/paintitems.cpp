// SPDX-License-Identifier: GPL-3.0-or-later
#include "look/crisp.h"
#include "look/style/painters.h"

#include <widgets/icons.h>
#include <widgets/metrics.h>
#include <widgets/theme.h>

#include <QPainter>

namespace sm::widgets::paint {

namespace {

constexpr int headerMargin = 10;

/// The arrow has a shape, so that sorting is not told by colour; it stands after the word.
void sortArrow(QPainter &painter, const QStyleOptionHeader &option, const QRect &rect)
{
    if (option.sortIndicator == QStyleOptionHeader::None)
        return;
    const bool ascending = option.sortIndicator == QStyleOptionHeader::SortDown; // Qt's word for it
    drawGlyph(painter, rect, ascending ? Glyph::ChevronUp : Glyph::ChevronDown, Theme::of(option.palette).text);
}

} // namespace

void headerSection(QPainter &painter, const QStyleOption &option)
{
    const Theme &theme = Theme::of(option.palette);
    const bool hovered = (option.state & QStyle::State_MouseOver) && (option.state & QStyle::State_Enabled);
    painter.fillRect(option.rect, hovered ? theme.hover : theme.panel);
    drawBottomLine(painter, option.rect, theme.line);
}

void headerLabel(QPainter &painter, const QStyleOptionHeader &option)
{
    const Theme &theme = Theme::of(option.palette);
    const bool sorted = option.sortIndicator != QStyleOptionHeader::None;
    const int arrow = sorted ? metrics::iconSize + 2 : 0;
    const QRect rect = option.rect.adjusted(headerMargin, 0, -headerMargin, 0);
    const QString text = option.fontMetrics.elidedText(option.text, Qt::ElideRight, rect.width() - arrow);
    const int width = option.fontMetrics.horizontalAdvance(text) + 1;
    const bool right = option.textAlignment & Qt::AlignRight;
    const int x = right ? rect.right() + 1 - width - arrow : rect.left();
    painter.setPen(sorted ? theme.text : theme.muted);
    painter.drawText(QRect(x, rect.top(), width, rect.height()), int(Qt::AlignVCenter | Qt::AlignLeft), text);
    sortArrow(painter, option, QRect(x + width + 2, rect.top(), metrics::iconSize, rect.height()));
}

void itemPanel(QPainter &painter, const QStyleOptionViewItem &option)
{
    const Theme &theme = Theme::of(option.palette);
    if (option.state & QStyle::State_Selected)
        painter.fillRect(option.rect, theme.selection);
    else if ((option.state & QStyle::State_MouseOver) && (option.state & QStyle::State_Enabled))
        painter.fillRect(option.rect, theme.hover);
}

void branch(QPainter &painter, const QStyleOption &option)
{
    if (!(option.state & QStyle::State_Children))
        return;
    const bool open = option.state & QStyle::State_Open;
    drawGlyph(painter, option.rect, open ? Glyph::ChevronDown : Glyph::ChevronRight, Theme::of(option.palette).muted);
}

} // namespace sm::widgets::paint
