// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "deploymentsactions.h"
#include "deploymentschoice.h"
#include "deploymentsdetail.h"
#include "deploymentshealth.h"

#include <core/deploymentplaces.h>

#include <QTimer>

#include <map>
#include <set>

namespace sm::controllers {

class RunbooksController;
class RunsController;
struct ShownRun;

/// A service that could not be read while the others could.
struct DeploymentProblem
{
    DeploymentKind kind = DeploymentKind::Lambda;
    Error error;
};

/// What "Roll back…" opens on.
struct RollbackProposal
{
    std::optional<Deployment> bad; ///< the newest that is live and not well; nothing: none is known to be
    std::optional<Deployment> candidate; ///< what is proposed to go back to
    QString whyNone; ///< a sentence where one of the two is missing
    bool isSettled = false; ///< all that is needed to tell was read
};

/// Joins what was deployed to its table: reads the axis page by page, how each did while it was live, and what a run
/// touched again; knows by which runbook each action and each way back is done.
class DeploymentsController : public QObject
{
    Q_OBJECT

public:
    /// What it works with; all outlive it, and all that it asks of them.
    struct Services
    {
        deployments::DeploymentService &deployments;
        RunbooksController &runbooks;
        RunsController &runs;
    };

    explicit DeploymentsController(Services services, QObject *parent = nullptr);
    ~DeploymentsController() override;

    tables::DeploymentTable &table() { return m_table; }
    RunbooksController &runbooks() { return m_services.runbooks; }
    RunsController &runs() { return m_services.runs; }
    DeploymentsHealth &health() { return m_health; }
    DeploymentsChoice &choice() { return m_choice; }
    DeploymentsDetail &detail() { return m_detail; }
    const DeploymentPlaces &places() const;

    bool isLoading() const { return m_loading; }
    /// Why nothing at all could be read the last time; what was read before is still shown.
    const std::optional<Error> &problem() const { return m_problem; }
    /// The services that could not be read the last time; what was read of them before is still shown.
    const QList<DeploymentProblem> &problems() const { return m_problems; }
    /// When the axis was read to its end, UTC; invalid before that.
    QDateTime readAt() const { return m_readAt; }
    /// How far back the axis goes; the default is 90 days. reload() reads it.
    void setReach(std::chrono::days reach) { m_reach = reach; }
    std::chrono::days reach() const { return m_reach; }

    /// Reads the axis again, and the runbooks where nobody has yet; changed() follows.
    void reload();
    /// Reads one unit again; unitChanged() or failed() follows.
    void refresh(DeploymentKind kind, const QString &unit);

    /// Selects a candidate; choice() reads its difference and moves. Empty, or what is not there: none.
    void select(const QString &id);
    /// How the move at \p index of choice() is done.
    /// \error Kind::Invalid there is no such move, AWS would refuse it, or its runbook is not there; the message says
    /// why
    Result<DeploymentProcedure> move(qsizetype index) const;
    /// What else can be done to a unit, or to a service as a whole: only what there is a runbook for.
    QList<DeploymentAction> actions(DeploymentKind kind, const QString &unit = {}) const;
    RollbackProposal proposal() const;
    /// What was rolled back and stands so since, newest first. To undo one: runbooks().planUndoOfRun(mark.run).
    const QList<RollbackMark> &rolledBack() const { return m_standing; }

Q_SIGNALS:
    /// Loading, problems, and what stands rolled back.
    void changed();
    /// A page has come while the axis is read.
    void grown();
    /// It was read again, or how one of its deployments did is known.
    void unitChanged(sm::DeploymentKind kind, const QString &unit);
    /// proposal() may be another.
    void proposalChanged();
    void failed(const sm::Error &error);

private:
    using Unit = std::pair<DeploymentKind, QString>;

    void take(const QList<Deployment> &page);
    void finishReload(const Result<void> &read);
    void readMarks();
    void settleMarks();
    void propose(const Unit &unit);
    void takeUnit(const Unit &unit, const QList<Deployment> &all);
    void afterStep(int run, int step);
    void readActing();
    void afterRun(int run);
    std::set<Unit> touchedBy(const ShownRun &run) const;
    Result<DeploymentProcedure> known(const DeploymentProcedure &procedure) const;

    Services m_services;
    tables::DeploymentTable m_table;
    DeploymentsHealth m_health;
    DeploymentsChoice m_choice;
    DeploymentsDetail m_detail;
    std::optional<Error> m_problem;
    QList<DeploymentProblem> m_problems;
    QList<RollbackMark> m_marks; ///< all that were not undone
    QList<RollbackMark> m_standing;
    QDateTime m_readAt;
    std::chrono::days m_reach{90};
    bool m_loading = false;
    int m_generation = 0;
    int m_markReadings = 0;
    std::set<QString> m_seen; ///< of the reading that is under way
    std::map<Unit, int> m_asked; ///< how often it was read again
    std::set<int> m_acting; ///< runs that have changed something since it was read
    QTimer m_soon;
    CancelSource m_cancel;
    CancelSource m_axisCancel;
};

} // namespace sm::controllers
