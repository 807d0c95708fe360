// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/backup.h>

#include <QAbstractTableModel>

namespace sm::tables {

/// The backups of one asset, newest first.
class BackupList : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Taken, State, Size, ColumnCount };
    enum Role {
        ToneRole = Qt::UserRole + 3, ///< as in UserTable, so that one delegate draws both
        IdRole,
    };

    using QAbstractTableModel::QAbstractTableModel;

    void reset(const QList<Backup> &backups);
    /// nullptr: there is no such row.
    const Backup *backup(int row) const;
    /// -1: there is no such backup.
    int rowOf(const QString &id) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    QList<Backup> m_backups;
};

} // namespace sm::tables
