// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTableView>

class QMenu;
class QTimer;

namespace sm::widgets {

/// A table as all pages show it: rows of one height, a line under each, sorting by the header, whole rows selected,
/// columns chosen by a menu, the selection copied as tab-separated text. Nothing here walks a whole model, so a
/// million rows cost what a screenful costs.
class TableView : public QTableView
{
    Q_OBJECT

public:
    /// \p accessibleName: "<Page> table", tr("Users table").
    explicit TableView(const QString &accessibleName, QWidget *parent = nullptr);

    void setModel(QAbstractItemModel *model) override;
    /// 28 instead of 32 pixels.
    void setCompact(bool compact);
    /// Columns as wide as their header and the first rows need (60 to 360 px), then wider or narrower so that they fill
    /// the view, also when it is resized; those \p spared are the last to become narrower, none becomes narrower than
    /// \p narrowest. Ends when somebody drags a column's edge. Call when the first rows are there.
    void fitColumns(const QList<int> &spared = {0}, int narrowest = 104);
    /// Again and soon, once for all that is asked until then: for texts that have changed. Nothing where the widths are
    /// somebody else's.
    void refitColumns();

    /// A menu with a check mark for each column; the last one shown can not be hidden. Owned by the view.
    QMenu *columnsMenu();
    /// Widths, order, hidden columns and sorting, to be kept and given back at the next start.
    QByteArray columnState() const;
    /// False, and nothing changed, when \p state is not of this table.
    bool restoreColumnState(const QByteArray &state);

    /// Selected rows in shown order, visible columns, with a header line. At most maximumCopiedRows.
    QString selectionAsText() const;
    static constexpr int maximumCopiedRows = 10'000;

    /// The row under the pointer, -1 for none; painted by CellDelegate.
    int hoveredRow() const { return m_hoveredRow; }

Q_SIGNALS:
    /// Enter or double click on a row.
    void rowActivated(const QModelIndex &index);
    /// \p rows went to the clipboard.
    void copied(int rows);
    /// A column was shown, hidden, moved or resized: columnState() is new.
    void columnStateChanged();

public Q_SLOTS:
    void copySelection();

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    bool viewportEvent(QEvent *event) override;
    /// Home and End go to the first and the last row: rows are what is selected.
    QModelIndex moveCursor(CursorAction action, Qt::KeyboardModifiers modifiers) override;
    void currentChanged(const QModelIndex &current, const QModelIndex &previous) override;

private:
    void buildHeaders();
    void fillColumnsMenu();
    void setColumnShown(int column, bool shown);
    void applyFit();
    int wantedWidth(int column) const;
    void setHoveredRow(int row);
    void updateRow(int row);

    QMenu *m_columnsMenu = nullptr;
    QTimer *m_refit;
    QList<int> m_wanted; ///< by column; empty: the widths are not ours
    QList<int> m_spared;
    int m_narrowest = 0;
    bool m_fitting = false;
    int m_hoveredRow = -1;
};

} // namespace sm::widgets
