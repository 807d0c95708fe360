// SPDX-License-Identifier: GPL-3.0-or-later
#include "planapproval.h"

#include <controllers/approvalcontroller.h>
#include <controllers/runscontroller.h>
#include <dialogs/plandialog.h>

namespace sm::shell {

using controllers::ApprovalController;
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
    QObject::connect(&approvals, &ApprovalController::requestWritten, &dialog, &PlanDialog::showRequestWritten);
    QObject::connect(&approvals, &ApprovalController::approved, &dialog, &PlanDialog::setApproval);
    QObject::connect(&approvals, &ApprovalController::failed, &dialog, &PlanDialog::showApprovalProblem);
}

} // namespace sm::shell
