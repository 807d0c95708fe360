// SPDX-License-Identifier: GPL-3.0-or-later
#include "approvalfiles.h"

#include "approvalplace.h"
#include "headlesssystem.h"
#include "logging.h"
#include "output.h"

#include <core/json.h>
#include <operations/approvalfile.h>

#include <QCoreApplication>

namespace sm::app {

using namespace Qt::Literals::StringLiterals;

namespace {

QString tr(const char *text) { return QCoreApplication::translate("sm::app::ApproveCommand", text); }

QCoro::Task<Result<ExitCode>> askInDatabase(
    HeadlessSystem *system, Plan plan, operations::Requester requester, CancelToken token)
{
    approvals::PostgresApprovals approvals = system->approvals();
    const auto asked = co_await approvals.ask(plan, requester, token);
    if (!asked)
        co_return asked.error();
    const QString word = ApprovalPlace::word(asked->id);
    toStandardOutput(word.toUtf8() + '\n');
    toStandardError(tr("stationmaster: An approver of %1 runs: stationmaster approve %2 --system %3")
            .arg(onOneLine(plan.system.title), word, onOneLine(plan.system.id.value)));
    co_return ExitCode::Done;
}

} // namespace

QCoro::Task<Result<ExitCode>> writeRequest(
    HeadlessSystem *system, Plan plan, operations::Requester requester, QString place, CancelToken token)
{
    const Result<Identity> identity = co_await system->identify(token);
    if (!identity)
        co_return identity.error();
    requester.identity = *identity;
    if (ApprovalPlace::of(place).isShared)
        co_return co_await askInDatabase(system, plan, requester, token);
    const auto asked = co_await operations::askForApproval(&system->journal(), plan, requester, place);
    if (!asked)
        co_return asked.error();
    toStandardError(tr("stationmaster: Send %1 to an approver of %2. They run: stationmaster approve %1")
            .arg(onOneLine(place), onOneLine(plan.system.title)));
    co_return ExitCode::Done;
}

Result<bool> isConfirmed(const Options &options, const operations::ApprovalRequest &request)
{
    if (!options.words.isSet(u"yes"_s)) {
        toStandardOutput(toIndentedJson(jsonOf(request)));
        toStandardError(tr("stationmaster: Nothing is approved yet. To approve it, add --yes --confirm \"%1\".")
                .arg(onOneLine(request.plan.title)));
        return false;
    }
    if (options.words.value(u"confirm"_s) == request.plan.title)
        return true;
    return Error(
        Error::Kind::Invalid, tr("Type the title of what you approve: --confirm \"%1\".").arg(request.plan.title))
        .withCode(u"NotConfirmed"_s);
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
