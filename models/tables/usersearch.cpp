// SPDX-License-Identifier: GPL-3.0-or-later
#include "usersearch.h"

#include "usermatcher.h"

#include <QtConcurrentMap>

#include <numeric>

namespace sm::tables {

namespace {

/// Below this many segments handing work to another thread costs more than it saves.
constexpr size_t ParallelFromSegments = 8;

} // namespace

std::vector<char> matches(
    const UserIndex &index, const UserQuery &query, const UserFacts &facts, const std::atomic_bool &obsolete)
{
    const UserMatcher matcher(index, query, facts);
    std::vector<char> accepted(static_cast<size_t>(index.size()));
    const auto accept = [&](size_t segment) {
        if (!obsolete)
            matcher.acceptSegment(segment, accepted.data() + segment * UserIndex::RowsPerSegment);
    };
    std::vector<size_t> segments(index.segments().size());
    std::iota(segments.begin(), segments.end(), size_t(0));
    if (segments.size() < ParallelFromSegments)
        std::for_each(segments.begin(), segments.end(), accept);
    else
        QtConcurrent::blockingMap(segments, accept);
    return accepted;
}

Rows matchesFrom(int first, const UserIndex &index, const UserQuery &query, const UserFacts &facts)
{
    const UserMatcher matcher(index, query, facts);
    Rows rows;
    for (int row = first; row < index.size(); ++row) {
        if (matcher.accepts(row))
            rows.push_back(row);
    }
    return rows;
}

Rows shown(const Rows &order, const std::vector<char> &accepted)
{
    Rows rows(order.size());
    size_t count = 0;
    for (const int row : order) { // without a branch: half the time of copy_if()
        rows[count] = row;
        count += static_cast<size_t>(accepted[static_cast<size_t>(row)]);
    }
    rows.resize(count);
    return rows;
}

Rows shown(const std::vector<char> &accepted)
{
    Rows rows(accepted.size());
    size_t count = 0;
    for (size_t row = 0; row < accepted.size(); ++row) {
        rows[count] = static_cast<int>(row);
        count += static_cast<size_t>(accepted[row]);
    }
    rows.resize(count);
    return rows;
}

} // namespace sm::tables
