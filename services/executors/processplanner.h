// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <operations/catalog.h>
#include <operations/kindplanner.h>

namespace sm::executors {

/// Plans "process:run" (processinput.h). What the catalog knows about a command line decides; a program that it does
/// not know is a disruptive write, unless the author of the step says that it only reads.
class ProcessPlanner final : public operations::KindPlanner
{
public:
    /// \p catalog outlives it.
    explicit ProcessPlanner(const operations::Catalog &catalog);

    QString kind() const override;
    /// \error Kind::Invalid (code "Input"), also where the author calls a read what the catalog knows to change
    /// something
    Result<Step> planned(Step step, const SystemInfo &system, QSet<QString> &secretNames) const override;

private:
    const operations::Catalog &m_catalog;
};

} // namespace sm::executors
