// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/canceltoken.h>
#include <core/cost.h>
#include <core/ids.h>
#include <core/result.h>

#include <QCoroTask>

#include <chrono>
#include <optional>

namespace sm::costs {

/// What was asked, and of whom: two that are equal have the same answer.
struct CostQuestion
{
    SystemId system;
    CostSource source = CostSource::CostExplorer;
    QString scope; ///< what else the answer depends on, as the account that was asked; may be empty
    CostQuery query;
    bool paid = true; ///< asking costs money

    /// The same for questions that mean the same: 64 hexadecimal digits.
    QString key() const;
};

/// An answer of a source with what is needed to know how long it is good.
struct KeptAnswer
{
    CostAnswer answer;
    bool closed = false; ///< of months that the provider revises no more: good for ever
    std::chrono::milliseconds took{0}; ///< until the source had answered

    /// \p lasts is how long an answer of a month that is under way is good.
    bool isGood(const QDateTime &now, std::chrono::seconds lasts) const
    {
        constexpr int ClocksDiffer = 120; // seconds, as between people of a team
        return closed || (answer.asOf <= now.addSecs(ClocksDiffer) && answer.asOf.addSecs(lasts.count()) > now);
    }
};

/// Whether nothing of \p answer changes any more: no day of it is estimated, and its last month ended at least five
/// days before the source said so.
bool isClosed(const CostAnswer &answer);

/// A place between a question and its source in which answers lie.
class AnswerPlace
{
public:
    virtual ~AnswerPlace() = default;

    virtual CostOrigin origin() const = 0;
    /// For people: "Redis".
    virtual QString name() const = 0;
    /// Whether it is on this computer, so that putting something there takes no time.
    virtual bool isLocal() const = 0;

    /// The newest answer there, however old. What is damaged or not ours is none.
    /// \error as the database or the cache; the caller asks the next place
    virtual QCoro::Task<Result<std::optional<KeptAnswer>>> find(CostQuestion question, CancelToken token) = 0;
    /// \param lasts how long it is good, unless it is closed
    /// \error as the database or the cache
    virtual QCoro::Task<Result<void>> keep(
        CostQuestion question, KeptAnswer answer, std::chrono::seconds lasts, CancelToken token)
        = 0;
};

} // namespace sm::costs
