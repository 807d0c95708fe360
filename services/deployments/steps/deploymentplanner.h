// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <operations/catalog.h>
#include <operations/kindplanner.h>

namespace sm::deployments {

/// Plans deployment:mark, unmark and bake.
class DeploymentPlanner final : public operations::KindPlanner
{
public:
    /// \p catalog outlives it.
    explicit DeploymentPlanner(const operations::Catalog &catalog);

    QString kind() const override;
    /// \error Kind::Invalid (code "Input") an input that does not fit
    Result<Step> planned(Step step, const SystemInfo &system, QSet<QString> &secretNames) const override;

private:
    Result<Step> plannedMark(Step step) const;

    const operations::Catalog &m_catalog;
};

} // namespace sm::deployments
