// SPDX-License-Identifier: GPL-3.0-or-later
#include "keyvaluerow.h"

#include "look/crisp.h"

#include <widgets/icons.h>
#include <widgets/metrics.h>
#include <widgets/textlabel.h>

#include <QHelpEvent>
#include <QKeyEvent>
#include <QPainter>
#include <QToolTip>

namespace sm::widgets {

using namespace Qt::Literals::StringLiterals;

namespace {
constexpr int columnGap = 12;
constexpr int focusInset = 6;
} // namespace

KeyValueRow::KeyValueRow(QWidget *parent)
    : QAbstractButton(parent)
{
    setFont(fontFor(TextRole::Body));
    setAttribute(Qt::WA_Hover);
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void KeyValueRow::setContent(const KeyValue &content)
{
    m_content = content;
    setAccessibleName(content.key + u": "_s + content.value);
    setAccessibleDescription(tr("Press to copy"));
    updateGeometry();
    update();
}

QSize KeyValueRow::sizeHint() const
{
    const int value = fontMetrics().horizontalAdvance(m_content.value);
    return {fontMetrics().horizontalAdvance(m_content.key) + columnGap + std::min(value, 320), metrics::rowHeight};
}

QSize KeyValueRow::minimumSizeHint() const { return {120, metrics::rowHeight}; }

/// The key gives way first when both are long: at most half of the row is its own.
int KeyValueRow::keyWidth() const
{
    const int wanted = fontMetrics().horizontalAdvance(m_content.key) + 1;
    const int value = fontMetrics().horizontalAdvance(m_content.value) + 1;
    return std::min(wanted, std::max((width() - columnGap) / 2, width() - columnGap - value));
}

QRect KeyValueRow::valueRect() const { return rect().adjusted(keyWidth() + columnGap, 0, 0, 0); }

void KeyValueRow::paintEvent(QPaintEvent *)
{
    const Theme &theme = Theme::of(*this);
    QPainter painter(this);
    const bool focused = hasFocus() && window()->testAttribute(Qt::WA_KeyboardFocusChange);
    const int inset = focused ? focusInset : 0; // the ring keeps clear of the words
    QRect value = valueRect().adjusted(inset, 0, -inset, 0);
    if (underMouse() || focused) { // the room of the copy sign is the value's otherwise
        drawGlyph(painter, QRect(value.right() + 1 - metrics::iconSize, 0, metrics::iconSize, height()), Glyph::Copy,
            theme.muted);
        value.setRight(value.right() - metrics::iconSize - metrics::smallGap);
    }
    const int line = int(Qt::AlignVCenter | Qt::TextSingleLine);
    painter.setPen(theme.muted);
    painter.drawText(QRect(inset, 0, keyWidth(), height()), line | int(Qt::AlignLeft),
        fontMetrics().elidedText(m_content.key, Qt::ElideMiddle, keyWidth()));
    painter.setPen(theme.text);
    painter.drawText(
        value, line | int(Qt::AlignRight), fontMetrics().elidedText(m_content.value, Qt::ElideMiddle, value.width()));
    drawBottomLine(painter, rect(), theme.line);
    if (focused)
        drawFocusRing(painter, rect(), metrics::badgeRadius, theme.accent);
}

void KeyValueRow::keyPressEvent(QKeyEvent *event)
{
    const bool enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (enter || event->matches(QKeySequence::Copy))
        click();
    else if (event->key() == Qt::Key_Down || event->key() == Qt::Key_Up)
        focusNextPrevChild(event->key() == Qt::Key_Down);
    else
        QAbstractButton::keyPressEvent(event);
}

bool KeyValueRow::event(QEvent *event)
{
    if (event->type() != QEvent::ToolTip)
        return QAbstractButton::event(event);
    const bool elided = fontMetrics().horizontalAdvance(m_content.value) > valueRect().width();
    const QString text = !m_content.toolTip.isEmpty() || !elided ? m_content.toolTip : m_content.value;
    QToolTip::showText(static_cast<QHelpEvent *>(event)->globalPos(), plainToolTip(text), this);
    return true;
}

} // namespace sm::widgets
