// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/plan.h>

#include <widgets/scrollpane.h>

namespace sm::widgets {
class Badge;
class ChangeList;
class CodeBlock;
class TextLabel;
} // namespace sm::widgets

namespace sm::dialogs {

/// One step of a plan in full: what changes, whether it can be taken back, what to know, the call itself.
class StepPane : public widgets::ScrollPane
{
    Q_OBJECT

public:
    explicit StepPane(QWidget *parent = nullptr);
    /// \p titled false: the step's title stands elsewhere already.
    void setStep(const Step &step, bool titled);

private:
    widgets::TextLabel *m_title;
    widgets::Badge *m_mark;
    widgets::TextLabel *m_explanation;
    widgets::TextLabel *m_changesTitle;
    widgets::ChangeList *m_changes;
    widgets::TextLabel *m_notes;
    widgets::TextLabel *m_sends;
    widgets::CodeBlock *m_cli;
    widgets::CodeBlock *m_input;
};

} // namespace sm::dialogs
