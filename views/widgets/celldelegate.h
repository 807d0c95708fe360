// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <widgets/theme.h>

#include <QStyledItemDelegate>

#include <functional>
#include <optional>

namespace sm::widgets {

/// Paints a table cell: row background, line below, plain elided text; right-aligned text with tabular figures.
/// Every TableView has one for all its columns.
class CellDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    explicit CellDelegate(QObject *parent = nullptr);

    /// Secondary columns (groups, "12 min ago") are muted.
    void setMuted(bool muted) { m_muted = muted; }

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    bool helpEvent(QHelpEvent *event, QAbstractItemView *view, const QStyleOptionViewItem &option,
        const QModelIndex &index) override;

protected:
    /// What is inside the row's background. \p rect has the cell's padding taken off.
    virtual void paintContent(
        QPainter &painter, const QRect &rect, const QStyleOptionViewItem &option, const QModelIndex &index) const;
    void initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const override;

private:
    bool m_muted = false;
};

/// The cell's text as a badge.
class BadgeDelegate : public CellDelegate
{
    Q_OBJECT

public:
    /// How a cell's badge is toned; nothing: the text stands there without a badge.
    using ToneOf = std::function<std::optional<Tone>(const QModelIndex &)>;

    explicit BadgeDelegate(ToneOf toneOf, QObject *parent = nullptr);

    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

protected:
    void paintContent(QPainter &painter, const QRect &rect, const QStyleOptionViewItem &option,
        const QModelIndex &index) const override;

private:
    ToneOf m_toneOf;
};

} // namespace sm::widgets
