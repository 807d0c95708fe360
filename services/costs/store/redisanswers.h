// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/secret.h>
#include <coststore/keptanswer.h>
#include <operations/planner.h>
#include <operations/runner.h>

#include <memory>

namespace sm::costs {

/// Answers in a Redis of the team (CostPlaces::cache of the system), a string each under "cost:stationmaster:1:KEY"
/// with a time to live. "cost:*" finds them, as it finds those of the team's dashboard, which are left alone. What is
/// put there is put there by the Runner.
///
/// \error as executors::CacheConnections and redis::Connection
class RedisAnswers final : public AnswerPlace
{
public:
    struct Place
    {
        SystemInfo system;
        QString cache; ///< of system.caches
        Secret password = {}; ///< empty: REDISCLI_AUTH
    };

    /// Both outlive it.
    RedisAnswers(operations::Runner &runner, const operations::Planner &planner, Place place);
    ~RedisAnswers() override;

    CostOrigin origin() const override { return CostOrigin::Redis; }
    QString name() const override;
    bool isLocal() const override { return false; }
    QCoro::Task<Result<std::optional<KeptAnswer>>> find(CostQuestion question, CancelToken token) override;
    /// In read-only mode nothing is kept, and that is no error. A closed one lives for 30 days.
    QCoro::Task<Result<void>> keep(
        CostQuestion question, KeptAnswer answer, std::chrono::seconds lasts, CancelToken token) override;

private:
    struct Cache;
    std::unique_ptr<Cache> m_cache;
};

} // namespace sm::costs
