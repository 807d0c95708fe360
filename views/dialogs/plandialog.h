// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/plan.h>
#include <core/userplan.h>

#include <QDialog>

class QLineEdit;
class QListWidget;
class QPushButton;

namespace sm::widgets {
class TextLabel;
}

namespace sm::dialogs {

class StepPane;

/// Shows exactly what will be sent, step by step, and asks for as much care as the plan's tier demands:
/// tier 1 Enter, tier 2 Ctrl+Enter, tier 3 the name typed by hand. Opened, never executed: it deletes itself.
class PlanDialog : public QDialog
{
    Q_OBJECT

public:
    /// \param nameToType  from the guard; empty: nothing has to be typed
    /// \param refusal     why the plan can only be looked at (read-only mode); empty: it may be run
    PlanDialog(const UserPlan &plan, const QString &nameToType, const QString &refusal, QWidget *parent);

    const Plan &plan() const { return m_plan.plan; }

Q_SIGNALS:
    void confirmed(const sm::Plan &plan, const sm::Confirmation &confirmation);

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    void buildLayout(const QString &refusal);
    QWidget *header();
    QWidget *steps();
    QWidget *leftOut();
    QWidget *typedName();
    QWidget *buttons();
    void updateRunButton();
    void run();

    UserPlan m_plan;
    QString m_nameToType;
    bool m_runnable;
    StepPane *m_pane = nullptr;
    QListWidget *m_list = nullptr;
    QLineEdit *m_name = nullptr;
    QPushButton *m_run = nullptr;
};

} // namespace sm::dialogs
