// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

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

/// Facts that a query may ask for and that are not in the index.
struct UserFacts
{
    int temporaryPasswordDays = 7;
    QDateTime now; ///< UTC
};

/// The status in the words of the screen: that somebody is disabled, or an invitation has expired, says more than the
/// status that Cognito keeps.
QString shownStatus(const UserIndex::Segment::Row &user, const UserFacts &facts);

/// For each row of \p index whether \p query lets it through; removed rows never. Runs on any thread over a snapshot.
/// Gives up early, with too few entries, when \p obsolete becomes true.
std::vector<char> matches(
    const UserIndex &index, const UserQuery &query, const UserFacts &facts, const std::atomic_bool &obsolete);

/// All rows in the order of \p order; ties keep the order of the pool.
std::vector<int> ordered(const UserIndex &index, const UserOrder &order, const UserFacts &facts);

/// Those of \p order that were accepted, in that order: what a keystroke costs, since sorting is kept.
std::vector<int> shown(const std::vector<int> &order, const std::vector<char> &accepted);

} // namespace sm::tables
