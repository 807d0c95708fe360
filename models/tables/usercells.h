// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "usersearch.h"

#include <QCoreApplication>
#include <QVariant>

namespace sm::tables {

/// What the table of users shows of one row of the index in one column. Cheap to make; the index and the facts outlive
/// it.
class UserCells
{
    Q_DECLARE_TR_FUNCTIONS(sm::tables::UserTable)

public:
    UserCells(const UserIndex &index, const UserFacts &facts)
        : m_index(index)
        , m_facts(facts)
    {
    }

    static QString title(const UserColumn &column);
    QVariant display(int row, const UserColumn &column) const;
    /// Dates in full; null where the cell says all.
    QVariant toolTip(int row, const UserColumn &column) const;
    /// For files: dates as ISO 8601 UTC, everything else as shown.
    QVariant exported(int row, const UserColumn &column) const;
    /// Raw values: text, bool, milliseconds.
    QVariant sortValue(int row, const UserColumn &column) const;
    /// Of the status: "good", "warning", "bad", "info", "neutral"; empty for other columns.
    QString tone(int row, const UserColumn &column) const;

private:
    const UserIndex &m_index;
    const UserFacts &m_facts;
};

} // namespace sm::tables
