// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/canceltoken.h>
#include <core/clock.h>
#include <core/cost.h>
#include <core/result.h>

#include <QCoroTask>

#include <chrono>
#include <functional>
#include <memory>

namespace sm::costs {

struct CacheLimits
{
    int memoryEntries = 1000;
    std::chrono::seconds lasts = std::chrono::hours(6); ///< an answer of a month that is under way
};

/// Whether nothing of \p answer changes any more: no day of it is estimated, and its last month ended at least five
/// days before the source said so.
bool isClosed(const CostAnswer &answer);

/// Remembers what a source that takes money or time was asked last, as long as the program runs. A source that keeps
/// its answers longer does so itself.
///
/// Two who ask the same at once share one question; cancelling gives up waiting, and the source is cancelled when
/// nobody waits any more. Closed months are asked once.
class CostCache
{
public:
    using Ask = std::function<QCoro::Task<Result<CostAnswer>>(CancelToken)>;

    /// Of one source. \p clock outlives everything.
    CostCache(const CacheLimits &limits, const Clock *clock);
    ~CostCache();
    Q_DISABLE_COPY_MOVE(CostCache)

    /// Origin and asOf of the answer say where it was found and how old it is. An older one stands in where the budget
    /// is used up or the source can not be reached.
    ///
    /// \param fresh asks the source although an answer is good; no effect on closed months
    /// \param ask   asks the source; has to own what it uses
    /// \error as \p ask, when no older answer can stand in
    QCoro::Task<Result<CostAnswer>> answer(CostQuery query, bool fresh, Ask ask, CancelToken token);

    void forget();

private:
    class State;
    struct Flight;
    static QCoro::Task<void> fly(
        std::shared_ptr<State> state, std::shared_ptr<Flight> flight, CostQuery query, Ask ask);

    std::shared_ptr<State> m_state;
};

} // namespace sm::costs
