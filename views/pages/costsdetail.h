// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <controllers/costscontroller.h>

#include <QWidget>

class QStackedWidget;
class QTabBar;

namespace sm::widgets {
class StatePane;
class TableView;
} // namespace sm::widgets

namespace sm::pages {

class CostsDays;

/// Below the chart: the table that agrees with it, and the days that stand out.
class CostsDetail : public QWidget
{
    Q_OBJECT

public:
    explicit CostsDetail(controllers::CostsController &controller, QWidget *parent = nullptr);

    widgets::TableView *table() const { return m_table; }
    widgets::StatePane *pane() const { return m_pane; }
    /// To the front, with what stands at \p place of the outlook.
    void showDay(int place);
    /// Another tab at the right end.
    void addTab(const QString &title, QWidget *content);
    /// With the focus on its tab.
    void bringToFront(QWidget *content);
    void fitColumns();

Q_SIGNALS:
    void journalRequested(const QDate &day);
    /// Enter or double click on a group, or on the others.
    void rowActivated(int row);
    void noted(const QString &sentence);
    void runbookRequested(const QString &key, const QJsonObject &parameters);

private:
    void connectTable();
    void addExtras();
    void showFigures();

    controllers::CostsController &m_controller;
    QTabBar *m_tabs;
    QStackedWidget *m_stack;
    widgets::TableView *m_table;
    widgets::StatePane *m_pane;
    CostsDays *m_days;
    bool m_fitted = false; ///< the columns have their widths
};

} // namespace sm::pages
