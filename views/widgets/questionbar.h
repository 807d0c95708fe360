// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/question.h>

#include <widgets/tintbox.h>

class QHBoxLayout;
class QLineEdit;
class QPushButton;

namespace sm::widgets {

class TextLabel;

/// What a run waits for: the question, a button for each answer, and a line for the reason where one is kept. It is
/// there only while something is asked.
class QuestionBar : public TintBox
{
    Q_OBJECT

public:
    explicit QuestionBar(QWidget *parent = nullptr);

    void ask(const Question &question);
    /// Nothing is asked any more.
    void clear();

Q_SIGNALS:
    void answered(const sm::Answer &answer);

private:
    void addOption(const QString &option);
    void updateButtons();

    Question m_question;
    TextLabel *m_kind;
    TextLabel *m_text;
    QLineEdit *m_reason;
    QHBoxLayout *m_options;
    QList<QPushButton *> m_buttons;
};

/// The answer \p option as a button says it.
QString wordOfAnswer(const QString &option);

} // namespace sm::widgets
