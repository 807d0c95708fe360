// SPDX-License-Identifier: GPL-3.0-or-later
#include "approvedcommand.h"

#include "approvalfiles.h"
#include "approvalplace.h"
#include "carryout.h"
#include "headlesssystem.h"
#include "output.h"
#include "runbookchoice.h"

#include <core/json.h>
#include <operations/approvalfile.h>

#include <QCoreApplication>

namespace sm::app {

using namespace Qt::Literals::StringLiterals;

namespace {

QString tr(const char *text) { return QCoreApplication::translate("sm::app::ApproveCommand", text); }

Result<void> putSecretsIn(Plan &plan, const QMap<QString, Secret> &secrets)
{
    for (Step &step : plan.steps) {
        for (auto it = step.operation.secrets.begin(); it != step.operation.secrets.end(); ++it) {
            if (!secrets.contains(it.key()))
                return Error(Error::Kind::Invalid,
                    tr("“%1” needs the secret %2, which is in no request. Give it with --secrets.")
                        .arg(step.title, it.key()))
                    .withCode(u"SecretNeeded"_s);
            it.value() = secrets.value(it.key());
        }
    }
    return ok();
}

} // namespace

ApprovedCommand::ApprovedCommand(Foundation &foundation, const Options &options)
    : m_foundation(foundation)
    , m_options(options)
{
}

ApprovedCommand::~ApprovedCommand() = default;

QString ApprovedCommand::warning() const { return m_system ? m_system->clockWarning() : QString(); }

QCoro::Task<Result<operations::ApprovedRequest>> ApprovedCommand::chosen(CancelToken token)
{
    const QString word = m_options.words.value(u"approval"_s);
    const ApprovalPlace place = ApprovalPlace::of(word);
    Result<operations::ApprovedRequest> approved;
    if (place.isShared)
        approved = co_await fromDatabase(place.id, token);
    else
        approved = operations::readApprovalFile(word);
    if (!approved)
        co_return approved.error();
    co_return checked(*approved);
}

QCoro::Task<Result<operations::ApprovedRequest>> ApprovedCommand::fromDatabase(QString id, CancelToken token)
{
    const Result<SystemInfo> system = systemOf(m_foundation, m_options);
    if (!system)
        co_return system.error();
    const auto opened = co_await HeadlessSystem::open(&m_foundation, &m_options, *system);
    if (!opened)
        co_return opened.error();
    approvals::PostgresApprovals approvals = (*opened)->approvals();
    const auto found = co_await approvals.look(id, token);
    if (!found)
        co_return found.error();
    if (found->approval)
        co_return operations::ApprovedRequest{found->request, *found->approval};
    co_return Error(Error::Kind::Denied, tr("Nobody has answered this request yet. Try again later."))
        .withCode(u"ApprovalWaiting"_s);
}

Result<operations::ApprovedRequest> ApprovedCommand::checked(const operations::ApprovedRequest &approved) const
{
    for (const QString &option : {u"param"_s, u"request"_s, u"resume"_s}) {
        if (m_options.words.isSet(option))
            return Error(
                Error::Kind::Invalid, tr("What was approved runs as it was approved: leave --%1 out.").arg(option));
    }
    const QString name = m_options.words.words.value(0);
    const QString runbook = approved.request.runbook;
    if (name.isEmpty() || name == runbook || name == runbook.section(u'/', -1))
        return approved;
    return Error(
        Error::Kind::Invalid, tr("This approval is not for “%1” but for “%2”.").arg(name, approved.request.plan.title));
}

QCoro::Task<Result<ExitCode>> ApprovedCommand::run(CancelToken token)
{
    const Result<operations::ApprovedRequest> approved = co_await chosen(token);
    if (!approved)
        co_return approved.error();
    if (!m_options.words.isSet(u"yes"_s) || m_options.words.isSet(u"plan"_s)) {
        QJsonObject json = jsonOf(approved->request);
        json.insert(u"approval"_s, operations::toJson(approved->approval));
        toStandardOutput(toIndentedJson(json));
        co_return ExitCode::Done;
    }
    auto opened = co_await HeadlessSystem::open(&m_foundation, &m_options, approved->request.plan.system);
    if (!opened)
        co_return opened.error();
    m_system = std::move(*opened);
    co_return co_await carryOutApproved(*approved, token);
}

QCoro::Task<Result<ExitCode>> ApprovedCommand::carryOutApproved(operations::ApprovedRequest approved, CancelToken token)
{
    const operations::ApprovalRequest &request = approved.request;
    const Result<QMap<QString, Secret>> secrets = chosenSecrets(m_options);
    if (!secrets)
        co_return secrets.error();
    WantedRun wanted{request.plan, request.runbook, request.reason, *secrets, approved.approval, request.resumes, {}};
    if (request.resumes == 0) {
        if (const auto given = putSecretsIn(wanted.plan, *secrets); !given)
            co_return given.error();
    }
    co_return co_await carryOut(&m_foundation, m_system.get(), &m_options, wanted, token);
}

} // namespace sm::app
