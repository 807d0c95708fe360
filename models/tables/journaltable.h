// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/journalentry.h>

#include <QAbstractTableModel>

namespace sm::tables {

/// Journal entries as a table, newest first; older ones are fetched when the view reaches the end.
class JournalTable : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { When, Title, SystemName, Actor, State, ColumnCount };
    enum Role { ToneRole = Qt::UserRole + 3 }; ///< as in UserTable, so that one delegate draws both

    using QAbstractTableModel::QAbstractTableModel;

    void reset(const QList<JournalEntry> &entries, bool complete);
    void append(const QList<JournalEntry> &entries, bool complete);
    /// The older entries could not be read: they may be asked for again.
    void fetchFailed() { m_asked = false; }
    const JournalEntry &entry(int row) const { return m_entries.at(row); }
    qint64 oldestId() const { return m_entries.isEmpty() ? 0 : m_entries.last().id; }
    bool isComplete() const { return m_complete; }

    static QString stateText(StepState state);
    static QString stateTone(StepState state);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;
    bool canFetchMore(const QModelIndex &parent) const override;
    void fetchMore(const QModelIndex &parent) override;

Q_SIGNALS:
    void moreWanted();

private:
    QList<JournalEntry> m_entries;
    bool m_complete = true;
    bool m_asked = false;
};

} // namespace sm::tables
