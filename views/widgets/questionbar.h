// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/question.h>

#include <widgets/tintbox.h>

class QHBoxLayout;
class QLineEdit;
class QPushButton;

namespace sm::widgets {

class TextLabel;

/// What a run waits for: the question, a button for each answer, and a line for the reason where one is kept, or for
/// what has to be typed. Enter in the line types it; it closes no dialog. It is there only while something is asked.
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

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    void addOption(const QString &option);
    void nameLine();
    void answer(const QString &option);
    bool isOpen(const QString &option) const;
    void updateButtons();

    Question m_question;
    TextLabel *m_kind;
    TextLabel *m_text;
    TextLabel *m_lineName; ///< what has to be written into the line; hidden where nothing has to
    QLineEdit *m_line;
    QHBoxLayout *m_options;
    QStringList m_answers;
    QList<QPushButton *> m_buttons; ///< one for each of the answers
};

/// The answer \p option as a button says it.
QString wordOfAnswer(const QString &option);

} // namespace sm::widgets
