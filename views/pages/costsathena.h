// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <controllers/athenacontroller.h>

#include <QWidget>

class QPushButton;
class QStackedWidget;

namespace sm::widgets {
class StatePane;
class TableView;
class TextLabel;
} // namespace sm::widgets

namespace sm::pages {

class ChoiceButton;

/// The report of the system in Athena: what can be asked of it and for how much, results, recent queries and
/// partitions. Read when somebody presses its button, not before; what changes anything is a plan.
class CostsAthena : public QWidget
{
    Q_OBJECT

public:
    explicit CostsAthena(controllers::AthenaController &controller, QWidget *parent = nullptr);

Q_SIGNALS:
    /// Rows went to the clipboard.
    void noted(const QString &sentence);

private:
    using Part = controllers::AthenaController::Part;
    struct View
    {
        widgets::TableView *table = nullptr;
        widgets::StatePane *pane = nullptr;
    };

    View makeView(Part part, const QString &tableName);
    void buildLayout();
    void fillChoices();
    void connectButtons();
    void setPart(Part part);
    void partChanged(Part part);
    void show();
    void showPane(Part part);
    void showButtons();
    QString invitation(Part part) const;
    QString selectedQuery() const;

    controllers::AthenaController &m_controller;
    Part m_part = Part::Queries;
    bool m_wasRunning = false;
    QStackedWidget *m_stack;
    std::array<View, 4> m_views;
    widgets::TextLabel *m_summary;
    ChoiceButton *m_partChoice;
    ChoiceButton *m_period;
    QPushButton *m_stop;
    QPushButton *m_repair;
    QPushButton *m_run;
    QPushButton *m_read;
};

} // namespace sm::pages
