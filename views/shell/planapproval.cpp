// SPDX-License-Identifier: GPL-3.0-or-later
#include "planapproval.h"

#include <controllers/approvalcontroller.h>
#include <controllers/requestscontroller.h>
#include <controllers/runscontroller.h>
#include <dialogs/approvalsdialog.h>
#include <dialogs/plandialog.h>

namespace sm::shell {

using controllers::ApprovalController;
using controllers::RequestsController;
using dialogs::PlanDialog;

void joinApproval(PlanDialog &dialog, controllers::RunsController &runs, qint64 resumes)
{
    ApprovalController &approvals = runs.approvals();
    if (!approvals.isNeeded(dialog.plan()))
        return;
    dialog.needSecondPerson();
    QObject::connect(&dialog, &PlanDialog::requestFileChosen, &approvals,
        [&approvals, plan = dialog.plan(), resumes](
            const QString &file) { approvals.writeRequest(plan, file, resumes); });
    QObject::connect(&dialog, &PlanDialog::approvalFileChosen, &approvals,
        [&approvals, plan = dialog.plan()](const QString &file) { approvals.readApproval(plan, file); });
    QObject::connect(&dialog, &PlanDialog::databaseChosen, &approvals,
        [&approvals, plan = dialog.plan(), resumes] { approvals.ask(plan, resumes); });
    QObject::connect(
        &dialog, &PlanDialog::finished, &approvals, [&approvals, id = dialog.plan().id] { approvals.stopWaiting(id); });
    QObject::connect(&approvals, &ApprovalController::asked, &dialog, &PlanDialog::showAsked);
    QObject::connect(&approvals, &ApprovalController::lookFailed, &dialog, &PlanDialog::showLookFailed);
    QObject::connect(&approvals, &ApprovalController::requestWritten, &dialog, &PlanDialog::showRequestWritten);
    QObject::connect(&approvals, &ApprovalController::approved, &dialog, &PlanDialog::setApproval);
    QObject::connect(&approvals, &ApprovalController::failed, &dialog, &PlanDialog::showApprovalProblem);
}

void openApprovals(controllers::RunsController &runs, QWidget *parent)
{
    auto *dialog = new dialogs::ApprovalsDialog(runs.approvals().system(), parent);
    RequestsController *requests = runs.approvals().requests().release();
    requests->setParent(dialog);
    QObject::connect(&runs, &QObject::destroyed, dialog, &QDialog::reject); // before what it stands on is gone
    QObject::connect(dialog, &dialogs::ApprovalsDialog::reloadRequested, requests, &RequestsController::reload);
    QObject::connect(dialog, &dialogs::ApprovalsDialog::approved, requests, &RequestsController::approve);
    QObject::connect(dialog, &dialogs::ApprovalsDialog::refused, requests, &RequestsController::refuse);
    QObject::connect(requests, &RequestsController::loaded, dialog, &dialogs::ApprovalsDialog::setRequests);
    QObject::connect(requests, &RequestsController::answered, dialog, &dialogs::ApprovalsDialog::showAnswered);
    QObject::connect(requests, &RequestsController::failed, dialog, &dialogs::ApprovalsDialog::showError);
    requests->reload();
    dialog->open();
}

} // namespace sm::shell
