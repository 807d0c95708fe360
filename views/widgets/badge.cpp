// SPDX-License-Identifier: GPL-3.0-or-later
#include <widgets/badge.h>

#include "look/crisp.h"

#include <widgets/metrics.h>
#include <widgets/typography.h>

#include <QPainter>

namespace sm::widgets {

namespace {

constexpr int padding = 7;
constexpr int badgeHeight = 18;

} // namespace

Badge::Badge(QWidget *parent)
    : Badge(QString(), Tone::Neutral, parent)
{
}

Badge::Badge(const QString &text, Tone tone, QWidget *parent)
    : QLabel(text, parent)
    , m_tone(tone)
{
    setTextFormat(Qt::PlainText);
    setFont(fontFor(TextRole::Badge));
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

void Badge::setTone(Tone tone)
{
    m_tone = tone;
    update();
}

QSize Badge::sizeHint() const { return badgeSize(text()); }

void Badge::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    drawBadge(painter, rect(), text(), m_tone, Theme::of(*this));
}

QSize badgeSize(const QString &text)
{
    return {QFontMetrics(fontFor(TextRole::Badge)).horizontalAdvance(text) + 1 + 2 * padding, badgeHeight};
}

void drawBadge(QPainter &painter, const QRect &rect, const QString &text, Tone tone, const Theme &theme)
{
    const int width = std::min(badgeSize(text).width(), rect.width());
    const QRect box(painter.layoutDirection() == Qt::RightToLeft ? rect.right() + 1 - width : rect.left(),
        rect.top() + (rect.height() - badgeHeight) / 2, width, badgeHeight);
    const auto [ink, tint] = theme.tone(tone);
    drawBox(painter, box, metrics::badgeRadius, tint, QColor());

    painter.save();
    painter.setFont(fontFor(TextRole::Badge));
    painter.setPen(ink);
    const QRect inside = box.adjusted(padding, 0, -padding, 0);
    painter.drawText(inside, int(Qt::AlignCenter | Qt::TextSingleLine | Qt::TextDontClip),
        painter.fontMetrics().elidedText(text, Qt::ElideRight, inside.width()));
    painter.restore();
}

} // namespace sm::widgets
