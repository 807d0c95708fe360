// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <controllers/deploymentscontroller.h>

#include <QWidget>

class QStackedWidget;
class QTabBar;

namespace sm::widgets {
class DifferenceBlock;
class LoadingLine;
class TextLabel;
} // namespace sm::widgets

namespace sm::pages {

class DeploymentSections;

/// Below the axis: how the selected deployment differs from what is running and what going back does not bring back,
/// or all about its unit as it is now.
class DeploymentComparison : public QWidget
{
    Q_OBJECT

public:
    explicit DeploymentComparison(controllers::DeploymentsController &controller, QWidget *parent = nullptr);

    /// nullptr: none is selected.
    void setDeployment(const Deployment *selected);
    void showDifference();
    void showDetails();

private:
    void buildLayout();
    QWidget *differenceCard();
    void showChoice();
    void readDetails();

    controllers::DeploymentsController &m_controller;
    std::optional<Deployment> m_selected;
    QTabBar *m_tabs;
    QStackedWidget *m_stack;
    widgets::LoadingLine *m_loading;
    widgets::TextLabel *m_title;
    widgets::DifferenceBlock *m_difference;
    widgets::TextLabel *m_note;
    widgets::TextLabel *m_notBack;
    DeploymentSections *m_sections;
};

} // namespace sm::pages
