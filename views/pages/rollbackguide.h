// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <controllers/deploymentscontroller.h>

#include <core/userplan.h>

#include <QPointer>
#include <QWidget>

namespace sm::dialogs {
class RollbackDialog;
}

namespace sm::pages {

class RollbackValues;
class RunbookForm;

/// Leads through the wizard: reads what it shows of each candidate, and has the runbook of the chosen move planned with
/// all that is known filled in.
class RollbackGuide : public QObject
{
    Q_OBJECT

public:
    /// Both outlive it.
    RollbackGuide(controllers::DeploymentsController &controller, QWidget *window);

    /// Opens it for the unit of \p deployment; from what is live one goes to what is proposed, or to what was live
    /// before it. \p move is the title of the one to take when it is possible.
    void open(const Deployment &deployment, const QString &move = {});
    /// What it shows first, by id: how these did is wanted; none while it is closed.
    QStringList shownCandidates() const;

Q_SIGNALS:
    void opened();
    /// Another one is thought of.
    void candidateChosen(const QString &id);
    void planned(const sm::UserPlan &plan);
    /// It was left before.
    void failed(const sm::Error &error);
    /// A sentence: what it waits for before it goes on by itself; empty: for nothing any more.
    void waiting(const QString &sentence);

private:
    void connectDialog();
    void connectController();
    QString candidateFor(const Deployment &deployment) const;
    void showCandidates(const QString &chosen = {});
    void showChoice();
    void askFor(const RollbackMove &move);
    void submit();
    void plan(const QString &runbook, const QJsonObject &values);
    void afterRun(int run);
    void takePlan(const UserPlan &plan);
    void takeProblem(const Error &error);
    RollbackValues valuesOf(const QString &runbook) const;
    Result<controllers::DeploymentProcedure> procedureOf(const QString &move) const;

    controllers::DeploymentsController &m_controller;
    QWidget *m_window;
    RunbookForm *m_form;
    QPointer<dialogs::RollbackDialog> m_dialog;
    DeploymentKind m_kind = DeploymentKind::Lambda;
    QString m_unit;
    QString m_move; ///< the one to take at first
    std::optional<controllers::DeploymentProcedure> m_next; ///< once the backups are there
    PlanId m_backups; ///< the plan that takes them
    bool m_isSubmitted = false; ///< the next plan, or what is wrong with it, is the dialog's
};

} // namespace sm::pages
