// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "answermemory.h"

#include <coststore/costcache.h>

namespace sm::costs {

/// Memory, places and source, one behind the other. Shared with what is under way.
class AnswerChain : public std::enable_shared_from_this<AnswerChain>
{
public:
    AnswerChain(const CacheLimits &limits, const Clock *clock, std::vector<std::shared_ptr<AnswerPlace>> places);

    QCoro::Task<Result<CachedAnswer>> answer(CostQuestion question, bool fresh, CostCache::Ask ask, CancelToken token);
    void forget() { m_memory.clear(); }
    int pending() const { return m_pending; }

private:
    /// A place, and what is wrong with it.
    struct Place
    {
        std::shared_ptr<AnswerPlace> place;
        QString trouble = {}; ///< for people; empty: none
        std::chrono::steady_clock::time_point until = {}; ///< it is left alone
        QString unshared = {}; ///< why the last answer could not be put there
    };

    bool isGood(const KeptAnswer &kept, bool fresh) const;
    bool isLeftAlone(const Place &place) const { return !place.trouble.isEmpty() && m_clock->steady() < place.until; }
    void leaveAlone(Place &place, const QString &reason);
    QStringList notes() const;
    CachedAnswer found(const QString &key, KeptAnswer kept, CostOrigin origin);
    Result<CachedAnswer> standIn(const Error &error, const std::optional<KeptAnswer> &older, CostOrigin origin) const;
    QCoro::Task<std::optional<KeptAnswer>> look(std::size_t place, CostQuestion question, CancelToken token);
    QCoro::Task<void> keepHere(CostQuestion question, KeptAnswer kept, std::size_t except);
    void share(const CostQuestion &question, const KeptAnswer &kept);
    static QCoro::Task<void> shareInto(
        std::shared_ptr<AnswerChain> self, std::size_t place, CostQuestion question, KeptAnswer kept);

    CacheLimits m_limits;
    const Clock *m_clock;
    AnswerMemory m_memory;
    std::vector<Place> m_places;
    int m_pending = 0;
};

} // namespace sm::costs
