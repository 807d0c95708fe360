// SPDX-License-Identifier: GPL-3.0-or-later
#include "permissioncheck.h"

#include "headlesssystem.h"
#include "logging.h"
#include "output.h"

#include <operations/preflight.h>

#include <QCoreApplication>

namespace sm::app {

using namespace Qt::Literals::StringLiterals;
using operations::Permission;

namespace {

QString tr(const char *text) { return QCoreApplication::translate("sm::app::PermissionCheck", text); }

} // namespace

QCoro::Task<Result<void>> checkPermissions(
    Foundation *foundation, HeadlessSystem *system, WantedAccess wanted, CancelToken token)
{
    const operations::Preflight preflight(foundation->catalog, foundation->models, system->caller());
    const auto missing = co_await preflight.missing(wanted.plan, wanted.ended, wanted.identity, token);
    if (!missing && missing.error().kind() == Error::Kind::Cancelled)
        co_return missing.error();
    if (!missing) {
        toStandardError(tr("stationmaster: Whether permissions are missing could not be found out: %1")
                .arg(onOneLine(missing.error().message())));
        co_return ok();
    }
    for (const Permission &each : *missing)
        toStandardError(tr("Missing permission: %1").arg(onOneLine(operations::shownPermission(each))));
    if (missing->isEmpty() || wanted.insists)
        co_return ok();
    co_return Error(Error::Kind::Denied,
        tr("Nothing was run: permissions are missing. `stationmaster policy` prints the policy that a runbook needs; "
           "--despite-missing-permissions runs it all the same."))
        .withCode(u"PermissionsMissing"_s);
}

} // namespace sm::app
