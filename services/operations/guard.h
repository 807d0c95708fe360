// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/plan.h>
#include <core/result.h>

namespace sm::operations {

/// Decides whether a plan may run (tiers 0 to 3). The only place that knows read-only mode.
class Guard
{
public:
    explicit Guard(bool readOnly);

    bool isReadOnly() const { return m_readOnly; }

    /// What has to be typed for \p plan: the resource's name for one destructive step, "delete 12 users"-like
    /// words for several; empty below tier 3.
    static QString nameToType(const Plan &plan);

    /// \error Kind::Denied   read-only mode (code "ReadOnly"), or the signed-in account is not the pinned one
    ///                       (code "WrongAccount")
    /// \error Kind::Invalid  the confirmation is not what the tier asks for (code "NotConfirmed"), or the plan is not
    ///                       the one that was shown (code "PlanChanged")
    Result<void> admit(const Plan &plan, const Confirmation &confirmation, const Identity &identity) const;

private:
    bool m_readOnly;
};

} // namespace sm::operations
