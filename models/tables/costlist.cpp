// SPDX-License-Identifier: GPL-3.0-or-later
#include "costlist.h"

#include "costtable.h"

namespace sm::tables {

void CostList::setContent(const QList<Column> &columns, const QList<Row> &rows)
{
    beginResetModel();
    m_columns = columns;
    m_rows = rows;
    endResetModel();
}

int CostList::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int CostList::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_columns.size());
}

/// The last number of a row is what it is about.
bool CostList::isToned(int column) const
{
    for (qsizetype later = m_columns.size() - 1; later > column; --later) {
        if (m_columns.at(later).isNumber)
            return false;
    }
    return m_columns.at(column).isNumber;
}

QVariant CostList::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Row &row = m_rows.at(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return row.cells.value(index.column());
    case Qt::TextAlignmentRole:
        return m_columns.at(index.column()).isNumber ? QVariant(int(Qt::AlignRight | Qt::AlignVCenter)) : QVariant();
    case Qt::ToolTipRole:
    case Qt::AccessibleDescriptionRole: {
        const QString exact = row.exact.value(index.column());
        return exact.isEmpty() ? QVariant() : QVariant(exact);
    }
    case IdRole:
        return row.id;
    case ToneRole:
        return isToned(index.column()) && !row.tone.isEmpty() ? QVariant(row.tone) : QVariant();
    case CostTable::TotalRole:
        return row.isTotal;
    default:
        return {};
    }
}

QVariant CostList::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= m_columns.size())
        return {};
    if (role == Qt::TextAlignmentRole)
        return int((m_columns.at(section).isNumber ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    return role == Qt::DisplayRole ? QVariant(m_columns.at(section).title) : QVariant();
}

} // namespace sm::tables
