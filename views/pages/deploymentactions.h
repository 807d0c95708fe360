// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <controllers/deploymentscontroller.h>

#include <QAction>

#include <map>

namespace sm::pages {

/// What can be done about deployments, as actions for buttons, menus and palette: to roll back a unit, and whatever
/// else there is a runbook for.
class DeploymentActions : public QObject
{
    Q_OBJECT

public:
    DeploymentActions(controllers::DeploymentsController &controller, QObject *parent);

    /// "Roll back…": whatever is not well, or is selected.
    QAction *rollBack() const { return m_rollBack; }
    /// "Roll back chat-lambda live…" for each unit that is live; the same ones each time that it is asked.
    QList<QAction *> rollBackUnits();
    /// "Undo the rollback of chat-lambda live…" for each unit that stands rolled back.
    QList<QAction *> undoRollbacks();
    /// What else can be done to a unit, and to its service as a whole; none for an empty unit.
    QList<QAction *> others(DeploymentKind kind, const QString &unit);

Q_SIGNALS:
    void rollBackRequested(sm::DeploymentKind kind, const QString &unit);
    void undoRequested(qint64 run);
    void runbookRequested(const QString &runbook, const QJsonObject &parameters);

private:
    QAction *made(const QString &text, std::function<void()> run);

    controllers::DeploymentsController &m_controller;
    QAction *m_rollBack;
    std::map<QString, QAction *> m_actions; ///< by text, kept while there is a window: a palette may hold one
    std::map<QString, std::function<void()>> m_runs; ///< by text, as it was asked for last
};

} // namespace sm::pages
