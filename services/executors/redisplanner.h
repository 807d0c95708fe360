// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <operations/catalog.h>
#include <operations/kindplanner.h>

namespace sm::executors {

struct RedisInput;

/// Plans "redis:command", "redis:unlink" and "redis:restore" (redisinput.h). The command line is redis-cli's, whose
/// password is in REDISCLI_AUTH. A secret "PASSWORD" is what the step signs in with.
class RedisPlanner final : public operations::KindPlanner
{
public:
    /// \p catalog outlives it.
    explicit RedisPlanner(const operations::Catalog &catalog);

    QString kind() const override;
    /// \error Kind::Invalid as redisInput(), cacheAddress() and redis::Settings::fromUrl()
    Result<Step> planned(Step step, const SystemInfo &system, QSet<QString> &secretNames) const override;

private:
    void fillIn(Step &step, const RedisInput &input) const;

    const operations::Catalog &m_catalog;
};

} // namespace sm::executors
