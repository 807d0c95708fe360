// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "page.h"

#include <controllers/runbookscontroller.h>

namespace sm::widgets {
class FilterField;
class NoticeBar;
class PageHeader;
class StatePane;
class TableView;
} // namespace sm::widgets

namespace sm::pages {

class RunbookActions;
class RunbookDetail;

/// The library of runbooks, drafts first, then those of the system that is shown, and one of them in full. Markdown
/// files come in as drafts: by Import, or dropped on the page.
class RunbooksPage : public Page
{
    Q_OBJECT

public:
    explicit RunbooksPage(controllers::RunbooksController &controller, QWidget *parent = nullptr);

    QList<QAction *> pageActions() const override;
    void shown() override;
    QByteArray saveState() const override;
    void restoreState(const QByteArray &state) override;

    /// Brings the runbook to the front; where there are \p values, its form opens with them.
    void reveal(const QString &key, const QJsonObject &values = {});

Q_SIGNALS:
    void journalRequested(qint64 entry);

protected:
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;

private:
    void buildLayout();
    void connectController();
    void connectTable();
    void connectActions();
    void showState();
    void fitColumns();
    void showEmpty();
    void showFileProblems();
    void showSelected();
    void showImported(const QStringList &keys);
    void select(const QString &key);
    void fillIn();
    QString selected() const;

    controllers::RunbooksController &m_controller;
    QString m_selected; ///< its key; stays when the rows are read again
    QJsonObject m_values; ///< for its form, once it has been read
    widgets::PageHeader *m_header;
    widgets::FilterField *m_filter;
    widgets::TableView *m_table;
    widgets::StatePane *m_pane;
    widgets::NoticeBar *m_notice;
    RunbookActions *m_actions;
    RunbookDetail *m_detail;
    QAction *m_reload;
    QAction *m_find;
    QStringList m_toldProblems; ///< said once, until there are others
    bool m_fitted = false; ///< the columns have their widths
};

} // namespace sm::pages
