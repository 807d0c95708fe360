// SPDX-License-Identifier: GPL-3.0-or-later
#include "approvalcontroller.h"

#include "requestscontroller.h"

#include <approvals/sharedapprovals.h>
#include <operations/approvalfile.h>
#include <operations/runner.h>

#include <QCoroTask>

namespace sm::controllers {

namespace {

/// What passes: whoever waits goes on waiting.
bool isPassing(const Error &error)
{
    return error.kind() == Error::Kind::Network || error.kind() == Error::Kind::Timeout
        || error.kind() == Error::Kind::Throttled;
}

} // namespace

ApprovalController::ApprovalController(const operations::Runner &runner, operations::Journal *journal, QObject *parent)
    : QObject(parent)
    , m_runner(runner)
    , m_journal(journal)
{
    m_timer.setSingleShot(true); // the next look begins when the one before has ended
    connect(&m_timer, &QTimer::timeout, this, &ApprovalController::lookForAnswers);
}

void ApprovalController::share(approvals::SharedApprovals &shared, SystemInfo system, std::chrono::milliseconds pause)
{
    m_shared = &shared;
    m_system = std::move(system);
    m_timer.setInterval(pause);
}

bool ApprovalController::isNeeded(const Plan &plan) const { return m_runner.guard().needsApproval(plan); }

operations::Requester ApprovalController::requester(qint64 resumes) const { return {m_identity, {}, {}, resumes}; }

void ApprovalController::writeRequest(const Plan &plan, const QString &file, qint64 resumes)
{
    if (!m_journal) {
        Q_EMIT failed(plan.id, Error(Error::Kind::Storage, tr("There is no journal, so nothing can be changed.")));
        return;
    }
    QCoro::connect(operations::askForApproval(m_journal, plan, requester(resumes), file), this,
        [this, id = plan.id, file](const Result<void> &written) {
            if (written)
                Q_EMIT requestWritten(id, file);
            else
                Q_EMIT failed(id, written.error());
        });
}

void ApprovalController::readApproval(const Plan &plan, const QString &file)
{
    const Result<operations::ApprovedRequest> read = operations::readApprovalFile(file);
    if (read)
        take(plan, read->approval);
    else
        Q_EMIT failed(plan.id, read.error());
}

void ApprovalController::ask(const Plan &plan, qint64 resumes)
{
    if (!m_shared) {
        Q_EMIT failed(plan.id, Error(Error::Kind::Storage, tr("There is no journal, so nothing can be changed.")));
        return;
    }
    QCoro::connect(m_shared->ask(plan, requester(resumes), {}), this,
        [this, plan](const Result<operations::ApprovalRequest> &request) {
            if (!request) {
                Q_EMIT failed(plan.id, request.error());
                return;
            }
            m_waiting.insert(plan.id.value, {plan, request->id});
            Q_EMIT asked(plan.id);
            if (!m_timer.isActive())
                m_timer.start();
        });
}

void ApprovalController::stopWaiting(const PlanId &plan) { end(plan); }

std::unique_ptr<RequestsController> ApprovalController::requests() const
{
    return std::make_unique<RequestsController>(m_shared);
}

void ApprovalController::lookForAnswers()
{
    const QMap<QString, Waiting> all = m_waiting; // an answer takes its request away
    for (const Waiting &each : all) {
        QCoro::connect(m_shared->look(each.request, m_cancel.token()), this,
            [this, plan = each.plan](const Result<approvals::SharedRequest> &found) {
                if (!m_waiting.contains(plan.id.value))
                    return; // nobody waits for it any more
                if (found)
                    take(plan, *found);
                else
                    failToLook(plan.id, found.error());
                if (!m_waiting.isEmpty() && !m_timer.isActive())
                    m_timer.start();
            });
    }
}

void ApprovalController::take(const Plan &plan, const approvals::SharedRequest &found)
{
    if (!found.approval)
        return;
    end(plan.id);
    take(plan, *found.approval);
}

void ApprovalController::take(const Plan &plan, const Approval &approval)
{
    const Result<void> good = m_runner.guard().checkApproval(plan, approval, m_identity);
    if (good)
        Q_EMIT approved(plan.id, approval);
    else
        Q_EMIT failed(plan.id, good.error());
}

void ApprovalController::failToLook(const PlanId &plan, const Error &error)
{
    if (isPassing(error)) {
        Q_EMIT lookFailed(plan, error);
        return;
    }
    end(plan);
    Q_EMIT failed(plan, error);
}

void ApprovalController::end(const PlanId &plan)
{
    m_waiting.remove(plan.value);
    if (m_waiting.isEmpty())
        m_timer.stop();
}

} // namespace sm::controllers
