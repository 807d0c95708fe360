// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <operations/catalog.h>
#include <operations/kindplanner.h>

namespace sm::executors {

struct SqlInput;

/// Plans "sql:query", "sql:execute", "sql:copy-out", "sql:copy-in" and "sql:put-back" (sqlinput.h). The command line is
/// psql's. A secret "PASSWORD" is what the step signs in with.
class SqlPlanner final : public operations::KindPlanner
{
public:
    /// \p catalog outlives it.
    explicit SqlPlanner(const operations::Catalog &catalog);

    QString kind() const override;
    /// \error Kind::Invalid as sqlInput() and databaseAddress()
    Result<Step> planned(Step step, const SystemInfo &system, QSet<QString> &secretNames) const override;

private:
    void fillIn(Step &step, const SqlInput &input) const;

    const operations::Catalog &m_catalog;
};

} // namespace sm::executors
