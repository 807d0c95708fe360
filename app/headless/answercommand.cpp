// SPDX-License-Identifier: GPL-3.0-or-later
#include "answercommand.h"

#include "approvalfiles.h"
#include "approvalplace.h"
#include "approvals.h"
#include "headlesssystem.h"
#include "logging.h"
#include "output.h"

#include <core/json.h>
#include <executors/sqlexecutor.h>

#include <QCoreApplication>
#include <QJsonArray>

namespace sm::app {

using namespace Qt::Literals::StringLiterals;
using approvals::PostgresApprovals;
using operations::ApprovalRequest;

namespace {

QString tr(const char *text) { return QCoreApplication::translate("sm::app::ApproveCommand", text); }

QJsonObject summaryOf(const ApprovalRequest &request)
{
    return {{u"approve"_s, ApprovalPlace::word(request.id)}, {u"title"_s, request.plan.title},
        {u"requester"_s, request.requester}, {u"requestedAt"_s, request.at.toString(Qt::ISODateWithMs)},
        {u"reason"_s, request.reason}};
}

} // namespace

AnswerCommand::AnswerCommand(Foundation &foundation, const Options &options)
    : m_foundation(foundation)
    , m_options(options)
{
}

QCoro::Task<Result<ExitCode>> AnswerCommand::run(CancelToken token)
{
    const Result<SystemInfo> system = systemOf(m_foundation, m_options);
    if (!system)
        co_return system.error();
    const auto journal = co_await operations::Journal::openWithKeyring(journalFile(m_options));
    if (!journal)
        co_return journal.error();
    const auto captures = (*journal)->captures();
    executors::SqlExecutor sql(*system, *captures);
    operations::Runner runner(
        guardOf(m_options, system->id, journal->get()), journal->get(), {&sql}, m_foundation.sleeper);
    PostgresApprovals approvals(runner, m_foundation.planner, **journal, *system);
    co_return co_await carryOut(&approvals, *system, token);
}

QCoro::Task<Result<ExitCode>> AnswerCommand::carryOut(
    PostgresApprovals *approvals, SystemInfo system, CancelToken token)
{
    const QString id = ApprovalPlace::of(m_options.words.words.first()).id;
    if (m_options.words.isSet(u"create-table"_s))
        co_return co_await makeTable(approvals, system, token);
    if (id.isEmpty())
        co_return co_await list(approvals, token);
    const auto found = co_await approvals->look(id, token);
    if (!found)
        co_return found.error();
    if (found->approval)
        co_return Error(Error::Kind::Conflict,
            tr("%1 has approved this already: “%2”.").arg(found->approval->approver, found->request.plan.title))
            .withCode(u"Answered"_s);
    co_return co_await answer(approvals, found->request, token);
}

QCoro::Task<Result<ExitCode>> AnswerCommand::makeTable(
    PostgresApprovals *approvals, SystemInfo system, CancelToken token)
{
    const Result<Plan> plan = approvals::ApprovalTable(m_foundation.planner, system).creation();
    if (!plan)
        co_return plan.error();
    if (!m_options.words.isSet(u"yes"_s)) {
        toStandardOutput(toIndentedJson(jsonOf(*plan)));
        co_return ExitCode::Done;
    }
    const Result<void> made = co_await approvals->makeTable(token);
    co_return made ? Result<ExitCode>(ExitCode::Done) : made.error();
}

QCoro::Task<Result<ExitCode>> AnswerCommand::list(PostgresApprovals *approvals, CancelToken token)
{
    const auto waiting = co_await approvals->waiting(token);
    if (!waiting)
        co_return waiting.error();
    QJsonArray all;
    for (const ApprovalRequest &request : waiting->requests)
        all << summaryOf(request);
    toStandardOutput(toIndentedJson(all));
    if (waiting->damaged > 0)
        toStandardError(tr("stationmaster: %1 requests are left out: they are not what was signed. Look who writes to "
                           "this database.")
                .arg(waiting->damaged));
    co_return ExitCode::Done;
}

QCoro::Task<Result<ExitCode>> AnswerCommand::answer(
    PostgresApprovals *approvals, ApprovalRequest request, CancelToken token)
{
    if (m_options.words.isSet(u"refuse"_s)) {
        const auto refused = co_await approvals->refuse(request, m_options.words.value(u"refuse"_s), token);
        co_return refused ? Result<ExitCode>(ExitCode::Done) : refused.error();
    }
    const Result<bool> confirmed = isConfirmed(m_options, request);
    if (!confirmed)
        co_return confirmed.error();
    if (!*confirmed)
        co_return ExitCode::Done;
    const Result<void> approved = co_await approvals->approve(request, token);
    if (!approved)
        co_return approved.error();
    toStandardError(
        tr("stationmaster: Approved for %1 minutes. It is run by: stationmaster run --approval %2 --system %3")
            .arg(QString::number(operations::ApprovalLasts.count()), ApprovalPlace::word(request.id),
                onOneLine(request.plan.system.id.value)));
    co_return ExitCode::Done;
}

} // namespace sm::app
