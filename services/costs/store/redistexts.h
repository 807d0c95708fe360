// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/secret.h>
#include <core/systeminfo.h>
#include <coststore/sharedtexts.h>
#include <operations/planner.h>
#include <operations/runner.h>

namespace sm::costs {

/// Texts in a Redis of the team (CostPlaces::cache of the system), a string each under
/// "cost:stationmaster:1:SYSTEM:KEY" with a time to live. "cost:*" finds them, as it finds those of the team's
/// dashboard, which are left alone. They are packed (zlib in Base64).
///
/// \error as executors::CacheConnections and redis::Connection
class RedisTexts final : public SharedTexts
{
public:
    struct Place
    {
        SystemInfo system;
        QString cache; ///< of system.caches
        Secret password = {}; ///< empty: REDISCLI_AUTH
    };

    /// Both outlive it.
    RedisTexts(operations::Runner &runner, const operations::Planner &planner, Place place);
    ~RedisTexts() override;

    CostOrigin origin() const override { return CostOrigin::Redis; }
    QString name() const override;
    QCoro::Task<Result<std::optional<QByteArray>>> read(SystemId system, QString key, CancelToken token) override;
    /// What lasts for ever lives for 30 days. \p calls are not kept here.
    QCoro::Task<Result<void>> write(QList<SharedText> texts, QList<SourceCall> calls, CancelToken token) override;

private:
    struct Cache;
    std::unique_ptr<Cache> m_cache;
};

} // namespace sm::costs
