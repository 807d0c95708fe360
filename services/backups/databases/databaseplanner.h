// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <operations/catalog.h>
#include <operations/kindplanner.h>

namespace sm::backups {

/// Plans "database:dump", "database:restore", "database:compare", "database:query" and "database:drop-restored"
/// (databaseinput.h). A secret "PASSWORD" is what the step signs in with.
class DatabasePlanner final : public operations::KindPlanner
{
public:
    /// \p catalog outlives it.
    explicit DatabasePlanner(const operations::Catalog &catalog);

    QString kind() const override;
    /// \error Kind::Invalid as databaseInput() and executors::databaseAddress()
    Result<Step> planned(Step step, const SystemInfo &system, QSet<QString> &secretNames) const override;

private:
    const operations::Catalog &m_catalog;
};

} // namespace sm::backups
