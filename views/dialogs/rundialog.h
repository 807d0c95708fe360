// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/question.h>
#include <tables/runtable.h>

#include <QDialog>

class QCheckBox;

namespace sm::widgets {
class QuestionBar;
class TableView;
class TextLabel;
} // namespace sm::widgets

namespace sm::dialogs {

/// One run step by step, while it runs and afterwards: what was done, what failed and why.
class RunDialog : public QDialog
{
    Q_OBJECT

public:
    RunDialog(const Plan &plan, QWidget *parent);

    void setStep(int step, StepState state, const std::optional<Error> &error);
    void setSummary(const QString &sentence);
    /// Nothing: the run waits for nobody.
    void setQuestion(const std::optional<Question> &question);

Q_SIGNALS:
    void journalRequested();
    void answered(const sm::Answer &answer);

private:
    void buildLayout(const QString &title);
    void hideOthers();

    tables::RunTable m_table;
    widgets::TextLabel *m_summary;
    widgets::QuestionBar *m_question;
    QCheckBox *m_troubleOnly;
    widgets::TableView *m_view;
};

} // namespace sm::dialogs
