// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <aws/models.h>
#include <operations/catalog.h>
#include <operations/kindplanner.h>

namespace sm::executors {

/// Plans "s3:copy" (s3copyinput.h) and "s3:delete-copies" (s3removal.h).
class S3Planner final : public operations::KindPlanner
{
public:
    /// \p catalog outlives it.
    explicit S3Planner(const operations::Catalog &catalog);

    QString kind() const override;
    /// \error Kind::Invalid (code "Input") names the member that is wrong
    Result<Step> planned(Step step, const SystemInfo &system, QSet<QString> &secretNames) const override;

private:
    Result<Step> plannedCopy(Step step, const SystemInfo &system) const;
    Result<Step> plannedRemoval(Step step, const SystemInfo &system) const;

    const operations::Catalog &m_catalog;
};

} // namespace sm::executors
