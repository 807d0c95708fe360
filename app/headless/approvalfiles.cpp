// SPDX-License-Identifier: GPL-3.0-or-later
#include "approvalfiles.h"

#include "headlesssystem.h"
#include "logging.h"
#include "output.h"

#include <operations/approvalfile.h>

#include <QCoreApplication>

namespace sm::app {

using namespace Qt::Literals::StringLiterals;

namespace {

QString tr(const char *text) { return QCoreApplication::translate("sm::app::ApproveCommand", text); }

} // namespace

QCoro::Task<Result<ExitCode>> writeRequest(
    HeadlessSystem *system, Plan plan, operations::Requester requester, QString file, CancelToken token)
{
    const Result<Identity> identity = co_await system->identify(token);
    if (!identity)
        co_return identity.error();
    requester.identity = *identity;
    const auto asked = co_await operations::askForApproval(&system->journal(), plan, requester, file);
    if (!asked)
        co_return asked.error();
    toStandardError(tr("stationmaster: Send %1 to an approver of %2. They run: stationmaster approve %1")
            .arg(onOneLine(file), onOneLine(plan.system.title)));
    co_return ExitCode::Done;
}

QJsonObject jsonOf(const operations::ApprovalRequest &request)
{
    static constexpr const char *environments[] = {"production", "staging", "development"};
    const SystemInfo &system = request.plan.system;
    QJsonObject json = jsonOf(request.plan);
    json.insert(u"request"_s, request.id);
    json.insert(u"requester"_s, request.requester);
    json.insert(u"requestedAt"_s, request.at.toString(Qt::ISODateWithMs));
    json.insert(u"reason"_s, request.reason);
    json.insert(u"runbook"_s, request.runbook);
    json.insert(u"system"_s, system.id.value);
    json.insert(u"systemTitle"_s, system.title);
    json.insert(u"environment"_s, QLatin1String(environments[static_cast<int>(system.environment)]));
    json.insert(u"account"_s, request.account.value);
    json.insert(u"region"_s, system.region.value);
    json.insert(u"endpointUrl"_s, system.endpointUrl);
    return json;
}

} // namespace sm::app
