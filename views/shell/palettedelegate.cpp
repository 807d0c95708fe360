// SPDX-License-Identifier: GPL-3.0-or-later
#include "palettedelegate.h"

#include <widgets/metrics.h>
#include <widgets/theme.h>
#include <widgets/typography.h>

#include <QPainter>

namespace sm::shell {

namespace metrics = widgets::metrics;

void PaletteDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const widgets::Theme &theme = widgets::Theme::of(option.palette);
    const QRect row = option.rect.adjusted(metrics::gap, 0, -metrics::gap, 0);
    const bool enabled = option.state & QStyle::State_Enabled;
    const QString group = index.data(GroupRole).toString();
    const QString keys = index.data(KeysRole).toString();

    painter->save();
    if (option.state & QStyle::State_Selected)
        painter->fillRect(option.rect, theme.selection);
    painter->setFont(widgets::fontFor(widgets::TextRole::Body));
    painter->setPen(enabled ? theme.text : theme.disabled);
    painter->drawText(row, Qt::AlignLeft | Qt::AlignVCenter, index.data().toString());
    painter->setFont(widgets::fontFor(widgets::TextRole::Secondary));
    painter->setPen(enabled ? theme.muted : theme.disabled);
    painter->drawText(row, Qt::AlignRight | Qt::AlignVCenter, keys.isEmpty() ? group : tr("%1   %2").arg(group, keys));
    painter->restore();
}

QSize PaletteDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    return {QStyledItemDelegate::sizeHint(option, index).width(), metrics::rowHeight};
}

} // namespace sm::shell
