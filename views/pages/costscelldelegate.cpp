// SPDX-License-Identifier: GPL-3.0-or-later
#include "costscelldelegate.h"

#include <tables/costtable.h>
#include <widgets/figures.h>
#include <widgets/theme.h>
#include <widgets/tonename.h>

#include <QPainter>

namespace sm::pages {

void CostsCellDelegate::initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const
{
    CellDelegate::initStyleOption(option, index);
    if (index.data(tables::CostTable::TotalRole).toBool())
        option->font.setWeight(QFont::DemiBold);
    option->fontMetrics = QFontMetrics(option->font);
}

void CostsCellDelegate::paintContent(
    QPainter &painter, const QRect &rect, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const auto tone = widgets::toneNamed(index.data(tables::CostTable::ToneRole).toString());
    if (!tone)
        return CellDelegate::paintContent(painter, rect, option, index);
    painter.setFont(option.font);
    painter.setPen(widgets::Theme::of(option.palette).tone(*tone).ink);
    widgets::drawFigures(painter, rect, Qt::AlignRight, option.text);
}

} // namespace sm::pages
