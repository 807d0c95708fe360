// SPDX-License-Identifier: GPL-3.0-or-later
#include <coststore/costcache.h>

#include "answerchain.h"

#include <net/wakeup.h>

namespace sm::costs {

/// One question under way, and all who wait for its answer.
struct CostCache::Flight
{
    QString key;
    bool fresh = false;
    CancelSource cancel;
    QList<net::Wakeup *> waiting;
    std::optional<Result<CachedAnswer>> landed;
};

class CostCache::Chain : public AnswerChain
{
public:
    using AnswerChain::AnswerChain;

    std::shared_ptr<Flight> flightOf(const QString &key, bool fresh) const
    {
        for (const std::shared_ptr<Flight> &each : flights) {
            if (each->key == key && each->fresh == fresh)
                return each;
        }
        return nullptr;
    }

    QList<std::shared_ptr<Flight>> flights;
};

CostCache::CostCache(const CacheLimits &limits, const Clock *clock, std::vector<std::shared_ptr<AnswerPlace>> places)
    : m_chain(std::make_shared<Chain>(limits, clock, std::move(places)))
{
}

/// Who still waits gets Kind::Cancelled from the source.
CostCache::~CostCache()
{
    for (const std::shared_ptr<Flight> &each : std::as_const(m_chain->flights))
        each->cancel.cancel();
}

QCoro::Task<Result<CachedAnswer>> CostCache::answer(CostQuestion question, bool fresh, Ask ask, CancelToken token)
{
    if (token.isCancelled())
        co_return Error::cancelled();
    const QString key = question.key();
    std::shared_ptr<Flight> flight = m_chain->flightOf(key, fresh);
    if (!flight) {
        flight = std::make_shared<Flight>();
        flight->key = key;
        flight->fresh = fresh;
        m_chain->flights.append(flight);
        fly(m_chain, flight, question, std::move(ask));
    }
    const std::shared_ptr<Chain> chain = m_chain; // this may be gone when somebody wakes us
    if (!flight->landed) {
        net::Wakeup wakeup;
        flight->waiting.append(&wakeup);
        token.whenCancelled(&wakeup, [&wakeup] { wakeup.wake(); });
        co_await wakeup;
        flight->waiting.removeOne(&wakeup);
    }
    if (flight->landed)
        co_return Result<CachedAnswer>(*flight->landed);
    if (flight->waiting.isEmpty()) {
        flight->cancel.cancel();
        chain->flights.removeOne(flight); // who asks next starts anew, instead of joining what was called off
    }
    co_return Error::cancelled();
}

QCoro::Task<void> CostCache::fly(
    std::shared_ptr<Chain> chain, std::shared_ptr<Flight> flight, CostQuestion question, Ask ask)
{
    Result<CachedAnswer> landed
        = co_await chain->answer(question, flight->fresh, std::move(ask), flight->cancel.token());
    flight->landed.emplace(std::move(landed));
    chain->flights.removeOne(flight);
    for (net::Wakeup *wakeup : std::as_const(flight->waiting))
        wakeup->wake();
}

void CostCache::forget() { m_chain->forget(); }

int CostCache::pending() const { return m_chain->pending(); }

} // namespace sm::costs
