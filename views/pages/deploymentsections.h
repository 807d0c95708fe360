// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <controllers/deploymentsdetail.h>

#include <QWidget>

#include <map>

namespace sm::widgets {
class StatePane;
class TableView;
class TextLabel;
} // namespace sm::widgets

namespace sm::pages {

class ChoiceButton;

/// All about one unit as it is now, one section at a time: events of a stack, tasks of a service, versions of a
/// function.
class DeploymentSections : public QWidget
{
    Q_OBJECT

public:
    explicit DeploymentSections(controllers::DeploymentsDetail &detail, QWidget *parent = nullptr);

    void setFocusOnRows();

Q_SIGNALS:
    /// Somebody wants it read again.
    void readRequested();

private:
    void buildLayout();
    void showState();
    void showSection();
    void showCount();
    tables::DeploymentSectionTable *section() const;

    controllers::DeploymentsDetail &m_detail;
    ChoiceButton *m_choice;
    widgets::TextLabel *m_count;
    widgets::TableView *m_table;
    widgets::StatePane *m_pane;
    QString m_unit; ///< that is shown
    QString m_chosen; ///< id of a section: stays for the next unit that has such a one
};

} // namespace sm::pages
