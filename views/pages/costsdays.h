// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <controllers/costscontroller.h>
#include <tables/costlist.h>

#include <QWidget>

class QPushButton;

namespace sm::widgets {
class StatePane;
class TableView;
class TextLabel;
} // namespace sm::widgets

namespace sm::pages {

/// Days that stand out: what they cost, what was expected, why they are listed, and the ways to what happened then.
class CostsDays : public QWidget
{
    Q_OBJECT

public:
    explicit CostsDays(controllers::CostsController &controller, QWidget *parent = nullptr);

    /// Selects what stands at \p place of the outlook.
    void select(int place);

Q_SIGNALS:
    void journalRequested(const QDate &day);
    void countChanged(int count);

private:
    void buildLayout();
    void showAnomalies();
    void showChanges(const QDate &day, const QList<CostDayEvent> &events);
    QDate selectedDay() const;
    void updateButtons();

    controllers::CostsController &m_controller;
    tables::CostList m_list;
    tables::CostList m_changes;
    widgets::TableView *m_table;
    widgets::StatePane *m_pane;
    widgets::TextLabel *m_changesTitle;
    widgets::TableView *m_changesTable;
    widgets::StatePane *m_changesPane;
    QPushButton *m_journal;
    QPushButton *m_look;
    QPushButton *m_askAws;
};

} // namespace sm::pages
