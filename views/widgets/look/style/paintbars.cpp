// SPDX-License-Identifier: GPL-3.0-or-later
#include "look/crisp.h"
#include "look/style/painters.h"

#include <widgets/metrics.h>
#include <widgets/theme.h>
#include <widgets/typography.h>

#include <QElapsedTimer>
#include <QPainter>
#include <QStyle>

namespace sm::widgets::paint {

namespace {

constexpr int barHeight = 4;

QRect middleOf(const QRect &rect)
{
    return {rect.left(), rect.top() + (rect.height() - barHeight) / 2, rect.width(), barHeight};
}

/// Where the moving piece of a bar without an end is, from -share to 1 of the width.
QRectF movingPiece(const QRectF &groove)
{
    constexpr qreal share = 0.3;
    constexpr qint64 periodMs = 1400;
    static const QElapsedTimer clock = [] {
        QElapsedTimer timer;
        timer.start();
        return timer;
    }();
    const qreal phase = qreal(clock.elapsed() % periodMs) / periodMs;
    const qreal left = groove.left() + (phase * (1 + share) - share) * groove.width();
    return QRectF(left, groove.top(), share * groove.width(), groove.height()) & groove;
}

} // namespace

void scrollBar(QPainter &painter, const QStyleOptionSlider &option, const QRect &slider)
{
    const Theme &theme = Theme::of(option.palette);
    if (option.minimum == option.maximum)
        return;
    const bool active
        = (option.state & QStyle::State_MouseOver) || (option.activeSubControls & QStyle::SC_ScrollBarSlider);
    const int inset = active ? 2 : 3;
    const QRectF handle = QRectF(slider).adjusted(inset, inset, -inset, -inset);
    drawBox(
        painter, handle, std::min(handle.width(), handle.height()) / 2, active ? theme.muted : theme.outline, QColor());
}

QRect scrollBarPart(const QStyleOptionSlider &option, int part, int shortestSlider)
{
    const QRect rect = option.rect;
    const bool horizontal = option.orientation == Qt::Horizontal;
    const int length = horizontal ? rect.width() : rect.height();
    const qint64 range = qint64(option.maximum) - option.minimum;
    const int slider = range > 0 ? std::clamp(int(qint64(option.pageStep) * length / (range + option.pageStep)),
                                       std::min(shortestSlider, length), length)
                                 : length;
    const int begin = QStyle::sliderPositionFromValue(
        option.minimum, option.maximum, option.sliderPosition, length - slider, option.upsideDown);
    const auto span = [&](int from, int size) {
        return horizontal ? QRect(rect.left() + from, rect.top(), size, rect.height())
                          : QRect(rect.left(), rect.top() + from, rect.width(), size);
    };
    switch (part) {
    case QStyle::SC_ScrollBarGroove:
        return rect;
    case QStyle::SC_ScrollBarSlider:
        return span(begin, slider);
    case QStyle::SC_ScrollBarSubPage:
        return span(0, begin);
    case QStyle::SC_ScrollBarAddPage:
        return span(begin + slider, length - begin - slider);
    default:
        return {}; // no arrow buttons
    }
}

void progressGroove(QPainter &painter, const QStyleOption &option)
{
    drawBox(painter, middleOf(option.rect), barHeight / 2.0, Theme::of(option.palette).line, QColor());
}

void progressContents(QPainter &painter, const QStyleOptionProgressBar &option, bool motionAllowed)
{
    const Theme &theme = Theme::of(option.palette);
    QRectF bar = middleOf(option.rect);
    const qint64 range = qint64(option.maximum) - option.minimum;
    if (range > 0)
        bar.setWidth(bar.width() * (qint64(option.progress) - option.minimum) / range);
    else if (motionAllowed)
        bar = movingPiece(bar);
    if (bar.width() >= 1)
        drawBox(painter, bar, barHeight / 2.0, theme.accent, QColor());
}

void tab(QPainter &painter, const QStyleOptionTab &option)
{
    const Theme &theme = Theme::of(option.palette);
    const bool selected = option.state & QStyle::State_Selected;
    const bool enabled = option.state & QStyle::State_Enabled;
    const QRect rect = option.rect;
    if (selected)
        painter.fillRect(QRect(rect.left(), rect.bottom() - 1, rect.width(), 2), theme.accent);
    painter.setPen(!enabled                                        ? theme.disabled
            : selected || (option.state & QStyle::State_MouseOver) ? theme.text
                                                                   : theme.muted);
    painter.setFont(fontFor(TextRole::Button));
    painter.drawText(rect, int(Qt::AlignCenter | Qt::TextShowMnemonic), option.text);
    if ((option.state & QStyle::State_HasFocus) && (option.state & QStyle::State_KeyboardFocusChange))
        drawFocusRing(painter, rect.adjusted(2, 2, -2, -4), metrics::radius, theme.accent);
}

} // namespace sm::widgets::paint
