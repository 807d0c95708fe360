// SPDX-License-Identifier: GPL-3.0-or-later
#include "questionbar.h"

#include <widgets/buttons.h>
#include <widgets/metrics.h>
#include <widgets/textlabel.h>

#include <QAccessible>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace sm::widgets {

namespace {

QString wordOf(Question::Kind kind)
{
    switch (kind) {
    case Question::Kind::Manual:
        return QuestionBar::tr("To do by hand");
    case Question::Kind::Decide:
        return QuestionBar::tr("Decide");
    case Question::Kind::Approve:
        return QuestionBar::tr("Approve");
    case Question::Kind::Confirm:
        return QuestionBar::tr("Confirm");
    case Question::Kind::Acknowledge:
        return QuestionBar::tr("Type to go on");
    case Question::Kind::SignIn:
        return QuestionBar::tr("Sign in again");
    case Question::Kind::Failed:
        return QuestionBar::tr("A step failed");
    case Question::Kind::InDoubt:
        return QuestionBar::tr("In doubt");
    }
    Q_UNREACHABLE();
}

/// A reason is kept with every answer; where the answer can not be judged without one it has to be given.
bool needsReason(const Question &question, const QString &option)
{
    if (question.kind == Question::Kind::InDoubt)
        return option != u"stop";
    if (question.kind == Question::Kind::Approve)
        return option == u"no" || !question.evidence.isEmpty();
    return option == u"skip";
}

QStringList answersTo(const Question &question)
{
    const bool isTyped = question.kind == Question::Kind::Acknowledge;
    return isTyped ? QStringList{question.typed, QStringLiteral("stop")} : question.options;
}

} // namespace

QString wordOfAnswer(const QString &option)
{
    static const QHash<QString, const char *> words{{QStringLiteral("yes"), QT_TR_NOOP("Yes")},
        {QStringLiteral("no"), QT_TR_NOOP("No")}, {QStringLiteral("done"), QT_TR_NOOP("Done")},
        {QStringLiteral("not done"), QT_TR_NOOP("Not done")}, {QStringLiteral("go on"), QT_TR_NOOP("Go on")},
        {QStringLiteral("retry"), QT_TR_NOOP("Retry")}, {QStringLiteral("skip"), QT_TR_NOOP("Skip")},
        {QStringLiteral("stop"), QT_TR_NOOP("Stop the run")}};
    const auto found = words.constFind(option);
    return found == words.constEnd() ? option : QuestionBar::tr(*found);
}

QuestionBar::QuestionBar(QWidget *parent)
    : TintBox(Tone::Warning, parent)
    , m_kind(new TextLabel(TextRole::Heading))
    , m_text(new TextLabel(TextRole::Body))
    , m_lineName(new TextLabel(TextRole::Body))
    , m_line(new QLineEdit)
    , m_options(new QHBoxLayout)
{
    m_kind->setTone(Tone::Warning);
    m_text->setWordWrap(true);
    m_lineName->setWordWrap(true);
    m_options->setSpacing(metrics::gap);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(metrics::cardGap, metrics::gap, metrics::cardGap, metrics::cardGap);
    layout->setSpacing(metrics::gap);
    layout->addWidget(m_kind);
    layout->addWidget(m_text);
    layout->addWidget(m_lineName);
    layout->addWidget(m_line);
    layout->addLayout(m_options);
    connect(m_line, &QLineEdit::textChanged, this, &QuestionBar::updateButtons);
    hide();
}

void QuestionBar::ask(const Question &question)
{
    clear();
    m_question = question;
    m_answers = answersTo(question);
    m_kind->setText(wordOf(question.kind));
    m_text->setText(question.text);
    nameLine();
    for (const QString &option : std::as_const(m_answers))
        addOption(option);
    m_options->addStretch(1);
    setAccessibleName(m_kind->text() + QStringLiteral(": ") + question.text);
    updateButtons();
    show();
    QAccessibleEvent alert(this, QAccessible::Alert);
    QAccessible::updateAccessibility(&alert);
}

void QuestionBar::nameLine()
{
    const bool isTyped = m_question.kind == Question::Kind::Acknowledge;
    const QString wanted = isTyped ? tr("Type “%1”").arg(m_question.typed) : m_question.evidence;
    m_lineName->setText(wanted);
    m_lineName->setVisible(!wanted.isEmpty());
    m_line->setPlaceholderText(isTyped ? QString() : tr("Reason"));
    m_line->setAccessibleName(wanted.isEmpty() ? tr("Reason") : wanted);
}

void QuestionBar::addOption(const QString &option)
{
    const bool isWhatIsTyped = m_question.kind == Question::Kind::Acknowledge && option == m_question.typed;
    QPushButton *button = makeButton(isWhatIsTyped ? tr("Go on") : wordOfAnswer(option));
    connect(button, &QPushButton::clicked, this, [this, option] { answer(option); });
    m_options->addWidget(button);
    QWidget *before = m_buttons.isEmpty() ? static_cast<QWidget *>(m_line) : m_buttons.last();
    setTabOrder(before, button); // it is younger than what stands below the question
    m_buttons.append(button);
}

void QuestionBar::answer(const QString &option)
{
    const bool isTyped = m_question.kind == Question::Kind::Acknowledge;
    const Answer answer{option, isTyped ? QString() : m_line->text().trimmed()};
    clear();
    Q_EMIT answered(answer);
}

bool QuestionBar::isOpen(const QString &option) const
{
    if (m_question.kind == Question::Kind::Acknowledge && option == m_question.typed)
        return m_line->text() == m_question.typed;
    return !m_line->text().trimmed().isEmpty() || !needsReason(m_question, option);
}

void QuestionBar::updateButtons()
{
    for (qsizetype i = 0; i < m_buttons.size(); ++i)
        m_buttons.at(i)->setEnabled(isOpen(m_answers.at(i)));
}

/// The dialog around it would take Enter for its own button.
void QuestionBar::keyPressEvent(QKeyEvent *event)
{
    const bool isEnter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (!isEnter || !m_line->hasFocus()) {
        TintBox::keyPressEvent(event);
        return;
    }
    event->accept();
    if (m_question.kind == Question::Kind::Acknowledge && isOpen(m_question.typed))
        answer(m_question.typed);
}

void QuestionBar::clear()
{
    for (QPushButton *button : std::as_const(m_buttons)) {
        button->hide();
        button->deleteLater(); // it may be the one whose click led here
    }
    m_buttons.clear();
    while (QLayoutItem *stretch = m_options->takeAt(0))
        delete stretch;
    m_line->clear();
    hide();
}

} // namespace sm::widgets
