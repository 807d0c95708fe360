// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "page.h"

#include <controllers/deploymentscontroller.h>

class QTimer;

namespace sm::widgets {
class MenuButton;
class NoticeBar;
class PageHeader;
class StatePane;
class TableView;
} // namespace sm::widgets

namespace sm::pages {

class DeploymentActions;
class DeploymentComparison;
class DeploymentDetail;
class DeploymentsFilter;
class RollbackGuide;
class RollbackMarks;
class RunbookForm;
class UnreadServices;

/// What was deployed on a system on one time axis, how each did while it was live, and the guided way back. Also says
/// what stands rolled back.
class DeploymentsPage : public Page
{
    Q_OBJECT

public:
    explicit DeploymentsPage(controllers::DeploymentsController &controller, QWidget *parent = nullptr);

    QList<QAction *> pageActions() const override;
    void shown() override;
    QByteArray saveState() const override;
    void restoreState(const QByteArray &state) override;

private:
    void buildLayout();
    void connectTable();
    void connectController();
    void connectActions();
    void connectGuide();
    QAction *addPageAction(const QString &text, const QKeySequence &keys);
    void showState();
    void showGrowth();
    void showSummary();
    void showEmpty();
    void showSelection();
    void restoreSelection();
    void lookAtHealth();
    void takeProposal();
    void rollBack();
    void rollBackUnit(DeploymentKind kind, const QString &unit);
    /// Also where the filter hides it.
    void select(const QString &id);
    void leaveSelected(int first, int last);
    void followUnit();
    void selectProposed(const controllers::RollbackProposal &proposal);
    QString selectedId() const;
    const Deployment *selected() const;

    controllers::DeploymentsController &m_controller;
    widgets::PageHeader *m_header;
    DeploymentsFilter *m_filter;
    widgets::TableView *m_table;
    widgets::StatePane *m_pane;
    widgets::NoticeBar *m_notice;
    UnreadServices *m_unread;
    RollbackMarks *m_marks;
    widgets::MenuButton *m_more;
    DeploymentDetail *m_detail;
    DeploymentComparison *m_comparison;
    DeploymentActions *m_actions;
    RunbookForm *m_form;
    RollbackGuide *m_guide;
    QAction *m_reload;
    QAction *m_find;
    QAction *m_showDifference;
    QAction *m_showDetails;
    QTimer *m_clock;
    QTimer *m_looked; ///< rows came or were scrolled: their health is wanted
    QString m_kept; ///< what was selected, for when the rows are there again
    bool m_started = false;
    bool m_fitted = false; ///< the columns have their widths
    bool m_isSelectionOpen = true; ///< what is proposed is selected by itself
    std::optional<std::pair<DeploymentKind, QString>> m_left; ///< whose selected deployment is no row any more
    bool m_isRollbackWanted = false; ///< the guide opens once it is known what is proposed
};

} // namespace sm::pages
