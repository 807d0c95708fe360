// SPDX-License-Identifier: GPL-3.0-or-later
#include <widgets/statepane.h>

#include <widgets/emptystate.h>
#include <widgets/loadingline.h>
#include <widgets/metrics.h>
#include <widgets/noticebar.h>
#include <widgets/textlabel.h>

#include <QAbstractScrollArea>
#include <QGraphicsOpacityEffect>
#include <QStackedLayout>
#include <QVBoxLayout>

namespace sm::widgets {

namespace {

/// A line of its own around \p inner, so that it keeps clear of the card's edge.
QWidget *padded(QWidget *inner)
{
    auto *box = new QWidget;
    auto *layout = new QVBoxLayout(box);
    layout->setContentsMargins(metrics::gap, metrics::gap, metrics::gap, 0);
    layout->addWidget(inner);
    return box;
}

} // namespace

StatePane::StatePane(QWidget *content, QWidget *parent)
    : CardFrame(Padding::None, parent)
    , m_loading(new LoadingLine)
    , m_notice(new NoticeBar)
    , m_stale(new TextLabel(TextRole::Secondary))
    , m_empty(new EmptyState)
    , m_stack(new QStackedLayout)
    , m_content(content)
{
    m_stale->setContentsMargins(0, 0, 0, 0);
    m_staleBox = padded(m_stale);
    m_noticeBox = padded(m_notice);
    body()->setSpacing(0);
    body()->addWidget(m_loading);
    body()->addWidget(m_noticeBox);
    body()->addWidget(m_staleBox);
    body()->addLayout(m_stack, 1);
    m_stack->addWidget(m_content); // it shows its first widget, which would be a window without a parent
    m_stack->addWidget(m_empty);
    m_noticeBox->hide();
    m_staleBox->hide();
    setFocusProxy(m_content);
    connect(m_empty, &EmptyState::actionTriggered, this, &StatePane::emptyActionTriggered);
    connect(m_notice, &NoticeBar::dismissed, m_noticeBox, &QWidget::hide);
}

void StatePane::setLoading(bool loading) { m_loading->setLoading(loading); }

void StatePane::setEmpty(const QString &sentence, const QString &action)
{
    m_empty->setMessage(sentence, action);
    m_stack->setCurrentWidget(sentence.isEmpty() ? m_content : static_cast<QWidget *>(m_empty));
    setFocusProxy(sentence.isEmpty() ? m_content : nullptr); // Tab would end at a proxy that is hidden
}

bool StatePane::isEmpty() const { return m_stack->currentWidget() == m_empty; }

void StatePane::showError(const Error &error)
{
    if (error.kind() == Error::Kind::Cancelled)
        return;
    m_notice->showError(error);
    m_noticeBox->show();
}

void StatePane::clearError()
{
    m_noticeBox->hide();
    m_notice->hide();
}

void StatePane::setStale(const QString &sentence)
{
    m_stale->setText(sentence);
    m_staleBox->setVisible(!sentence.isEmpty());
    // Around a whole table the effect would keep what was scrolled away; its viewport is painted anew.
    auto *area = qobject_cast<QAbstractScrollArea *>(m_content);
    QWidget *greyed = area ? area->viewport() : m_content;
    greyed->setGraphicsEffect(nullptr);
    if (sentence.isEmpty())
        return;
    auto *grey = new QGraphicsOpacityEffect(greyed);
    grey->setOpacity(0.6);
    greyed->setGraphicsEffect(grey);
}

} // namespace sm::widgets
