// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/clock.h>
#include <coststore/keptanswer.h>

#include <QStringList>

#include <functional>
#include <memory>
#include <vector>

namespace sm::costs {

struct CacheLimits
{
    int memoryEntries = 1000;
    std::chrono::seconds lasts = std::chrono::hours(6); ///< an answer of a month that is under way
    std::chrono::milliseconds patience = std::chrono::seconds(3); ///< with a place elsewhere
};

struct CachedAnswer
{
    CostAnswer answer; ///< origin and asOf say where it was found and how old it is
    QStringList notes; ///< what a person should know: a place that could not be asked, why an old answer is shown
    bool isStale = false; ///< older than it may be: the source could not be asked, or not any more today
};

/// Finds answers of sources that take money or time: in memory, then in places, then by asking the source.
///
/// Two who ask the same at once share one question; cancelling gives up waiting, and the source is cancelled when
/// nobody waits any more. Closed months are asked once. A place that fails, or takes longer than is worth it, is left
/// alone for a minute, and never makes a question fail.
class CostCache
{
public:
    using Ask = std::function<QCoro::Task<Result<CostAnswer>>(CancelToken)>;

    /// \p places are asked in their order; \p clock outlives everything.
    CostCache(const CacheLimits &limits, const Clock *clock, std::vector<std::shared_ptr<AnswerPlace>> places);
    ~CostCache();
    CostCache(const CostCache &) = delete;
    CostCache &operator=(const CostCache &) = delete;

    /// \param fresh asks the source although an answer is good; no effect on closed months
    /// \param ask   asks the source; has to own what it uses. A source that keeps answers itself says so by their
    /// origin
    /// \error as \p ask, when no older answer can stand in: one does where the budget is used up or the source can not
    ///        be reached
    QCoro::Task<Result<CachedAnswer>> answer(CostQuestion question, bool fresh, Ask ask, CancelToken token);

    /// Forgets what is in memory; places have their own ways.
    void forget();

    /// How many answers are still on their way into places elsewhere. Nobody waits for that but a program that ends.
    int pending() const;

private:
    class Chain;
    struct Flight;
    static QCoro::Task<void> fly(
        std::shared_ptr<Chain> chain, std::shared_ptr<Flight> flight, CostQuestion question, Ask ask);

    std::shared_ptr<Chain> m_chain;
};

} // namespace sm::costs
