// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <aws/models.h>
#include <operations/catalog.h>
#include <operations/kindplanner.h>

namespace sm::backups {

/// Plans instance:delete-restored: an instance of RDS goes again, if it was made from a snapshot or a point in time.
class InstancePlanner final : public operations::KindPlanner
{
public:
    /// Both outlive it.
    InstancePlanner(const operations::Catalog &catalog, const aws::Models &models);

    QString kind() const override;
    Result<Step> planned(Step step, const SystemInfo &system, QSet<QString> &secretNames) const override;

private:
    const operations::Catalog &m_catalog;
    const aws::Models &m_models;
};

} // namespace sm::backups
