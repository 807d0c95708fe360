// SPDX-License-Identifier: GPL-3.0-or-later
#include "deploymentactions.h"

#include "deploymentwords.h"

namespace sm::pages {

using controllers::DeploymentAction;
using controllers::DeploymentsController;

DeploymentActions::DeploymentActions(DeploymentsController &controller, QObject *parent)
    : QObject(parent)
    , m_controller(controller)
    , m_rollBack(new QAction(tr("Roll back…"), this))
{
}

QAction *DeploymentActions::made(const QString &text, std::function<void()> run)
{
    m_runs[text] = std::move(run);
    QAction *&action = m_actions[text];
    if (!action) {
        action = new QAction(text, this);
        connect(action, &QAction::triggered, this, [this, text] { m_runs.at(text)(); });
    }
    return action;
}

QList<QAction *> DeploymentActions::rollBackUnits()
{
    QList<QAction *> actions;
    const QList<Deployment> live = m_controller.table().live();
    for (const Deployment &each : live) {
        actions << made(tr("Roll back %1…").arg(unitText(each.kind, each.unit)),
            [this, kind = each.kind, unit = each.unit] { Q_EMIT rollBackRequested(kind, unit); });
    }
    return actions;
}

QList<QAction *> DeploymentActions::undoRollbacks()
{
    QList<QAction *> actions;
    for (const RollbackMark &each : m_controller.rolledBack()) {
        actions << made(tr("Undo the rollback of %1…").arg(unitText(each.kind, each.unit)),
            [this, run = each.run] { Q_EMIT undoRequested(run); });
    }
    return actions;
}

QList<QAction *> DeploymentActions::others(DeploymentKind kind, const QString &unit)
{
    QList<QAction *> actions;
    if (unit.isEmpty())
        return actions;
    QStringList titles;
    const QList<DeploymentAction> all = m_controller.actions(kind, unit) + m_controller.actions(kind);
    for (const DeploymentAction &each : all) {
        if (titles.contains(each.title)) // the unit's own came first
            continue;
        titles << each.title;
        actions << made(each.title,
            [this, procedure = each.procedure] { Q_EMIT runbookRequested(procedure.runbook, procedure.parameters); });
    }
    return actions;
}

} // namespace sm::pages
