// SPDX-License-Identifier: GPL-3.0-or-later
#include "runbookpolicy.h"

#include "openplan.h"

#include <core/json.h>

#include <QCoreApplication>
#include <QJsonArray>

namespace sm::runbooks {

using namespace Qt::Literals::StringLiterals;
using operations::Permissions;

namespace {

/// Of a managed policy, without blanks (IAM and AWS STS quotas).
constexpr qsizetype LargestPolicy = 6144;

QString tr(const char *text) { return QCoreApplication::translate("sm::runbooks", text); }

} // namespace

Result<RunbookPolicy> policyOf(const Runbook &runbook, const ParameterValues &given, const SystemInfo &system,
    const operations::Planner &planner, const Permissions &permissions, Permissions::Undo undo)
{
    const Result<Plan> plan = openPlan(runbook, given, system, planner);
    if (!plan)
        return plan.error();
    const Result<Plan> rollback = openRollback(runbook, given, system, planner);
    if (!rollback)
        return rollback.error();
    QList<operations::Permission> needed = permissions.of(*plan, system.pinnedAccount, undo);
    if (undo == Permissions::Undo::With)
        needed << permissions.of(*rollback, system.pinnedAccount, Permissions::Undo::Without);

    RunbookPolicy policy{operations::policyOf(needed), permissions.notes(*plan) + permissions.notes(*rollback)};
    if (policy.document.value(u"Statement"_s).toArray().isEmpty())
        policy.notes << tr("The runbook asks AWS for nothing.");
    if (toCompactJson(policy.document).size() > LargestPolicy)
        policy.notes << tr("It is longer than the 6,144 characters of a managed policy. Split it by its statements.");
    return policy;
}

} // namespace sm::runbooks
