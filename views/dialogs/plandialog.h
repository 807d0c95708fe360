// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/error.h>
#include <core/plan.h>
#include <core/userplan.h>

#include <QDialog>

class QLineEdit;
class QListWidget;
class QPushButton;
class QVBoxLayout;

namespace sm::widgets {
class TextLabel;
}

namespace sm::dialogs {

class SecondPerson;
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

    /// From now on the plan runs only with somebody else's approval. Before open().
    void needSecondPerson();
    /// Warns of what IAM would refuse; the plan can be run all the same, for IAM knows more than its simulation.
    void showMissingPermissions(const PlanId &plan, const QStringList &permissions);
    /// What concerns another plan is passed over, for all dialogs hear of it.
    void setApproval(const PlanId &plan, const Approval &approval);
    void showRequestWritten(const PlanId &plan, const QString &file);
    void showAsked(const PlanId &plan);
    void showLookFailed(const PlanId &plan, const Error &error);
    void showApprovalProblem(const PlanId &plan, const Error &error);

Q_SIGNALS:
    void confirmed(const sm::Plan &plan, const sm::Confirmation &confirmation);
    void requestFileChosen(const QString &file);
    void approvalFileChosen(const QString &file);
    /// Somebody shall be asked through the database of the plan's system.
    void databaseChosen();

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    void buildLayout(const QString &refusal);
    QWidget *header();
    QWidget *steps();
    QWidget *leftOut();
    QWidget *warning(const QString &heading, const QStringList &lines) const;
    QWidget *typedName();
    QWidget *buttons();
    void updateRunButton();
    void run();
    void stepAside();
    bool asksAbout(const PlanId &plan) const { return m_second && plan == m_plan.plan.id; }

    UserPlan m_plan;
    QString m_nameToType;
    bool m_runnable;
    QVBoxLayout *m_layout = nullptr;
    SecondPerson *m_second = nullptr; ///< nullptr: nobody else is needed
    std::optional<Approval> m_approval;
    StepPane *m_pane = nullptr;
    QListWidget *m_list = nullptr;
    QLineEdit *m_name = nullptr;
    QPushButton *m_run = nullptr;
};

} // namespace sm::dialogs
