// SPDX-License-Identifier: GPL-3.0-or-later
#include "backuplist.h"

#include "backuptext.h"

#include <core/instanttext.h>

#include <QLocale>

namespace sm::tables {

using namespace Qt::Literals::StringLiterals;

void BackupList::reset(const QList<Backup> &backups)
{
    beginResetModel();
    m_backups = backups;
    endResetModel();
}

const Backup *BackupList::backup(int row) const
{
    return row >= 0 && row < m_backups.size() ? &m_backups.at(row) : nullptr;
}

int BackupList::rowOf(const QString &id) const
{
    const auto found
        = std::find_if(m_backups.begin(), m_backups.end(), [&id](const Backup &each) { return each.id == id; });
    return found == m_backups.end() ? -1 : static_cast<int>(found - m_backups.begin());
}

int BackupList::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_backups.size());
}

int BackupList::columnCount(const QModelIndex &parent) const { return parent.isValid() ? 0 : ColumnCount; }

QVariant BackupList::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Backup &backup = m_backups.at(index.row());
    const int column = index.column();
    switch (role) {
    case Qt::DisplayRole:
        if (column == Taken)
            return QLocale(QLocale::English).toString(backup.takenAt.toUTC(), u"d MMM yyyy, HH:mm"_s);
        return column == State ? stateText(backup.state) : sizeText(backup.bytes);
    case ToneRole:
        return column == State ? stateTone(backup.state) : QString();
    case IdRole:
        return backup.id;
    case Qt::TextAlignmentRole:
        return column == Size ? QVariant(int(Qt::AlignRight | Qt::AlignVCenter)) : QVariant();
    case Qt::ToolTipRole:
        return column == Taken ? localText(backup.takenAt) : column == State ? backup.problem : QString();
    default:
        return {};
    }
}

QVariant BackupList::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= ColumnCount)
        return {};
    if (role == Qt::TextAlignmentRole && section == Size)
        return int(Qt::AlignRight | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    static const char *const titles[ColumnCount] = {QT_TR_NOOP("Taken (UTC)"), QT_TR_NOOP("State"), QT_TR_NOOP("Size")};
    return tr(titles[section]);
}

} // namespace sm::tables
