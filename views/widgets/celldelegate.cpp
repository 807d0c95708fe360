// SPDX-License-Identifier: GPL-3.0-or-later
#include <widgets/celldelegate.h>

#include "look/crisp.h"

#include <widgets/badge.h>
#include <widgets/figures.h>
#include <widgets/metrics.h>
#include <widgets/tableview.h>
#include <widgets/textlabel.h>

#include <QHeaderView>
#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

namespace sm::widgets {

namespace {

constexpr int cellPadding = 10;

QRect inside(const QRect &cell) { return cell.adjusted(cellPadding, 0, -cellPadding, 0); }

bool isRightAligned(const QStyleOptionViewItem &option) { return option.displayAlignment & Qt::AlignRight; }

bool isHovered(const QStyleOptionViewItem &option, const QModelIndex &index)
{
    const auto *table = qobject_cast<const TableView *>(option.widget);
    return table && table->hoveredRow() == index.row();
}

bool showsCurrentRow(const TableView *table, const QModelIndex &index)
{
    return table && table->hasFocus() && table->currentIndex().row() == index.row()
        && table->window()->testAttribute(Qt::WA_KeyboardFocusChange);
}

/// The part of the ring around the current row that is this cell's: the row is painted cell by cell.
void drawCurrentRow(QPainter &painter, const QStyleOptionViewItem &option, const QModelIndex &index, const Theme &theme)
{
    const auto *table = qobject_cast<const TableView *>(option.widget);
    if (!showsCurrentRow(table, index))
        return;
    const QRect rect = option.rect;
    constexpr int width = metrics::focusWidth;
    const int end = std::min(table->horizontalHeader()->length(), table->viewport()->width());
    painter.fillRect(rect.left(), rect.top(), rect.width(), width, theme.accent);
    painter.fillRect(rect.left(), rect.bottom() + 1 - width, rect.width(), width, theme.accent);
    if (rect.left() <= 0)
        painter.fillRect(0, rect.top(), width, rect.height(), theme.accent);
    if (rect.right() + 1 >= end)
        painter.fillRect(end - width, rect.top(), width, rect.height(), theme.accent);
}

} // namespace

CellDelegate::CellDelegate(QObject *parent)
    : QStyledItemDelegate(parent)
{
}

void CellDelegate::initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const
{
    QStyledItemDelegate::initStyleOption(option, index);
    option->text.replace(u'\n', QChar::LineSeparator); // one row is one line, whatever the data are
    option->features &= ~QStyleOptionViewItem::WrapText;
}

void CellDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    QStyleOptionViewItem cell = option;
    initStyleOption(&cell, index);
    const Theme &theme = Theme::of(cell.palette);
    painter->save();
    if (cell.state & QStyle::State_Selected)
        painter->fillRect(cell.rect, theme.selection);
    else if (isHovered(cell, index))
        painter->fillRect(cell.rect, theme.hover);
    drawBottomLine(*painter, cell.rect, theme.line);
    paintContent(*painter, inside(cell.rect), cell, index);
    drawCurrentRow(*painter, cell, index, theme);
    painter->restore();
}

void CellDelegate::paintContent(
    QPainter &painter, const QRect &rect, const QStyleOptionViewItem &option, const QModelIndex &) const
{
    const Theme &theme = Theme::of(option.palette);
    const bool enabled = option.state & QStyle::State_Enabled;
    painter.setFont(option.font);
    painter.setPen(!enabled ? theme.disabled : m_muted ? theme.muted : theme.text);
    if (isRightAligned(option))
        return drawFigures(painter, rect, Qt::AlignRight, option.text);
    painter.drawText(rect, int(Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine),
        option.fontMetrics.elidedText(option.text, option.textElideMode, rect.width()));
}

QSize CellDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    QStyleOptionViewItem cell = option;
    initStyleOption(&cell, index);
    const int text = isRightAligned(cell) ? figuresWidth(cell.fontMetrics, cell.text)
                                          : cell.fontMetrics.horizontalAdvance(cell.text);
    return {text + 2 * cellPadding + 1, metrics::compactRowHeight};
}

bool CellDelegate::helpEvent(
    QHelpEvent *event, QAbstractItemView *view, const QStyleOptionViewItem &option, const QModelIndex &index)
{
    if (event->type() != QEvent::ToolTip || !index.isValid())
        return QStyledItemDelegate::helpEvent(event, view, option, index);
    QString text = index.data(Qt::ToolTipRole).toString();
    if (text.isEmpty() && sizeHint(option, index).width() > option.rect.width())
        text = index.data(Qt::DisplayRole).toString();
    QToolTip::showText(event->globalPos(), plainToolTip(text), view);
    return true;
}

BadgeDelegate::BadgeDelegate(ToneOf toneOf, QObject *parent)
    : CellDelegate(parent)
    , m_toneOf(std::move(toneOf))
{
}

void BadgeDelegate::paintContent(
    QPainter &painter, const QRect &rect, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const std::optional<Tone> tone = m_toneOf(index);
    if (!tone || option.text.isEmpty())
        return CellDelegate::paintContent(painter, rect, option, index);
    drawBadge(painter, rect, option.text, *tone, Theme::of(option.palette));
}

QSize BadgeDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const QSize plain = CellDelegate::sizeHint(option, index);
    return {badgeSize(index.data().toString()).width() + 2 * cellPadding, plain.height()};
}

} // namespace sm::widgets
