// SPDX-License-Identifier: GPL-3.0-or-later
#include "runview.h"

#include <controllers/runscontroller.h>
#include <dialogs/rundialog.h>

#include <QCoreApplication>

namespace sm::shell {

using controllers::RunsController;
using controllers::ShownRun;
using dialogs::RunDialog;

namespace {

QString tr(const char *text) { return QCoreApplication::translate("sm::shell::RunView", text); }

QString summaryOf(const ShownRun &run)
{
    if (run.refused)
        return tr("Nothing was run. %1").arg(run.refused->message());
    QString counts = tr("%1 of %2 done, %3 failed, %4 in doubt.")
                         .arg(run.count(StepState::Done))
                         .arg(run.steps.size())
                         .arg(run.count(StepState::Failed))
                         .arg(run.count(StepState::InDoubt));
    if (run.leftOut() > 0)
        counts += tr(" %1 left out.").arg(run.leftOut());
    if (run.paused)
        return tr("%1 It paused, and can be taken up again: %2").arg(counts, run.paused->message());
    if (run.cancelRequested && !run.finished)
        return tr("%1 It ends after the step under way.").arg(counts);
    return counts;
}

void showStep(const ShownRun &run, int step, RunDialog &dialog)
{
    const controllers::ShownStep &detail = run.details.at(step);
    dialog.setStep(step,
        {run.steps.at(step), run.errors.at(step), detail.beganAt, detail.endedAt, detail.isVerified, detail.isLeftOut});
}

void showWhole(const ShownRun &run, RunDialog &dialog)
{
    dialog.setSummary(summaryOf(run));
    dialog.setQuestion(run.question);
    if (run.finished)
        dialog.setFinished();
}

} // namespace

RunDialog *makeRunView(RunsController &runs, int id, QWidget *window)
{
    const ShownRun &run = runs.runs().at(id); // stays where it is as long as there are runs
    auto *dialog = new RunDialog(run.plan, window);
    for (int step = 0; step < run.steps.size(); ++step) {
        showStep(run, step, *dialog);
        dialog->setOutput(step, run.details.at(step).lines);
    }
    showWhole(run, *dialog);
    const auto showAll = [&run, dialog](int changed) {
        if (changed == run.id)
            showWhole(run, *dialog);
    };
    QObject::connect(&runs, &RunsController::questionAsked, dialog, showAll);
    QObject::connect(&runs, &RunsController::runFinished, dialog, showAll);
    QObject::connect(&runs, &RunsController::stepChanged, dialog, [&run, dialog](int changed, int step) {
        if (changed != run.id)
            return;
        if (step >= 0)
            showStep(run, step, *dialog);
        dialog->setSummary(summaryOf(run));
    });
    QObject::connect(&runs, &RunsController::lineAdded, dialog, [&run, dialog](int changed, int step) {
        if (changed == run.id)
            dialog->setOutput(step, run.details.at(step).lines);
    });
    QObject::connect(
        dialog, &RunDialog::answered, &runs, [&runs, id](const Answer &answer) { runs.answer(id, answer); });
    QObject::connect(dialog, &RunDialog::cancelRequested, &runs, [&runs, id] { runs.cancel(id); });
    QObject::connect(&runs, &QObject::destroyed, dialog, &QDialog::reject);
    return dialog;
}

} // namespace sm::shell
