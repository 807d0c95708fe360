// SPDX-License-Identifier: GPL-3.0-or-later
#include "questionbar.h"

#include <widgets/buttons.h>
#include <widgets/metrics.h>
#include <widgets/textlabel.h>

#include <QAccessible>
#include <QHBoxLayout>
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
    return option == u"skip" || (question.kind == Question::Kind::Approve && option == u"no");
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
    , m_reason(new QLineEdit)
    , m_options(new QHBoxLayout)
{
    m_kind->setTone(Tone::Warning);
    m_text->setWordWrap(true);
    m_reason->setPlaceholderText(tr("Reason"));
    m_reason->setAccessibleName(tr("Reason"));
    m_options->setSpacing(metrics::gap);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(metrics::cardGap, metrics::gap, metrics::cardGap, metrics::cardGap);
    layout->setSpacing(metrics::gap);
    layout->addWidget(m_kind);
    layout->addWidget(m_text);
    layout->addWidget(m_reason);
    layout->addLayout(m_options);
    connect(m_reason, &QLineEdit::textChanged, this, &QuestionBar::updateButtons);
    hide();
}

void QuestionBar::ask(const Question &question)
{
    clear();
    m_question = question;
    m_kind->setText(wordOf(question.kind));
    m_text->setText(question.text);
    for (const QString &option : question.options)
        addOption(option);
    m_options->addStretch(1);
    setAccessibleName(m_kind->text() + QStringLiteral(": ") + question.text);
    updateButtons();
    show();
    QAccessibleEvent alert(this, QAccessible::Alert);
    QAccessible::updateAccessibility(&alert);
}

void QuestionBar::addOption(const QString &option)
{
    QPushButton *button = makeButton(wordOfAnswer(option));
    connect(button, &QPushButton::clicked, this, [this, option] {
        const Answer answer{option, m_reason->text().trimmed()};
        clear();
        Q_EMIT answered(answer);
    });
    m_options->addWidget(button);
    m_buttons.append(button);
}

void QuestionBar::updateButtons()
{
    const bool hasReason = !m_reason->text().trimmed().isEmpty();
    for (qsizetype i = 0; i < m_buttons.size(); ++i)
        m_buttons.at(i)->setEnabled(hasReason || !needsReason(m_question, m_question.options.at(i)));
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
    m_reason->clear();
    hide();
}

} // namespace sm::widgets
