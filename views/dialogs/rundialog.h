// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/question.h>
#include <tables/runtable.h>

#include <QDialog>

class QCheckBox;
class QPushButton;
class QTimer;

namespace sm::widgets {
class CodeBlock;
class QuestionBar;
class TableView;
class TextLabel;
} // namespace sm::widgets

namespace sm::dialogs {

/// One run step by step, while it runs and afterwards: what was done and verified, how long it took, what it says
/// meanwhile, what failed and why; and the questions that it waits with.
class RunDialog : public QDialog
{
    Q_OBJECT

public:
    RunDialog(const Plan &plan, QWidget *parent);

    void setStep(int step, const tables::RunTable::Progress &progress);
    /// What the step has said so far.
    void setOutput(int step, const QStringList &lines);
    void setSummary(const QString &sentence);
    /// Nothing: the run waits for nobody.
    void setQuestion(const std::optional<Question> &question);
    void setFinished();

Q_SIGNALS:
    void journalRequested();
    void cancelRequested();
    void answered(const sm::Answer &answer);

private:
    void buildLayout(const QString &title);
    QWidget *buttons();
    void hideOthers();
    void follow(int step);
    int shownStep() const;
    void showOutput();

    tables::RunTable m_table;
    widgets::TextLabel *m_summary;
    widgets::QuestionBar *m_question;
    QCheckBox *m_troubleOnly;
    widgets::TableView *m_view;
    widgets::TextLabel *m_outputTitle;
    widgets::CodeBlock *m_output;
    QPushButton *m_cancel;
    QTimer *m_clock;
    QTimer *m_settled; ///< a program may say thousands of lines a second
    QList<QStringList> m_lines; ///< by step
    bool m_follows = true; ///< the step at work is the selected one, until somebody selects another
};

} // namespace sm::dialogs
