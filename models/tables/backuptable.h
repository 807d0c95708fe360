// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/backup.h>

#include <tables/arrangedtable.h>

#include <set>

namespace sm::tables {

/// What is protected and how well, what a person should look at first on top, the assets of the
/// system's file before the others; or by a column.
class BackupTable : public ArrangedTable
{
    Q_OBJECT

public:
    enum Column { Name, Kind, Age, BackupDue, ProofDue, Size, Cost, ColumnCount };
    enum Role {
        ToneRole = Qt::UserRole + 3, ///< as in UserTable, so that one delegate draws both
        IdRole,
    };
    /// Of all assets, whatever the filter.
    struct Summary
    {
        int assets = 0;
        int overdue = 0; ///< a backup is, or was never taken though it should be
        int unproven = 0; ///< as isUnproven()
        std::optional<Decimal> monthly; ///< US dollars; nothing: not known of any
    };

    using ArrangedTable::ArrangedTable;

    /// Adds an asset, or says how one stands now.
    void put(const AssetStanding &standing);
    void remove(const QString &id);
    /// All others are gone.
    void retain(const std::set<QString> &ids);
    /// Each word of \p text occurs in name, title or kind, whatever its case. "state:overdue", "state:unproven",
    /// "state:no-policy" and "kind:table" (core/assetkind.h) say more.
    void setFilter(const QString &text);
    /// The instant that ages are told for, UTC; the computer's own unless somebody says otherwise.
    void setNow(const QDateTime &now);

    int totalCount() const { return static_cast<int>(m_rows.size()); }
    Summary summary() const;
    /// -1: it is not shown.
    int rowOf(const QString &id) const;
    /// nullptr: there is no such asset. Until the next change.
    const AssetStanding *find(const QString &id) const;
    QStringList ids() const; ///< of all, in the order that they came in

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    bool isWanted(const AssetStanding &standing) const;
    bool isBefore(int a, int b) const;
    QList<int> arranged() const override;
    void place(int at);
    void removeAt(int at);
    QDateTime now() const;
    QString text(const AssetStanding &standing, int column) const;
    QString toolTip(const AssetStanding &standing, int column) const;
    QVariant sortKey(const AssetStanding &standing, int column) const;

    QList<AssetStanding> m_rows;
    QStringList m_words;
    QDateTime m_now;
};

} // namespace sm::tables
