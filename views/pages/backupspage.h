// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "page.h"

#include <controllers/backupscontroller.h>

class QTimer;

namespace sm::widgets {
class MenuButton;
class NoticeBar;
class PageHeader;
class StatePane;
class TableView;
} // namespace sm::widgets

namespace sm::pages {

class AssetActions;
class BackupActions;
class BackupDetail;
class BackupsFilter;

/// What is protected in a system and how well, one asset in full beside it, and everything that is done about backups:
/// each opens its runbook's form, then the plan. Also says what stands frozen.
class BackupsPage : public Page
{
    Q_OBJECT

public:
    explicit BackupsPage(controllers::BackupsController &controller, QWidget *parent = nullptr);

    QList<QAction *> pageActions() const override;
    void shown() override;
    QByteArray saveState() const override;
    void restoreState(const QByteArray &state) override;

private:
    void buildLayout();
    void connectTable();
    void connectController();
    void connectActions();
    void showState();
    void showSummary();
    void showEmpty();
    void showFrozen();
    void showSelection();
    void restoreSelection();
    QStringList selected() const;

    controllers::BackupsController &m_controller;
    widgets::PageHeader *m_header;
    BackupsFilter *m_filter;
    widgets::TableView *m_table;
    widgets::StatePane *m_pane;
    widgets::NoticeBar *m_notice;
    widgets::NoticeBar *m_frozen;
    widgets::MenuButton *m_sets;
    BackupDetail *m_detail = nullptr;
    BackupActions *m_actions;
    AssetActions *m_byAsset;
    QAction *m_reload;
    QAction *m_find;
    QTimer *m_clock;
    QStringList m_kept; ///< what was selected, for when the rows are there again
    bool m_started = false;
    bool m_fitted = false; ///< the columns have their widths
};

} // namespace sm::pages
