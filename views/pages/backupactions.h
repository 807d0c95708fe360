// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <controllers/backupscontroller.h>
#include <core/userplan.h>

#include <QAction>
#include <QWidget>

#include <functional>

namespace sm::pages {

class RunbookForm;

/// What can be done with the selected assets, as actions for buttons, menus and palette: each opens the form of its
/// runbook, filled in, and ends in a plan. What can not be done says why.
class BackupActions : public QObject
{
    Q_OBJECT

public:
    struct Selected
    {
        QStringList assets;
        QString backup; ///< of the only asset; empty: none
    };
    using Selection = std::function<Selected()>;

    /// How many of forSelection() are worth a button of their own.
    static constexpr int MainActions = 3;

    BackupActions(controllers::BackupsController &controller, Selection selection, QWidget *window);

    QList<QAction *> all() const;
    /// Those that fit the selection, the most likely first.
    QList<QAction *> forSelection() const;
    QAction *action(BackupAction action) const { return m_actions.at(static_cast<int>(action)); }
    QAction *freeze() const { return m_freeze; }
    QAction *thaw() const { return m_thaw; }
    /// One for each set of the system: "Back up set chat…".
    const QList<QAction *> &sets() const { return m_sets; }

    /// Enables what the selection allows, and says why the rest can not be done.
    void update();
    /// As action() would for this asset.
    void start(const QString &asset, BackupAction action, const QString &backup = {});

Q_SIGNALS:
    void planned(const sm::UserPlan &plan);
    void failed(const sm::Error &error);

private:
    QAction *add(const QString &text, std::function<void()> run);
    void addSets();
    void startSelected(BackupAction action);
    void startSet(const QString &name);
    void open(const Result<BackupProcedure> &procedure, const QString &set = {});
    void offer(QAction *action, const Result<BackupProcedure> &procedure) const;
    Result<BackupProcedure> procedureOf(const Selected &selected, BackupAction action) const;

    controllers::BackupsController &m_controller;
    Selection m_selection;
    RunbookForm *m_form;
    QList<QAction *> m_actions; ///< by BackupAction
    QList<QAction *> m_sets;
    QAction *m_freeze;
    QAction *m_thaw;
};

} // namespace sm::pages
