// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "usersearch.h"

#include <QObject>

#include <memory>

namespace sm::tables {

/// Finds the rows that a query shows, on another thread once there are more than a few thousand users. Only the newest
/// search counts: starting one drops the one under way.
class RowFinder : public QObject
{
    Q_OBJECT

public:
    using Order = std::shared_ptr<const Rows>;
    struct Search
    {
        UserIndex index; ///< a snapshot: the original may grow meanwhile
        UserQuery query;
        UserFacts facts;
        std::optional<UserOrder> order; ///< nothing: the order of the pool
        Order sorted; ///< what \c order gave for these users; empty: to be found first
    };
    struct Found
    {
        Order sorted; ///< empty: the order of the pool
        Rows rows;
        int searched = 0; ///< how many users there were
    };

    explicit RowFinder(QObject *parent = nullptr);
    ~RowFinder() override;

    /// Emits found(): at once when there are few users, else from the event loop.
    void start(const Search &search);
    void abandon();
    bool isRunning() const { return m_running; }
    /// Whether so many users are searched on another thread.
    static bool takesTime(int users);

Q_SIGNALS:
    void found(sm::tables::RowFinder::Found found);

private:
    std::shared_ptr<std::atomic_bool> m_obsolete;
    bool m_running = false;
};

} // namespace sm::tables
