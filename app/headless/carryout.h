// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "exitcode.h"
#include "foundation.h"

#include <core/canceltoken.h>
#include <core/plan.h>
#include <operations/notundone.h>

#include <QCoroTask>

namespace sm::app {

class HeadlessSystem;

/// What a command has carried out once it was told --yes.
struct WantedRun
{
    Plan plan;
    QString runbook; ///< that gave the plan; empty: none
    QString reason; ///< kept in the journal
    QMap<QString, Secret> secrets;
    std::optional<Approval> approval;
    qint64 resumes = 0; ///< the run that goes on; 0: a new one
    QList<operations::NotUndone> notUndone; ///< what an undo leaves alone, for the report
};

/// Runs it, or goes on with it: after a look at the answers and at the permissions, with a line for each step. The
/// references outlive the task.
/// \error Kind::Invalid an answer is wrong, as GivenAnswers::of(); as checkPermissions() and operations::Runner
QCoro::Task<Result<ExitCode>> carryOut(
    Foundation *foundation, HeadlessSystem *system, const Options *options, WantedRun wanted, CancelToken token);

} // namespace sm::app
