// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <operations/catalog.h>
#include <operations/kindplanner.h>

namespace sm::backups {

/// Plans "function:keep", "function:compare", "function:restore", "function:create-scratch" and
/// "function:delete-scratch" (functioninput.h).
class FunctionPlanner final : public operations::KindPlanner
{
public:
    /// \p catalog outlives it.
    explicit FunctionPlanner(const operations::Catalog &catalog);

    QString kind() const override;
    /// \error Kind::Invalid (code "Input") names the member that is wrong
    Result<Step> planned(Step step, const SystemInfo &system, QSet<QString> &secretNames) const override;

private:
    const operations::Catalog &m_catalog;
};

} // namespace sm::backups
