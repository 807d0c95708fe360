// SPDX-License-Identifier: GPL-3.0-or-later
#include "approvalcontroller.h"

#include <operations/approvalfile.h>
#include <operations/runner.h>

#include <QCoroTask>

namespace sm::controllers {

ApprovalController::ApprovalController(const operations::Runner &runner, operations::Journal *journal, QObject *parent)
    : QObject(parent)
    , m_runner(runner)
    , m_journal(journal)
{
}

bool ApprovalController::isNeeded(const Plan &plan) const { return m_runner.guard().needsApproval(plan); }

void ApprovalController::writeRequest(const Plan &plan, const QString &file, qint64 resumes)
{
    if (!m_journal) {
        Q_EMIT failed(plan.id, Error(Error::Kind::Storage, tr("There is no journal, so nothing can be changed.")));
        return;
    }
    const operations::Requester requester{m_identity, {}, {}, resumes};
    QCoro::connect(operations::askForApproval(m_journal, plan, requester, file), this,
        [this, id = plan.id, file](const Result<void> &asked) {
            if (asked)
                Q_EMIT requestWritten(id, file);
            else
                Q_EMIT failed(id, asked.error());
        });
}

void ApprovalController::readApproval(const Plan &plan, const QString &file)
{
    const Result<operations::ApprovedRequest> read = operations::readApprovalFile(file);
    if (!read) {
        Q_EMIT failed(plan.id, read.error());
        return;
    }
    const Result<void> good = m_runner.guard().checkApproval(plan, read->approval, m_identity);
    if (good)
        Q_EMIT approved(plan.id, read->approval);
    else
        Q_EMIT failed(plan.id, good.error());
}

} // namespace sm::controllers
