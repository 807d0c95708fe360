// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <controllers/costscontroller.h>
#include <controllers/costsextras.h>

#include <QWidget>

class QPushButton;

namespace sm::widgets {
class StatePane;
class TableView;
class TextLabel;
} // namespace sm::widgets

namespace sm::pages {

/// One of the lists beside the costs: read when somebody presses its button, not before.
class CostsExtra : public QWidget
{
    Q_OBJECT

public:
    using Part = controllers::CostsExtras::Part;

    /// \p invitation says what the button \p action is good for.
    CostsExtra(controllers::CostsController &controller, Part part, const QString &tableName, const QString &invitation,
        const QString &action, QWidget *parent = nullptr);

Q_SIGNALS:
    /// Enter or double click on a row with a runbook, or the button.
    void runbookRequested(const QString &key, const QJsonObject &parameters);

private:
    void show();
    controllers::SavingRunbook selectedRunbook() const;

    controllers::CostsController &m_controller;
    Part m_part;
    QString m_invitation;
    QString m_action;
    widgets::TableView *m_table;
    widgets::StatePane *m_pane;
    widgets::TextLabel *m_summary;
    QPushButton *m_read;
    QPushButton *m_open;
};

} // namespace sm::pages
