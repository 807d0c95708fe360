// SPDX-License-Identifier: GPL-3.0-or-later
#include <coststore/costcache.h>

#include "answerkey.h"
#include "answermemory.h"

#include <net/wakeup.h>

namespace sm::costs {

namespace {

constexpr int SettlesInDays = 5;
constexpr int ClocksDiffer = 120; // seconds, as between people of a team

/// Whether an old answer is better than this error.
bool canBeStoodIn(const Error &error)
{
    return error.kind() == Error::Kind::Throttled || error.kind() == Error::Kind::Network
        || error.kind() == Error::Kind::Timeout;
}

} // namespace

/// One question under way, and all who wait for its answer.
struct CostCache::Flight
{
    QString key;
    bool fresh = false;
    CancelSource cancel;
    QList<net::Wakeup *> waiting;
    std::optional<Result<CostAnswer>> landed;
};

/// Shared with what is under way: whoever asked may be gone before the end.
class CostCache::State
{
public:
    State(const CacheLimits &cacheLimits, const Clock *systemClock)
        : limits(cacheLimits)
        , clock(systemClock)
        , memory(cacheLimits.memoryEntries)
    {
    }

    std::shared_ptr<Flight> flightOf(const QString &key, bool fresh) const
    {
        for (const std::shared_ptr<Flight> &each : flights) {
            if (each->key == key && each->fresh == fresh)
                return each;
        }
        return nullptr;
    }

    bool isGood(const CostAnswer &answer, bool fresh) const
    {
        const QDateTime now = clock->nowUtc();
        return isClosed(answer)
            || (!fresh && answer.asOf <= now.addSecs(ClocksDiffer) && answer.asOf.addSecs(limits.lasts.count()) > now);
    }

    CacheLimits limits;
    const Clock *clock;
    AnswerMemory memory;
    QList<std::shared_ptr<Flight>> flights;
};

bool isClosed(const CostAnswer &answer)
{
    if (!answer.query.to.isValid() || answer.estimated.contains(true))
        return false;
    const QDate lastDay = answer.query.to.addDays(-1);
    const QDate nextMonth = QDate(lastDay.year(), lastDay.month(), 1).addMonths(1);
    return answer.asOf.isValid() && answer.asOf.toUTC().date() >= nextMonth.addDays(SettlesInDays);
}

CostCache::CostCache(const CacheLimits &limits, const Clock *clock)
    : m_state(std::make_shared<State>(limits, clock))
{
}

/// Who still waits gets Kind::Cancelled from the source.
CostCache::~CostCache()
{
    for (const std::shared_ptr<Flight> &each : std::as_const(m_state->flights))
        each->cancel.cancel();
}

QCoro::Task<Result<CostAnswer>> CostCache::answer(CostQuery query, bool fresh, Ask ask, CancelToken token)
{
    if (token.isCancelled())
        co_return Error::cancelled();
    const QString key = answerKey(query);
    std::optional<CostAnswer> known = m_state->memory.find(key);
    if (known && m_state->isGood(*known, fresh)) {
        known->origin = CostOrigin::Memory;
        known->query = query;
        co_return std::move(*known);
    }
    std::shared_ptr<Flight> flight = m_state->flightOf(key, fresh);
    if (!flight) {
        flight = std::make_shared<Flight>();
        flight->key = key;
        flight->fresh = fresh;
        m_state->flights.append(flight);
        fly(m_state, flight, query, std::move(ask));
    }
    const std::shared_ptr<State> state = m_state; // this may be gone when somebody wakes us
    if (!flight->landed) {
        net::Wakeup wakeup;
        flight->waiting.append(&wakeup);
        token.whenCancelled(&wakeup, [&wakeup] { wakeup.wake(); });
        co_await wakeup;
        flight->waiting.removeOne(&wakeup);
    }
    if (flight->landed)
        co_return Result<CostAnswer>(*flight->landed);
    if (flight->waiting.isEmpty()) {
        flight->cancel.cancel();
        state->flights.removeOne(flight); // who asks next starts anew, instead of joining what was called off
    }
    co_return Error::cancelled();
}

QCoro::Task<void> CostCache::fly(std::shared_ptr<State> state, std::shared_ptr<Flight> flight, CostQuery query, Ask ask)
{
    Result<CostAnswer> landed = co_await ask(flight->cancel.token());
    if (landed) {
        landed->query = query;
        CostAnswer kept = *landed;
        kept.notRenewed.clear(); // why this time need not be why next time
        state->memory.keep(flight->key, kept);
    } else if (auto older = state->memory.find(flight->key); older && canBeStoodIn(landed.error())) {
        older->origin = CostOrigin::Memory;
        older->notRenewed = landed.error().message();
        landed = std::move(*older);
    }
    flight->landed.emplace(std::move(landed));
    state->flights.removeOne(flight);
    for (net::Wakeup *wakeup : std::as_const(flight->waiting))
        wakeup->wake();
}

void CostCache::forget() { m_state->memory.clear(); }

} // namespace sm::costs
