// SPDX-License-Identifier: GPL-3.0-or-later
#include "postgresapprovals.h"

#include <core/clock.h>
#include <core/json.h>
#include <operations/approvalnotes.h>
#include <postgres/connection.h>

#include <QCoreApplication>
#include <QJsonArray>
#include <QUuid>

namespace sm::approvals {

using namespace Qt::Literals::StringLiterals;
using operations::ApprovalRequest;

namespace {

constexpr QStringView UndefinedTable = u"42P01"; // PostgreSQL, appendix A

QString tr(const char *text) { return QCoreApplication::translate("sm::approvals::PostgresApprovals", text); }

/// The request of a row, where the row is what it says it is.
Result<ApprovalRequest> requestIn(const QJsonValue &text, const QString &id, const SystemId &system)
{
    Result<ApprovalRequest> request = operations::readRequest(text.toString().toUtf8());
    if (!request || (request->isShared && request->id == id && request->plan.system.id == system))
        return request;
    return Error(Error::Kind::Invalid,
        tr("Request %1 in the database is another one than was asked for, or was changed. Ask for it again.").arg(id))
        .withCode(u"RequestDamaged"_s);
}

/// \error what an approver said who refused it
Result<Approval> approvalIn(const QByteArray &answer, const ApprovalRequest &request)
{
    const auto approved = operations::readApproval(answer + '\n' + toFile(request));
    if (approved)
        return approved->approval;
    const auto refusal = operations::readRefusal(answer, request);
    return refusal ? errorOf(*refusal) : refusal.error();
}

Result<void> outcomeOf(const operations::RunReport &report)
{
    const operations::StepEvent &step = report.steps.constFirst();
    if (step.state == StepState::Done)
        return ok();
    return step.error.value_or(Error(Error::Kind::Internal, tr("It was not carried out.")));
}

Error answered(const ApprovalRequest &request)
{
    return Error(Error::Kind::Conflict,
        tr("“%1” does not wait for an answer any more: somebody else was faster.").arg(request.plan.title))
        .withCode(u"Answered"_s);
}

} // namespace

PostgresApprovals::PostgresApprovals(
    operations::Runner &runner, const operations::Planner &planner, operations::Journal &journal, SystemInfo system)
    : m_runner(runner)
    , m_journal(journal)
    , m_system(std::move(system))
    , m_table(planner, m_system)
{
}

QCoro::Task<Result<ApprovalRequest>> PostgresApprovals::ask(
    Plan plan, operations::Requester requester, CancelToken token)
{
    requester.throughDatabase = true;
    const auto request = operations::requestFor(plan, requester, m_journal.approvalKey(), SystemClock().nowUtc());
    if (!request)
        co_return request.error();
    const Result<Plan> asking = m_table.asking(*request);
    if (!asking)
        co_return asking.error();
    if (const auto noted = co_await operations::noteAsked(&m_journal, *request); !noted)
        co_return noted.error();
    const Result<void> asked = co_await run(asking, token);
    co_return asked ? request : asked.error();
}

QCoro::Task<Result<SharedRequest>> PostgresApprovals::look(QString id, CancelToken token)
{
    const QString known = QUuid::fromString(id).toString(QUuid::WithoutBraces);
    if (QUuid::fromString(id).isNull())
        co_return Error(Error::Kind::Invalid, tr("“%1” is not the number of a request.").arg(id));
    const postgres::Statement statement{
        u"SELECT request, answer FROM stationmaster_approvals WHERE id = $1"_s, {known}};
    const Result<postgres::QueryResult> result = co_await read(statement, token);
    if (!result)
        co_return result.error();
    if (result->rows.isEmpty())
        co_return Error(
            Error::Kind::NotFound, tr("There is no request %1 in the database of %2.").arg(known, m_system.title));
    const QJsonArray row = result->rows.first().toArray();
    const Result<ApprovalRequest> request = requestIn(row.at(0), known, m_system.id);
    if (!request)
        co_return request.error();
    if (row.at(1).isNull())
        co_return SharedRequest{*request, {}};
    const Result<Approval> approval = approvalIn(row.at(1).toString().toUtf8(), *request);
    if (!approval)
        co_return approval.error();
    co_return SharedRequest{*request, *approval};
}

QCoro::Task<Result<WaitingRequests>> PostgresApprovals::waiting(CancelToken token)
{
    const postgres::Statement statement{u"SELECT id, request FROM stationmaster_approvals WHERE system = $1 AND answer "
                                        "IS NULL AND used_at IS NULL AND requested_at > now() - make_interval(days => "
                                        "$2) ORDER BY requested_at, id LIMIT 100"_s,
        {m_system.id.value, static_cast<int>(operations::RequestLasts.count())}};
    const Result<postgres::QueryResult> result = co_await read(statement, token);
    if (!result)
        co_return result.error();
    WaitingRequests waiting;
    const QByteArray own = m_journal.approvalKey().publicKey();
    for (const QJsonValue row : result->rows) {
        const QJsonArray values = row.toArray();
        const auto request = requestIn(values.at(1), values.at(0).toString(), m_system.id);
        if (!request)
            ++waiting.damaged;
        else if (request->requesterKey != own)
            waiting.requests << *request;
    }
    co_return waiting;
}

QCoro::Task<Result<void>> PostgresApprovals::approve(ApprovalRequest request, CancelToken token)
{
    const auto approval = operations::approve(request, m_journal.approvalKey(), SystemClock().nowUtc());
    if (!approval)
        co_return approval.error();
    if (const auto noted = co_await operations::noteGiven(&m_journal, {request, *approval}); !noted)
        co_return noted;
    const QString title = tr("Approve: %1").arg(request.plan.title);
    const Result<void> given
        = co_await run(m_table.answering(request, toCompactJson(operations::toJson(*approval)), title), token);
    co_return !given && given.error().code() == "NotExpected"_L1 ? answered(request) : given;
}

QCoro::Task<Result<void>> PostgresApprovals::refuse(ApprovalRequest request, QString reason, CancelToken token)
{
    const auto refusal = operations::refuse(request, m_journal.approvalKey(), reason, SystemClock().nowUtc());
    if (!refusal)
        co_return refusal.error();
    if (const auto noted = co_await operations::noteRefused(&m_journal, request, *refusal); !noted)
        co_return noted;
    const QString title = tr("Refuse: %1").arg(request.plan.title);
    const Result<void> given
        = co_await run(m_table.answering(request, toCompactJson(operations::toJson(*refusal)), title), token);
    co_return !given && given.error().code() == "NotExpected"_L1 ? answered(request) : given;
}

QCoro::Task<Result<void>> PostgresApprovals::makeTable(CancelToken token)
{
    co_return co_await run(m_table.creation(), token);
}

QCoro::Task<Result<void>> PostgresApprovals::run(Result<Plan> plan, CancelToken token)
{
    if (!plan)
        co_return plan.error();
    Confirmation deliberate; // a person has asked for exactly this
    deliberate.deliberate = true;
    const auto report = co_await m_runner.run(*plan, deliberate, {}, {}, token);
    if (!report)
        co_return report.error();
    const Result<void> outcome = outcomeOf(*report);
    co_return outcome ? outcome : explained(outcome.error());
}

/// A connection for each look: they are seconds apart, and whoever waits may wait for days.
QCoro::Task<Result<postgres::QueryResult>> PostgresApprovals::read(postgres::Statement statement, CancelToken token)
{
    if (m_system.approvalDatabase.isEmpty())
        co_return m_table.creation().error();
    const auto settings = postgres::Settings::fromUrl(m_system.databases.value(m_system.approvalDatabase));
    if (!settings)
        co_return settings.error();
    const auto connection = co_await postgres::Connection::open(*settings, token);
    if (!connection)
        co_return connection.error();
    const auto result = co_await (*connection)->read(statement, token);
    co_return result ? result : explained(result.error());
}

Error PostgresApprovals::explained(const Error &error) const
{
    if (error.code() != UndefinedTable)
        return error;
    return Error(Error::Kind::NotFound,
        tr("Database “%1” has no table for approvals yet. Have it made once: stationmaster approve postgres "
           "--create-table --system %2 --yes")
            .arg(m_system.approvalDatabase, m_system.id.value))
        .withCode(u"NoTable"_s);
}

} // namespace sm::approvals
