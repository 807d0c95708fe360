// SPDX-License-Identifier: GPL-3.0-or-later
#include "permissioncheck.h"

#include "headlesssystem.h"
#include "logging.h"
#include "output.h"

#include <operations/permissions.h>
#include <operations/preflight.h>

#include <QCoreApplication>

#include <algorithm>

namespace sm::app {

using namespace Qt::Literals::StringLiterals;
using operations::Permission;
using operations::Permissions;

namespace {

QString tr(const char *text) { return QCoreApplication::translate("sm::app::PermissionCheck", text); }

QString lineOf(const Permission &permission)
{
    QStringList steps;
    for (const int step : permission.steps)
        steps << QString::number(step + 1);
    return tr("Missing permission: %1 on %2 (step %3)")
        .arg(permission.action, onOneLine(permission.resource), steps.join(u", "_s));
}

} // namespace

QCoro::Task<Result<void>> checkPermissions(
    Foundation *foundation, HeadlessSystem *system, WantedAccess wanted, CancelToken token)
{
    const Identity identity = wanted.identity;
    QList<Permission> needed = Permissions(foundation->catalog, foundation->models)
                                   .of(wanted.plan, identity.account, Permissions::Undo::Without);
    needed.removeIf([&wanted](const Permission &each) {
        return std::all_of(
            each.steps.begin(), each.steps.end(), [&wanted](int step) { return wanted.ended.contains(step); });
    });
    if (needed.isEmpty() || identity.arn.isEmpty())
        co_return ok();
    const auto missing = co_await operations::missingPermissions(&system->caller(), needed, identity, token);
    if (!missing && missing.error().kind() == Error::Kind::Cancelled)
        co_return missing.error();
    if (!missing) {
        toStandardError(tr("stationmaster: Whether permissions are missing could not be found out: %1")
                .arg(onOneLine(missing.error().message())));
        co_return ok();
    }
    for (const Permission &each : *missing)
        toStandardError(lineOf(each));
    if (missing->isEmpty() || wanted.insists)
        co_return ok();
    co_return Error(Error::Kind::Denied,
        tr("Nothing was run: permissions are missing. `stationmaster policy` prints the policy that a runbook needs; "
           "--despite-missing-permissions runs it all the same."))
        .withCode(u"PermissionsMissing"_s);
}

} // namespace sm::app
