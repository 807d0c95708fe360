// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/journalentry.h>
#include <widgets/scrollpane.h>

class QPushButton;

namespace sm::widgets {
class Badge;
class ChangeList;
class CodeBlock;
class KeyValueList;
class TextLabel;
} // namespace sm::widgets

namespace sm::pages {

/// One entry of the journal in full: what changed, what was sent, how it ended, and what can be done about it now.
class JournalDetail : public widgets::ScrollPane
{
    Q_OBJECT

public:
    explicit JournalDetail(QWidget *parent = nullptr);

    /// Nothing: asks to select an entry.
    void clear();
    /// \p mayChange false: read-only, so nothing is offered that changes something.
    void setEntry(const JournalEntry &entry, const QList<Change> &changes, bool mayChange);
    qint64 entry() const { return m_entry.id; }

Q_SIGNALS:
    void undoWanted(qint64 entry);
    void undoOfRunWanted(qint64 run);
    void lookWanted(qint64 entry);
    /// A person has found out what became of it.
    void settleWanted(qint64 entry, bool done);
    void valuesWanted(qint64 entry);

private:
    QWidget *buttons();
    void showFacts();
    void showDoubt();

    JournalEntry m_entry;
    widgets::TextLabel *m_title;
    widgets::Badge *m_state;
    widgets::TextLabel *m_advice;
    QPushButton *m_undo;
    QPushButton *m_undoRun;
    QPushButton *m_look;
    QPushButton *m_done;
    QPushButton *m_notDone;
    widgets::TextLabel *m_changesTitle;
    widgets::ChangeList *m_changes;
    QPushButton *m_values;
    widgets::KeyValueList *m_facts;
    widgets::CodeBlock *m_cli;
    widgets::CodeBlock *m_input;
    widgets::CodeBlock *m_output;
    QList<QWidget *> m_parts; ///< what there is only with an entry
};

} // namespace sm::pages
