// SPDX-License-Identifier: GPL-3.0-or-later
#include "deploymentsectiontable.h"

namespace sm::tables {

void DeploymentSectionTable::append(const DeploymentSection &page)
{
    if (page.columns != m_section.columns && !page.columns.isEmpty()) {
        beginResetModel();
        m_section.columns = page.columns;
        endResetModel();
    }
    m_section.id = page.id;
    if (!page.title.isEmpty())
        m_section.title = page.title;
    m_section.hasMore = page.hasMore;
    m_section.problem = page.problem;
    if (page.rows.isEmpty())
        return;
    const qsizetype first = m_section.rows.size();
    beginInsertRows({}, int(first), int(first + page.rows.size() - 1));
    m_section.rows.append(page.rows);
    m_section.tones.append(page.tones);
    m_section.tones.resize(m_section.rows.size()); // a page may have none
    endInsertRows();
}

int DeploymentSectionTable::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_section.rows.size());
}

int DeploymentSectionTable::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_section.columns.size());
}

QVariant DeploymentSectionTable::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    if (role == Qt::DisplayRole || role == Qt::ToolTipRole)
        return m_section.rows.at(index.row()).value(index.column());
    if (role == ToneRole)
        return index.column() == 0 ? m_section.tones.at(index.row()) : QString();
    return {};
}

QVariant DeploymentSectionTable::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    return m_section.columns.value(section);
}

} // namespace sm::tables
