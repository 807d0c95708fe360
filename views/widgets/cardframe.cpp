// SPDX-License-Identifier: GPL-3.0-or-later
#include <widgets/cardframe.h>

#include "look/crisp.h"

#include <widgets/metrics.h>
#include <widgets/textlabel.h>

#include <QPainter>
#include <QVBoxLayout>

namespace sm::widgets {

CardFrame::CardFrame(Padding padding, QWidget *parent)
    : QFrame(parent)
    , m_body(new QVBoxLayout(this))
{
    if (padding == Padding::Card)
        m_body->setContentsMargins(
            metrics::cardPadding, metrics::cardPadding, metrics::cardPadding, metrics::cardPadding);
    else
        m_body->setContentsMargins(1, 1, 1, 3); // leaves the line and its lower corners uncovered
    m_body->setSpacing(metrics::gap);
}

CardFrame::CardFrame(const QString &title, QWidget *parent)
    : CardFrame(Padding::Card, parent)
{
    setTitle(title);
}

void CardFrame::setTitle(const QString &title)
{
    if (!m_title) {
        m_title = new TextLabel(TextRole::Section, this);
        m_body->insertWidget(0, m_title);
    }
    m_title->setText(title);
}

void CardFrame::paintEvent(QPaintEvent *)
{
    const Theme &theme = Theme::of(*this);
    QPainter painter(this);
    drawBox(painter, rect(), metrics::cardRadius, theme.panel, theme.line);
}

} // namespace sm::widgets
