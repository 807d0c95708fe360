// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <operations/kindplanner.h>
#include <operations/planner.h>

namespace sm::executors {

struct WatchInput;

/// Plans "watch" (watchinput.h): a read of any kind that is repeated until a condition on its answer has held for a
/// while.
class WatchPlanner final : public operations::KindPlanner
{
public:
    /// \p reads plans what is repeated; it knows every kind but this one.
    explicit WatchPlanner(operations::Planner reads);

    QString kind() const override;
    /// \error Kind::Invalid (code "Input") an input that does not fit; (code "NotARead") what is repeated changes
    /// something
    /// \error as Planner::plan() for what is repeated
    Result<Step> planned(Step step, const SystemInfo &system, QSet<QString> &secretNames) const override;

private:
    Result<Step> plannedRead(const Step &step, const WatchInput &watch, const SystemInfo &system) const;

    operations::Planner m_reads;
};

} // namespace sm::executors
