// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <operations/catalog.h>
#include <operations/kindplanner.h>

namespace sm::deployments {

/// Plans the steps of the kind "stack" (stackinput.h).
class StackPlanner final : public operations::KindPlanner
{
public:
    /// \p catalog outlives it.
    explicit StackPlanner(const operations::Catalog &catalog);

    QString kind() const override;
    /// \error Kind::Invalid (code "Input") names the member that is wrong
    Result<Step> planned(Step step, const SystemInfo &system, QSet<QString> &secretNames) const override;

private:
    const operations::Catalog &m_catalog;
};

} // namespace sm::deployments
