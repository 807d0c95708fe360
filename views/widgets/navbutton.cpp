// SPDX-License-Identifier: GPL-3.0-or-later
#include <widgets/navbutton.h>

#include "look/crisp.h"

#include <widgets/badge.h>
#include <widgets/metrics.h>
#include <widgets/typography.h>

#include <QKeyEvent>
#include <QPainter>

namespace sm::widgets {

namespace {
constexpr int padding = 11;
}

NavButton::NavButton(Glyph glyph, const QString &text, QWidget *parent)
    : QAbstractButton(parent)
    , m_glyph(glyph)
{
    setText(text);
    setCheckable(true);
    setAutoExclusive(true);
    setAttribute(Qt::WA_Hover);
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void NavButton::setCount(int count)
{
    m_count = count;
    setAccessibleDescription(count > 0 ? tr("%n need(s) attention", nullptr, count) : QString());
    update();
}

QSize NavButton::sizeHint() const { return {168, 34}; }

void NavButton::paintEvent(QPaintEvent *)
{
    const Theme &theme = Theme::of(*this);
    QPainter painter(this);
    if (isChecked())
        drawBox(painter, rect(), metrics::radius, theme.panel, theme.line);
    else if (underMouse())
        drawBox(painter, rect(), metrics::radius, theme.hover, QColor());
    if (hasFocus() && window()->testAttribute(Qt::WA_KeyboardFocusChange))
        drawFocusRing(painter, rect(), metrics::radius, theme.accent);

    drawGlyph(
        painter, QRect(padding, 0, metrics::iconSize, height()), m_glyph, isChecked() ? theme.accent : theme.muted);
    const int left = padding + metrics::iconSize + 10;
    painter.setFont(fontFor(isChecked() ? TextRole::Heading : TextRole::Body));
    painter.setPen(theme.text);
    painter.drawText(
        QRect(left, 0, width() - left - padding, height()), int(Qt::AlignVCenter | Qt::TextSingleLine), text());
    if (m_count == 0)
        return;
    const QString count = QString::number(m_count);
    const int badge = badgeSize(count).width();
    drawBadge(painter, QRect(width() - padding - badge, 0, badge, height()), count, Tone::Bad, theme);
}

void NavButton::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        click();
    else
        QAbstractButton::keyPressEvent(event); // Up and Down walk the exclusive siblings
}

} // namespace sm::widgets
