// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "page.h"

#include <controllers/journalcontroller.h>

namespace sm::widgets {
class FilterField;
class KeyValueList;
class CodeBlock;
class PageHeader;
class StatePane;
class TableView;
class TextLabel;
} // namespace sm::widgets

namespace sm::pages {

/// Everything that was done, newest first, and one entry in full: input, CLI line, outcome, request id.
class JournalPage : public Page
{
    Q_OBJECT

public:
    explicit JournalPage(controllers::JournalController &controller, QWidget *parent = nullptr);

    QList<QAction *> pageActions() const override;
    void shown() override;
    QByteArray saveState() const override;
    void restoreState(const QByteArray &state) override;
    /// Brings the entry to the front when it is among those shown.
    void reveal(qint64 entry);

private:
    void buildLayout();
    QWidget *detail();
    void showState();
    void showWanted();
    void showEntry();

    controllers::JournalController &m_controller;
    widgets::PageHeader *m_header;
    widgets::FilterField *m_filter;
    widgets::TableView *m_table;
    widgets::StatePane *m_pane;
    widgets::TextLabel *m_title;
    widgets::KeyValueList *m_facts;
    widgets::CodeBlock *m_cli;
    widgets::CodeBlock *m_input;
    QAction *m_reload;
    QAction *m_find;
    qint64 m_wanted = 0;
};

} // namespace sm::pages
