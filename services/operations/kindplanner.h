// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/plan.h>
#include <core/result.h>

#include <QSet>

namespace sm::operations {

/// Plans the steps of one kind that is not AWS ("sql", "redis", …): checks the input, and fills in tier, repeat class,
/// mark, resource and the command line that does the same. Has no state and reads nothing.
class KindPlanner
{
public:
    virtual ~KindPlanner() = default;
    /// The part of Operation::uses before the first colon.
    virtual QString kind() const = 0;

    /// \p secretNames holds the names that the plan uses already and takes those of \p step.
    /// \error Kind::Invalid the input does not fit; the message says where and what to write instead
    virtual Result<Step> planned(Step step, const SystemInfo &system, QSet<QString> &secretNames) const = 0;
};

} // namespace sm::operations
