// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <operations/catalog.h>
#include <operations/kindplanner.h>

namespace sm::backups {

/// Plans "pool:export", "pool:import", "pool:compare", "pool:create-scratch", "pool:delete-scratch" and, for an undo,
/// "pool:remove-imported" (poolinput.h).
class PoolPlanner final : public operations::KindPlanner
{
public:
    /// \p catalog outlives it.
    explicit PoolPlanner(const operations::Catalog &catalog);

    QString kind() const override;
    /// \error Kind::Invalid (code "Input") names the member that is wrong
    Result<Step> planned(Step step, const SystemInfo &system, QSet<QString> &secretNames) const override;

private:
    const operations::Catalog &m_catalog;
};

} // namespace sm::backups
