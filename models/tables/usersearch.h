// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shownstatus.h"
#include "userindex.h"
#include "userquery.h"

#include <atomic>

namespace sm::tables {

/// What users can be sorted and shown by: a fixed column or an attribute.
struct UserColumn
{
    enum class Kind { Name, Attribute, Groups, Status, Enabled, Created, Modified };
    Kind kind = Kind::Name;
    QString attribute; ///< Kind::Attribute
    friend bool operator==(const UserColumn &, const UserColumn &) = default;
};

struct UserOrder
{
    UserColumn column;
    Qt::SortOrder direction = Qt::AscendingOrder;
    friend bool operator==(const UserOrder &, const UserOrder &) = default;
};

using Rows = std::vector<int>;

/// For each row of \p index whether \p query lets it through; removed rows never. Runs on any thread over a snapshot,
/// and on several at once when there are many rows. Gives up early when \p obsolete becomes true.
std::vector<char> matches(
    const UserIndex &index, const UserQuery &query, const UserFacts &facts, const std::atomic_bool &obsolete);

/// Those of the rows from \p first on that \p query lets through, in the pool's order: for the few that just came.
Rows matchesFrom(int first, const UserIndex &index, const UserQuery &query, const UserFacts &facts);

/// All rows in the order of \p order; ties keep the order of the pool.
Rows ordered(const UserIndex &index, const UserOrder &order, const UserFacts &facts);

/// Those of \p order that were accepted, in that order: what a keystroke costs, since sorting is kept.
Rows shown(const Rows &order, const std::vector<char> &accepted);
/// The same in the pool's order.
Rows shown(const std::vector<char> &accepted);

} // namespace sm::tables
