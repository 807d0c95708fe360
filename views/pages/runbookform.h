// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <controllers/runbookscontroller.h>

#include <QPointer>

namespace sm::dialogs {
class ParameterForm;
}

namespace sm::pages {

/// Asks for what a runbook needs, over a window, and has it planned; what is wrong is said beside its field, and the
/// form stays until there is a plan. Each hears of its own plans alone, however many there are for one controller.
class RunbookForm : public QObject
{
    Q_OBJECT

public:
    RunbookForm(controllers::RunbooksController &controller, QWidget *window);

    /// Opens the form of a runbook that is no draft, with \p values in the fields of these names; where it asks for
    /// nothing it is planned at once. planned() or failed() follows, unless the form is left.
    void open(const QString &key, const QJsonObject &values = {});
    /// Plans a runbook with \p values at once, without a form; planned() or failed() follows. False, and nothing done:
    /// it needs more than them.
    bool planFilled(const QString &key, const QJsonObject &values);
    /// The plan that is being made is not wanted any more.
    void cancel();
    /// Plans what takes the last run of a runbook back, or a run of the journal; planned() or failed() follows.
    void planUndo(const QString &key);
    void planUndoOfRun(qint64 run);

Q_SIGNALS:
    void planned(const sm::UserPlan &plan);
    void failed(const sm::Error &error);

private:
    void connectForm(dialogs::ParameterForm *form, const QString &key);
    void submit(dialogs::ParameterForm *form, const QString &key);
    void plan(const QString &key, const FormValues &values);
    void takePlan(const UserPlan &plan);
    void takeFailure(const Error &error);

    controllers::RunbooksController &m_controller;
    QWidget *m_window;
    QPointer<dialogs::ParameterForm> m_form; ///< what is typed is being planned
    bool m_isAwaited = false; ///< the next plan is ours
};

} // namespace sm::pages
