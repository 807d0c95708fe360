// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <operations/catalog.h>
#include <operations/kindplanner.h>

namespace sm::backups {

struct CacheInput;

/// Plans "cache:dump", "cache:load", "cache:compare" and "cache:delete-loaded" (cacheinput.h). A secret "PASSWORD" is
/// what the step signs in with. What replaces keys is Tier::Destructive.
class CachePlanner final : public operations::KindPlanner
{
public:
    /// \p catalog outlives it.
    explicit CachePlanner(const operations::Catalog &catalog);

    QString kind() const override;
    /// \error Kind::Invalid as cacheInput() and executors::cacheAddress()
    Result<Step> planned(Step step, const SystemInfo &system, QSet<QString> &secretNames) const override;

private:
    void fillIn(Step &step, const CacheInput &input) const;

    const operations::Catalog &m_catalog;
};

} // namespace sm::backups
