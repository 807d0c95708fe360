// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <operations/catalog.h>
#include <operations/kindplanner.h>

namespace sm::executors {

/// Plans "http:probe", a read, and "http:trigger", a write (httpinput.h). The command line is curl's.
class HttpPlanner final : public operations::KindPlanner
{
public:
    /// \p catalog outlives it.
    explicit HttpPlanner(const operations::Catalog &catalog);

    QString kind() const override;
    /// \error Kind::Invalid, Kind::Denied as httpProbe()
    Result<Step> planned(Step step, const SystemInfo &system, QSet<QString> &secretNames) const override;

private:
    const operations::Catalog &m_catalog;
};

} // namespace sm::executors
