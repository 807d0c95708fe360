// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/plan.h>
#include <core/result.h>

#include <functional>

namespace sm::operations {

/// What the guard of a system has to know about a second person.
struct ApprovalRules
{
    /// Who may approve now: keys in Base64 by name. Asked each time, for people leave. Null: whom the plan names.
    std::function<Result<QMap<QString, QString>>()> approvers;
    QByteArray ownKey; ///< of whoever runs plans here (ApprovalKey); empty: not known
    std::function<QDateTime()> nowUtc; ///< null: the computer's clock
    /// The plan that marks a shared approval as used where it is kept, and that ends well once only. Null: none is.
    std::function<Result<Plan>(const Approval &)> use = {};
};

/// Decides whether a plan may run (tiers 0 to 3). The only place that knows read-only mode.
class Guard
{
public:
    explicit Guard(bool readOnly, ApprovalRules rules = {});

    bool isReadOnly() const { return m_readOnly; }

    /// What has to be typed for \p plan: the resource's name for one destructive step, "delete 12 users"-like
    /// words for several; empty below tier 3.
    static QString nameToType(const Plan &plan);

    /// Whether somebody else has to approve \p plan: it destroys something in production, and its system names
    /// approvers or it can not be known who they are.
    bool needsApproval(const Plan &plan) const;

    /// Whether \p approval lets \p plan run for \p identity now.
    /// \error as operations::check(), or why the approvers are not known
    Result<void> checkApproval(const Plan &plan, const Approval &approval, const Identity &identity) const;

    /// As ApprovalRules::use.
    /// \error Kind::Denied (code "ApprovalNotKept") nothing is known of where shared approvals are
    Result<Plan> useOf(const Approval &approval) const;

    /// \error Kind::Denied   read-only mode (code "ReadOnly"), or the signed-in account is not the pinned one
    ///                       (code "WrongAccount"), or a second person's approval is missing (code
    ///                       "ApprovalNeeded") or not good, as checkApproval()
    /// \error Kind::Invalid  the confirmation is not what the tier asks for (code "NotConfirmed"), or the plan is not
    ///                       the one that was shown (code "PlanChanged")
    Result<void> admit(const Plan &plan, const Confirmation &confirmation, const Identity &identity) const;

private:
    Result<QMap<QString, QString>> approvers(const Plan &plan) const;
    Result<void> checkSecondPerson(const Plan &plan, const Confirmation &confirmation, const Identity &identity) const;

    bool m_readOnly;
    ApprovalRules m_rules;
};

} // namespace sm::operations
