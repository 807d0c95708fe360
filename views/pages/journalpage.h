// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "page.h"

#include <controllers/journalcontroller.h>

namespace sm::widgets {
class FilterField;
class NoticeBar;
class PageHeader;
class StatePane;
class TableView;
} // namespace sm::widgets

namespace sm::pages {

class JournalDetail;

/// Everything that was done, what is in doubt first, then newest first, and one entry in full: what it changed, what
/// was sent, how it ended, and the way back.
class JournalPage : public Page
{
    Q_OBJECT

public:
    /// \p mayChange false: read-only, so nothing can be taken back or settled.
    explicit JournalPage(controllers::JournalController &controller, bool mayChange, QWidget *parent = nullptr);

    QList<QAction *> pageActions() const override;
    void shown() override;
    QByteArray saveState() const override;
    void restoreState(const QByteArray &state) override;
    /// Brings the entry to the front when it is among those shown.
    void reveal(qint64 entry);
    /// Shows what \p text finds; see tables::JournalQuery.
    void search(const QString &text);

private:
    void buildLayout();
    void connectController();
    void connectDetail();
    void showState();
    void showWanted();
    void openSelected();
    void showEntry(const JournalEntry &entry, const QList<Change> &changes);
    void askForEvidence(qint64 entry, bool done);
    void chooseExport();
    void tell(const QString &sentence);

    controllers::JournalController &m_controller;
    widgets::PageHeader *m_header;
    widgets::FilterField *m_filter;
    widgets::TableView *m_table;
    widgets::StatePane *m_pane;
    widgets::NoticeBar *m_notice;
    JournalDetail *m_detail;
    bool m_mayChange;
    QAction *m_reload;
    QAction *m_find;
    QAction *m_verify;
    QAction *m_export;
    qint64 m_wanted = 0;
    bool m_fitted = false; ///< the columns have their widths
};

} // namespace sm::pages
