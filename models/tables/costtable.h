// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/cost.h>

#include <QAbstractTableModel>

#include <optional>

namespace sm::tables {

/// One group of costs, or all that have no row of their own.
struct CostRow
{
    QString key; ///< the value of the dimension
    QString name;
    Decimal amount;
    std::optional<Decimal> compared; ///< in the range that it is compared with
    QList<Decimal> amounts; ///< by period
    int others = 0; ///< of how many groups it is the sum; 0: it is one group

    bool isOther() const { return others > 0; }
};

/// Groups of costs as a table, with the total as its last row whatever the order. Amounts are exact: every digit is in
/// the tooltip and what a screen reader adds.
class CostTable : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Group, Amount, Compared, Change, Share, FirstPeriod };
    enum Role {
        RawRole = Qt::UserRole, ///< the exact amount as text
        KeyRole, ///< CostRow::key
        ToneRole = Qt::UserRole + 3, ///< "bad" for what has risen much; as in UserTable
        TotalRole, ///< true in the last row
    };

    /// Everything that is shown at once.
    struct Content
    {
        QList<CostRow> rows; ///< largest first, the others last
        CostRow total;
        QString dimension; ///< of the keys
        QString currency;
        QString comparedTitle; ///< "October, same days"; empty: nothing is compared
        QList<QDate> periods;
        QList<bool> unsettled; ///< by period: estimated or not complete
        CostGranularity granularity = CostGranularity::Total;
    };

    using QAbstractTableModel::QAbstractTableModel;

    void setContent(Content content);
    const Content &content() const { return m_content; }
    /// A column for each period after the others.
    void setPeriodsShown(bool shown);
    bool arePeriodsShown() const { return m_periodsShown; }
    /// Nothing for the total.
    const CostRow *row(int row) const;
    int rowOf(const QString &key) const; ///< -1: not there

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;
    void sort(int column, Qt::SortOrder order = Qt::AscendingOrder) override;

private:
    const CostRow &at(int row) const;
    void order();
    bool isLess(const CostRow &left, const CostRow &right) const;
    const Decimal *amountAt(const CostRow &row, int column) const;
    QString text(const CostRow &row, int column) const;
    QVariant exact(const CostRow &row, int column) const;
    QString title(int column) const;

    Content m_content;
    QList<int> m_order; ///< shown row -> place in Content::rows
    int m_sortColumn = -1; ///< -1: as they came
    Qt::SortOrder m_sortOrder = Qt::DescendingOrder;
    bool m_periodsShown = false;
};

} // namespace sm::tables
