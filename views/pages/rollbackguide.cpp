// SPDX-License-Identifier: GPL-3.0-or-later
#include "rollbackguide.h"

#include "deploymentwords.h"
#include "rollbackvalues.h"
#include "runbookform.h"

#include <controllers/runscontroller.h>
#include <dialogs/rollbackdialog.h>

namespace sm::pages {

using controllers::DeploymentsChoice;
using controllers::DeploymentsController;
using dialogs::RollbackDialog;

namespace {

constexpr qsizetype mostLookedAt = 12; ///< a screenful
const QString backUpTables = QStringLiteral("common/back-up-tables");

/// What one might go back to, and what is live now.
QList<Deployment> candidatesOf(const QList<Deployment> &ofUnit)
{
    QList<Deployment> candidates;
    for (const Deployment &each : ofUnit) {
        if (each.isLive() || each.liveSince.isValid())
            candidates << each;
    }
    return candidates.isEmpty() ? ofUnit : candidates;
}

} // namespace

RollbackGuide::RollbackGuide(DeploymentsController &controller, QWidget *window)
    : QObject(window)
    , m_controller(controller)
    , m_window(window)
    , m_form(new RunbookForm(controller.runbooks(), window))
{
    connectController();
}

void RollbackGuide::connectController()
{
    connect(&m_controller.choice(), &DeploymentsChoice::changed, this, &RollbackGuide::showChoice);
    connect(&m_controller, &DeploymentsController::unitChanged, this, [this](DeploymentKind kind, const QString &unit) {
        if (m_dialog && kind == m_kind && unit == m_unit)
            showCandidates();
    });
    connect(&m_controller.runbooks(), &controllers::RunbooksController::planningChanged, this, [this] {
        if (m_dialog)
            m_dialog->setPlanning(m_isSubmitted && m_controller.runbooks().isPlanning());
    });
    connect(&m_controller.runbooks(), &controllers::RunbooksController::changed, this, [this] {
        if (m_dialog && m_dialog->chosenMove())
            askFor(*m_dialog->chosenMove());
    });
    connect(&m_controller.runs(), &controllers::RunsController::runFinished, this, &RollbackGuide::afterRun);
    connect(m_form, &RunbookForm::planned, this, &RollbackGuide::takePlan);
    connect(m_form, &RunbookForm::failed, this, &RollbackGuide::takeProblem);
}

QString RollbackGuide::candidateFor(const Deployment &deployment) const
{
    if (!deployment.isLive())
        return deployment.id;
    const tables::DeploymentTable &table = m_controller.table();
    const QString proposed = table.proposedOf(deployment.kind, deployment.unit);
    if (!proposed.isEmpty())
        return proposed;
    const QList<Deployment> ofUnit = table.ofUnit(deployment.kind, deployment.unit);
    const auto before = std::find_if(ofUnit.begin(), ofUnit.end(),
        [](const Deployment &each) { return !each.isLive() && each.liveSince.isValid(); });
    return before == ofUnit.end() ? deployment.id : before->id;
}

void RollbackGuide::open(const Deployment &deployment, const QString &move)
{
    const QString candidate = candidateFor(deployment);
    if (m_dialog)
        m_dialog->close();
    m_kind = deployment.kind;
    m_unit = deployment.unit;
    m_move = move;
    m_isSubmitted = false;
    m_next.reset();
    m_dialog = new RollbackDialog(unitText(m_kind, m_unit), m_controller.places().errorRate, m_window);
    connectDialog();
    showCandidates(candidate);
    if (!move.isEmpty())
        m_dialog->goTo(RollbackDialog::How); // where to is decided
    m_dialog->open();
    Q_EMIT opened();
}

void RollbackGuide::connectDialog()
{
    connect(m_dialog, &RollbackDialog::candidateChosen, this, [this](const QString &candidate) {
        if (m_controller.choice().id() == candidate)
            showChoice();
        else
            Q_EMIT candidateChosen(candidate);
    });
    connect(m_dialog, &RollbackDialog::moveChosen, this, &RollbackGuide::askFor);
    connect(m_dialog, &RollbackDialog::submitted, this, &RollbackGuide::submit);
    connect(m_dialog, &QDialog::rejected, this, [this] {
        if (std::exchange(m_isSubmitted, false))
            m_form->cancel();
    });
}

void RollbackGuide::showCandidates(const QString &chosen)
{
    const tables::DeploymentTable &table = m_controller.table();
    m_dialog->setCandidates(candidatesOf(table.ofUnit(m_kind, m_unit)), table.proposedOf(m_kind, m_unit), chosen);
}

QStringList RollbackGuide::shownCandidates() const
{
    QStringList ids;
    if (!m_dialog)
        return ids;
    const QList<Deployment> candidates = candidatesOf(m_controller.table().ofUnit(m_kind, m_unit));
    for (const Deployment &each : candidates.first(std::min(candidates.size(), mostLookedAt)))
        ids << each.id;
    return ids;
}

void RollbackGuide::showChoice()
{
    const DeploymentsChoice &choice = m_controller.choice();
    if (!m_dialog || choice.id() != m_dialog->candidate())
        return;
    if (const auto &difference = choice.difference()) {
        if (*difference)
            m_dialog->setDifference(choice.id(), **difference);
        else
            m_dialog->setDifferenceProblem(choice.id(), difference->error());
    }
    if (const auto &moves = choice.moves()) {
        if (*moves)
            m_dialog->setMoves(choice.id(), **moves, m_move);
        else
            m_dialog->setMovesProblem(choice.id(), moves->error());
    }
}

Result<controllers::DeploymentProcedure> RollbackGuide::procedureOf(const QString &move) const
{
    const auto &moves = m_controller.choice().moves();
    if (moves && *moves && m_controller.choice().id() == m_dialog->candidate()) {
        const QList<RollbackMove> &all = (*moves)->moves;
        for (qsizetype i = 0; i < all.size(); ++i) {
            if (all.at(i).title == move)
                return m_controller.move(i);
        }
    }
    return Error(Error::Kind::Invalid, tr("This way back is not there any more. Choose another."));
}

RollbackValues RollbackGuide::valuesOf(const QString &runbook) const
{
    const controllers::RunbooksController &runbooks = m_controller.runbooks();
    return {runbooks.fields(runbook), runbooks.system(), m_controller.places()};
}

void RollbackGuide::askFor(const RollbackMove &move) { m_dialog->setQuestions(valuesOf(move.runbook).questions()); }

void RollbackGuide::submit()
{
    const std::optional<RollbackDialog::Answer> answer = m_dialog->answer();
    if (!answer)
        return;
    const Result<controllers::DeploymentProcedure> procedure = procedureOf(answer->move.title);
    if (!procedure) {
        m_dialog->showError(procedure.error());
        return;
    }
    const RollbackValues asked = valuesOf(procedure->runbook);
    const QJsonObject values = asked.values(procedure->parameters, *answer);
    m_next.reset();
    if (answer->backupSet.isEmpty() || asked.takesBackups()) {
        plan(procedure->runbook, values);
        return;
    }
    m_next = controllers::DeploymentProcedure{procedure->runbook, values};
    plan(backUpTables, asked.backupValues(answer->backupSet));
}

void RollbackGuide::plan(const QString &runbook, const QJsonObject &values)
{
    m_isSubmitted = true; // the plan may be there at once
    if (m_form->planFilled(runbook, values))
        return;
    m_isSubmitted = false; // it asks for more than the wizard knows of: all that was said stands in the form
    if (m_dialog)
        m_dialog->accept();
    m_form->open(runbook, values);
}

/// The way back is planned once the backups can be restored, with the world as it is then.
void RollbackGuide::afterRun(int run)
{
    const controllers::ShownRun &shown = m_controller.runs().runs().at(run);
    if (!m_next || m_backups.isEmpty() || shown.plan.id != m_backups)
        return;
    const controllers::DeploymentProcedure next = *std::exchange(m_next, std::nullopt);
    if (shown.succeeded())
        plan(next.runbook, next.parameters);
    else
        Q_EMIT failed(Error(Error::Kind::Conflict,
            tr("Not all backups were taken, so nothing was rolled back. The journal says why. Roll back again, with or "
               "without them.")));
}

void RollbackGuide::takePlan(const UserPlan &plan)
{
    if (std::exchange(m_isSubmitted, false) && m_dialog)
        m_dialog->accept();
    m_backups = m_next ? plan.plan.id : PlanId();
    Q_EMIT waiting(
        m_next ? tr("The backups come first. Once they can be restored, the plan of the rollback opens.") : QString());
    Q_EMIT planned(plan);
}

/// What was typed stays, in the dialog.
void RollbackGuide::takeProblem(const Error &error)
{
    if (std::exchange(m_isSubmitted, false) && m_dialog)
        m_dialog->showError(error);
    else
        Q_EMIT failed(error);
}

} // namespace sm::pages
