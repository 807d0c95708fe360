// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "nametable.h"

#include <core/user.h>

#include <QHash>

#include <memory>
#include <string>
#include <vector>

namespace sm::tables {

/// The users of one pool, packed: 100,000 of them with all attributes take some 60 MB, and every attribute can be
/// searched without case by one pass over memory.
///
/// A value whose copies share their content: a copy is a snapshot that a worker thread may read while the original
/// grows. Rows keep their number; a removed row stays empty.
class UserIndex
{
public:
    static constexpr int RowsPerSegment = NameTable::MostRows;

    /// One run of rows. Read-only once shared.
    struct Segment
    {
        struct Row
        {
            quint32 record = 0; ///< where the attributes begin in \c records
            quint32 folded = 0; ///< where the searchable text begins in \c text
            quint32 foldedSize = 0;
            quint32 groupSet = 0;
            qint64 createdMs = 0;
            qint64 modifiedMs = 0;
            UserStatus status = UserStatus::Unknown;
            bool enabled = true;
            bool removed = false;
        };
        std::vector<Row> rows;
        std::string records; ///< per attribute: name id (2 bytes), length (4 bytes), UTF-8; the user name has id 0
        std::string text; ///< case-folded values of every attribute, each ended by '\n'
        bool inOrder = true; ///< texts follow each other as the rows do; not after a row was replaced
    };

    UserIndex();

    void append(const QList<User> &users);
    /// \p user as read again; its groups too.
    void replace(int row, const User &user);
    void remove(int row);
    /// Adds \p group to each of \p members that is here; names that are not are ignored.
    void addMembers(const QString &group, const QList<UserName> &members);

    int size() const { return m_size; } ///< rows, removed ones too
    int liveCount() const { return m_size - m_removed; }
    int rowOf(const UserName &name) const; ///< -1: not here
    User user(int row) const;
    QString name(int row) const;
    QString attribute(int row, int attributeId) const;
    /// The same as it is stored; valid until the index changes.
    std::string_view utf8(int row, int attributeId) const;
    int attributeId(const QString &name) const; ///< -1: no user has it
    /// Names of all attributes that occur, in the order of their first occurrence.
    QStringList attributeNames() const;
    const QStringList &groups(int row) const;
    /// Every combination of groups that occurs; Segment::Row::groupSet is a place in it.
    const QList<QStringList> &groupSets() const { return m_groupSets; }
    const Segment::Row &at(int row) const { return segmentOf(row).rows[static_cast<size_t>(row % RowsPerSegment)]; }
    const std::vector<std::shared_ptr<const Segment>> &segments() const { return m_segments; }

private:
    const Segment &segmentOf(int row) const { return *m_segments[static_cast<size_t>(row / RowsPerSegment)]; }
    Segment &writable(int row);
    Segment::Row &writableRow(int row);
    void write(Segment &segment, Segment::Row &row, const User &user);
    void finishSegment();
    quint16 internAttribute(const QString &name, quint16 likely);
    quint32 internGroups(QStringList groups);
    std::string_view value(int row, quint16 attributeId) const;

    std::vector<std::shared_ptr<const Segment>> m_segments;
    QStringList m_attributeNames; ///< by id; id 0 is the user name and has no name here
    QHash<QString, quint16> m_attributeIds;
    QList<QStringList> m_groupSets;
    QHash<QStringList, quint32> m_groupSetIds;
    std::vector<std::shared_ptr<const NameTable>> m_names; ///< by segment
    int m_size = 0;
    int m_removed = 0;
};

} // namespace sm::tables
