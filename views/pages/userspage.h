// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "page.h"

#include <controllers/userscontroller.h>

class QComboBox;
class QPushButton;
class QTimer;

namespace sm::widgets {
class FilterField;
class PageHeader;
class StatePane;
class TableView;
} // namespace sm::widgets

namespace sm::pages {

class UserActions;
class UserDetail;

/// The users of a pool: pool picker, filter, table, detail pane, actions on one or many.
class UsersPage : public Page
{
    Q_OBJECT

public:
    explicit UsersPage(controllers::UsersController &controller, QWidget *parent = nullptr);

    QList<QAction *> pageActions() const override;
    void shown() override;
    QByteArray saveState() const override;
    void restoreState(const QByteArray &state) override;

private:
    void buildLayout();
    QWidget *filterRow();
    void connectController();
    void connectTable();
    void showState();
    void showCounts();
    void showPools();
    void restoreSelection();
    void showSelection();
    void resetColumns();
    void fitColumns();
    QList<int> shownColumns() const;
    void exportShown();
    int selectedCount() const;
    QList<UserName> selection(qsizetype most) const;

    controllers::UsersController &m_controller;
    widgets::PageHeader *m_header;
    QComboBox *m_pools;
    widgets::FilterField *m_filter;
    QPushButton *m_columns;
    widgets::TableView *m_table;
    widgets::StatePane *m_pane;
    UserDetail *m_detail;
    UserActions *m_actions;
    QAction *m_export;
    QAction *m_reload;
    QAction *m_find;
    QAction *m_stop;
    QAction *m_chooseColumns;
    QTimer *m_clock;
    UserPoolId m_preferredPool;
    QByteArray m_columnState;
    QList<UserName> m_keptSelection;
    bool m_started = false;
    bool m_columnsKnown = false; ///< of a pool
    bool m_fitted = false;
};

} // namespace sm::pages
