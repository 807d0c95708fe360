// SPDX-License-Identifier: GPL-3.0-or-later
#include "approvaltable.h"

#include <operations/actor.h>

#include <QCoreApplication>
#include <QJsonArray>

namespace sm::approvals {

using namespace Qt::Literals::StringLiterals;

namespace {

QString tr(const char *text) { return QCoreApplication::translate("sm::approvals::ApprovalTable", text); }

Expectation oneRow(const QString &otherwise) { return {u"output.affected == `1`"_s, otherwise}; }

Step about(const QString &request)
{
    Step step;
    step.resource = request;
    return step;
}

} // namespace

ApprovalTable::ApprovalTable(const operations::Planner &planner, SystemInfo system)
    : m_planner(planner)
    , m_system(std::move(system))
{
    m_system.pinnedAccount = {}; // nothing of it is changed
}

QString ApprovalTable::definition()
{
    return u"CREATE TABLE stationmaster_approvals (\n"
           "    id uuid PRIMARY KEY,\n"
           "    system text NOT NULL,\n"
           "    plan text NOT NULL,\n"
           "    requester text NOT NULL,\n"
           "    requested_at timestamptz NOT NULL,\n"
           "    request text NOT NULL,\n"
           "    answer text,\n"
           "    answered_at timestamptz,\n"
           "    used_at timestamptz,\n"
           "    used_by text\n"
           ")"_s;
}

Result<Plan> ApprovalTable::creation() const
{
    return plan(tr("Make the table for approvals"), about(Name.toString()), definition(), {});
}

Result<Plan> ApprovalTable::asking(const operations::ApprovalRequest &request) const
{
    const QString title = tr("Ask for approval: %1").arg(request.plan.title);
    const QJsonArray values{request.id, m_system.id.value, request.plan.id.value, request.requester,
        request.at.toString(Qt::ISODateWithMs), QString::fromUtf8(toFile(request))};
    return plan(title, about(request.id),
        u"INSERT INTO stationmaster_approvals (id, system, plan, requester, requested_at, request) "
        "VALUES ($1, $2, $3, $4, $5, $6)"_s,
        values);
}

Result<Plan> ApprovalTable::answering(
    const operations::ApprovalRequest &request, const QByteArray &answer, const QString &title) const
{
    Step step = about(request.id);
    step.expect << oneRow(tr("there is no request any more that waits for an answer."));
    return plan(title, step,
        u"UPDATE stationmaster_approvals SET answer = $2, answered_at = now() "
        "WHERE id = $1 AND answer IS NULL AND used_at IS NULL RETURNING id"_s,
        {request.id, QString::fromUtf8(answer)});
}

Result<Plan> ApprovalTable::use(const Approval &approval) const
{
    Step step = about(approval.request);
    step.expect << oneRow(tr("it has been used."));
    return plan(tr("Use the approval of %1").arg(approval.approver), step,
        u"UPDATE stationmaster_approvals SET used_at = now(), used_by = $2 "
        "WHERE id = $1 AND used_at IS NULL RETURNING id"_s,
        {approval.request, operations::actorOf({})});
}

Result<Plan> ApprovalTable::plan(
    const QString &title, Step step, const QString &statement, const QJsonArray &parameters) const
{
    if (m_system.approvalDatabase.isEmpty())
        return Error(Error::Kind::Invalid,
            tr("The file of %1 does not say where approvals are kept. Add approvals: {database: NAME}, or send files.")
                .arg(m_system.title))
            .withCode(u"NoApprovals"_s);
    step.title = title;
    step.operation = {u"sql:execute"_s,
        {{u"database"_s, m_system.approvalDatabase}, {u"statement"_s, statement}, {u"parameters"_s, parameters}}, {}};
    return m_planner.plan(title, m_system, {step});
}

} // namespace sm::approvals
