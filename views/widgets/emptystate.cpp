// SPDX-License-Identifier: GPL-3.0-or-later
#include <widgets/emptystate.h>

#include <widgets/buttons.h>
#include <widgets/metrics.h>
#include <widgets/textlabel.h>

#include <QVBoxLayout>

namespace sm::widgets {

EmptyState::EmptyState(QWidget *parent)
    : QWidget(parent)
    , m_sentence(new TextLabel(TextRole::Body, this))
    , m_action(makeButton(QString(), ButtonKind::Normal, this))
{
    m_sentence->setMuted(true);
    m_sentence->setAlignment(Qt::AlignCenter);
    m_sentence->setWordWrap(true);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(metrics::pageMargin, metrics::pageMargin, metrics::pageMargin, metrics::pageMargin);
    layout->setSpacing(metrics::cardGap);
    layout->addStretch(2);
    layout->addWidget(m_sentence);
    layout->addWidget(m_action, 0, Qt::AlignHCenter);
    layout->addStretch(3); // a little above the middle reads as the middle
    m_action->hide();
    connect(m_action, &QPushButton::clicked, this, &EmptyState::actionTriggered);
}

void EmptyState::setMessage(const QString &sentence, const QString &action)
{
    m_sentence->setText(sentence);
    m_action->setText(action);
    m_action->setVisible(!action.isEmpty());
}

QString EmptyState::sentence() const { return m_sentence->text(); }

} // namespace sm::widgets
