// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <widgets/celldelegate.h>

namespace sm::pages {

/// Cells of costs: the total in bold, what has risen much in its tone.
class CostsCellDelegate : public widgets::CellDelegate
{
    Q_OBJECT

public:
    using CellDelegate::CellDelegate;

protected:
    void initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const override;
    void paintContent(QPainter &painter, const QRect &rect, const QStyleOptionViewItem &option,
        const QModelIndex &index) const override;
};

} // namespace sm::pages
