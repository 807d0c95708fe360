// SPDX-License-Identifier: GPL-3.0-or-later
#include "arrangedtable.h"

namespace sm::tables {

void ArrangedTable::sort(int column, Qt::SortOrder order)
{
    if (column == m_sortColumn && order == m_order)
        return;
    Q_EMIT layoutAboutToBeChanged();
    const QModelIndexList before = persistentIndexList();
    QList<int> places;
    for (const QModelIndex &index : before)
        places.append(m_shown.at(index.row()));
    m_sortColumn = column;
    m_order = order;
    m_shown = arranged();
    QModelIndexList after;
    for (qsizetype i = 0; i < before.size(); ++i)
        after.append(index(static_cast<int>(m_shown.indexOf(places.at(i))), before.at(i).column()));
    changePersistentIndexList(before, after);
    Q_EMIT layoutChanged();
}

} // namespace sm::tables
