// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "rowfinder.h"

#include <QAbstractTableModel>
#include <QTimer>

namespace sm::tables {

/// The users of a pool as a table: all of them in an index, those that the filter lets through as rows.
///
/// Filtering and sorting run on a worker thread once there are more than a few thousand users; only the newest
/// request counts, and the rows are swapped in one reset. Users that come to so large a pool are shown a moment later,
/// many at once.
class UserTable : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Role {
        SortRole = Qt::UserRole, ///< raw value: text, bool, milliseconds
        UserNameRole,
        ExportRole, ///< for files: dates as ISO 8601 UTC
        ToneRole, ///< for a badge: "good", "warning", "bad", "info", "neutral"; empty: plain text
    };

    explicit UserTable(QObject *parent = nullptr);
    ~UserTable() override;

    /// Which columns there are; the order is the caller's.
    void setColumns(const QList<UserColumn> &columns);
    const QList<UserColumn> &columns() const { return m_columns; }
    static QString title(const UserColumn &column);

    void clear();
    void append(const QList<User> &users);
    void addMembers(const GroupName &group, const QList<UserName> &members);
    /// \p user as it is now; a user that is new becomes a row.
    void update(const User &user);
    void remove(const UserName &name);

    void setQuery(const UserQuery &query);
    const UserQuery &query() const { return m_query; }
    void setFacts(const UserFacts &facts);
    void sort(int column, Qt::SortOrder direction) override;

    const UserIndex &index() const { return m_index; }
    using QAbstractTableModel::index;
    User user(int row) const { return m_index.user(m_rows.at(static_cast<size_t>(row))); }
    /// Row on the screen, -1: not shown.
    int shownRow(const UserName &name) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

Q_SIGNALS:
    /// The rows show what was asked for last.
    void searched();

private:
    void catchUpSoon();
    void catchUp();
    void appendRows();
    void refresh(bool resort);
    void show(RowFinder::Found found);
    void touch(int indexRow);

    UserIndex m_index;
    QList<UserColumn> m_columns;
    UserQuery m_query;
    std::optional<UserOrder> m_order; ///< nothing: the order in which the service lists them
    UserFacts m_facts;
    RowFinder::Order m_sorted; ///< all users in m_order, but for those who came since
    Rows m_rows; ///< what is shown, as rows of the index
    int m_considered = 0; ///< the first so many users are in m_rows, or were left out by the query
    RowFinder m_finder;
    bool m_resortPending = false; ///< m_sorted is not what m_order says
    bool m_outdated = false; ///< groups came that the query or the order asks about
    QTimer m_soon;
};

} // namespace sm::tables
