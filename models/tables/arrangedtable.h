// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractTableModel>
#include <QList>

namespace sm::tables {

/// A table whose rows stay where they are kept, and are shown in an order that a person chooses.
class ArrangedTable : public QAbstractTableModel
{
    Q_OBJECT

public:
    using QAbstractTableModel::QAbstractTableModel;

    /// Column -1: the order that the table has by itself. What is selected stays so.
    void sort(int column, Qt::SortOrder order = Qt::AscendingOrder) override;

protected:
    /// The places of what is to be shown, in the order that m_sortColumn and m_order ask for.
    virtual QList<int> arranged() const = 0;

    QList<int> m_shown; ///< places of rows
    int m_sortColumn = -1;
    Qt::SortOrder m_order = Qt::AscendingOrder;
};

} // namespace sm::tables
