// SPDX-License-Identifier: GPL-3.0-or-later
#include <widgets/searchbox.h>

#include "look/crisp.h"

#include <widgets/icons.h>
#include <widgets/metrics.h>
#include <widgets/theme.h>
#include <widgets/typography.h>

#include <QPainter>

namespace sm::widgets {

namespace {

constexpr int padding = 12;
constexpr int capHeight = 18;

/// Paints one key at the left of \p right and gives back its left edge.
int drawKeyCap(QPainter &painter, int right, int height, const QString &key, const Theme &theme)
{
    const int width = std::max(capHeight, painter.fontMetrics().horizontalAdvance(key) + 10);
    const QRect cap(right - width, (height - capHeight) / 2, width, capHeight);
    drawBox(painter, cap, metrics::badgeRadius, theme.panel, theme.line);
    painter.setPen(theme.muted);
    painter.drawText(cap, Qt::AlignCenter, key);
    return cap.left();
}

} // namespace

SearchBox::SearchBox(const QString &text, const QKeySequence &shortcut, QWidget *parent)
    : QAbstractButton(parent)
    , m_keyCaps(shortcut.toString(QKeySequence::NativeText).split(u'+', Qt::SkipEmptyParts))
{
    setText(text);
    setAccessibleDescription(tr("Opens with %1").arg(shortcut.toString(QKeySequence::NativeText)));
    setFont(fontFor(TextRole::Body));
    setCursor(Qt::PointingHandCursor);
    setAttribute(Qt::WA_Hover);
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

QSize SearchBox::sizeHint() const { return {420, metrics::controlHeight}; }

QSize SearchBox::minimumSizeHint() const { return {160, metrics::controlHeight}; }

void SearchBox::paintEvent(QPaintEvent *)
{
    const Theme &theme = Theme::of(*this);
    QPainter painter(this);
    drawBox(painter, rect(), metrics::radius, underMouse() ? theme.hover : theme.sunken, theme.outline);
    if (hasFocus() && window()->testAttribute(Qt::WA_KeyboardFocusChange))
        drawFocusRing(painter, rect(), metrics::radius, theme.accent);

    painter.setFont(fontFor(TextRole::Secondary));
    int right = width() - padding;
    for (auto key = m_keyCaps.crbegin(); key != m_keyCaps.crend(); ++key)
        right = drawKeyCap(painter, right, height(), *key, theme) - metrics::smallGap;

    drawGlyph(painter, QRect(padding - 2, 0, metrics::iconSize, height()), Glyph::Search, theme.muted);
    const int left = padding - 2 + metrics::iconSize + metrics::gap;
    const QRect place(left, 0, right - metrics::gap - left, height());
    painter.setFont(font());
    painter.setPen(theme.muted);
    painter.drawText(place, int(Qt::AlignVCenter | Qt::TextSingleLine),
        painter.fontMetrics().elidedText(text(), Qt::ElideRight, place.width()));
}

} // namespace sm::widgets
