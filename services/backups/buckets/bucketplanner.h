// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <operations/catalog.h>
#include <operations/kindplanner.h>

namespace sm::backups {

/// Plans the steps of the kind "bucket" (bucketinput.h).
class BucketPlanner final : public operations::KindPlanner
{
public:
    /// \p catalog outlives it.
    explicit BucketPlanner(const operations::Catalog &catalog);

    QString kind() const override;
    /// \error Kind::Invalid (code "Input") names the member that is wrong
    Result<Step> planned(Step step, const SystemInfo &system, QSet<QString> &secretNames) const override;

private:
    void fillIn(Step &step, bool overwrites) const;

    const operations::Catalog &m_catalog;
};

} // namespace sm::backups
