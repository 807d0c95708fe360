// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <operations/catalog.h>
#include <operations/kindplanner.h>
#include <operations/planner.h>

namespace sm::backups {

/// Plans "backup:read", "verify", "probe", "require", "record", "prove" and "remove": what is done with backups of any
/// kind.
class BackupPlanner final : public operations::KindPlanner
{
public:
    /// \p catalog outlives it. \p reads plans what probes ask; it knows every kind but this one.
    BackupPlanner(const operations::Catalog &catalog, operations::Planner reads);

    QString kind() const override;
    /// \error Kind::Invalid (code "Input") an input that does not fit; (code "NotARead") a probe changes something
    Result<Step> planned(Step step, const SystemInfo &system, QSet<QString> &secretNames) const override;

private:
    Result<Step> plannedProbes(Step step, const SystemInfo &system) const;
    Result<Step> plannedRequirement(Step step, const SystemInfo &system) const;
    Result<Step> plannedRecord(Step step, const SystemInfo &system) const;
    Result<Step> plannedForOne(Step step, const SystemInfo &system) const;

    const operations::Catalog &m_catalog;
    operations::Planner m_reads;
};

} // namespace sm::backups
