// SPDX-License-Identifier: GPL-3.0-or-later
#include "charttip.h"

#include "scene.h"

#include <widgets/crisp.h>
#include <widgets/figures.h>
#include <widgets/metrics.h>
#include <widgets/typography.h>

#include <QFontMetrics>
#include <QPainter>

namespace sm::charts {

using widgets::TextRole;
using widgets::Theme;
namespace metrics = widgets::metrics;

namespace {

constexpr int padding = 10;
constexpr int lineHeight = 18;
constexpr int swatch = 10;
constexpr int indent = swatch + 6;
constexpr int columnGap = 16;
constexpr int widestLabel = 220;
constexpr int away = 14; ///< from the crosshair

bool isStrong(const TipLine &line) { return line.kind == TipLine::Kind::Title || line.kind == TipLine::Kind::Series; }

QFont fontOf(const TipLine &line) { return widgets::fontFor(isStrong(line) ? TextRole::Section : TextRole::Secondary); }

QColor inkOf(const TipLine &line, const Theme &theme)
{
    if (line.kind == TipLine::Kind::Anomaly)
        return theme.bad;
    return isStrong(line) ? theme.text : theme.muted;
}

QSize sizeOf(const QList<TipLine> &lines)
{
    int labels = 0;
    int values = 0;
    for (const TipLine &line : lines) {
        const QFontMetrics font(fontOf(line));
        const int label
            = std::min(font.horizontalAdvance(line.label), line.value.isEmpty() ? 2 * widestLabel : widestLabel)
            + (line.series >= 0 ? indent : 0);
        labels = std::max(labels, line.value.isEmpty() ? 0 : label + columnGap);
        values = std::max(values, line.value.isEmpty() ? 0 : widgets::figuresWidth(font, line.value));
    }
    int width = labels + values;
    for (const TipLine &line : lines)
        if (line.value.isEmpty())
            width = std::max(width, QFontMetrics(fontOf(line)).horizontalAdvance(line.label));
    return {width + 2 * padding + 2, int(lines.size()) * lineHeight + 2 * padding - 4};
}

/// To the right of the crosshair, or to its left where there is no room.
QRect placeOf(const QSize &size, const QRectF &bounds, const QPointF &at)
{
    double x = at.x() + away;
    if (x + size.width() > bounds.right())
        x = at.x() - away - size.width();
    const double y = std::clamp(
        at.y() - size.height() / 2.0, bounds.top(), std::max(bounds.top(), bounds.bottom() - size.height()));
    return QRect(QPointF(std::max(x, bounds.left()), y).toPoint(), size);
}

void drawLine(
    QPainter &painter, const QRect &rect, const TipLine &line, const QList<SeriesStyle> &styles, const Theme &theme)
{
    QRect place = rect;
    if (line.series >= 0 && line.series < styles.size()) {
        drawSwatch(painter, QRectF(place.left(), place.center().y() - swatch / 2.0 + 1, swatch, swatch),
            styles[line.series], theme, true);
        place.setLeft(place.left() + indent);
    }
    painter.setFont(fontOf(line));
    painter.setPen(inkOf(line, theme));
    const int value
        = line.value.isEmpty() ? 0 : widgets::figuresWidth(painter.fontMetrics(), line.value) + metrics::gap;
    painter.drawText(place.adjusted(0, 0, -value, 0), int(Qt::AlignVCenter | Qt::TextSingleLine),
        painter.fontMetrics().elidedText(line.label, Qt::ElideRight, place.width() - value));
    if (value > 0) {
        painter.setPen(line.kind == TipLine::Kind::Anomaly ? theme.bad : theme.text);
        widgets::drawFigures(painter, place, Qt::AlignRight, line.value);
    }
}

} // namespace

void drawTip(QPainter &painter, const QRectF &bounds, const QPointF &at, const QList<TipLine> &lines,
    const QList<SeriesStyle> &styles, const Theme &theme)
{
    if (lines.isEmpty())
        return;
    const QRect box = placeOf(sizeOf(lines), bounds, at);
    QColor shadow(Qt::black);
    shadow.setAlpha(theme.mode == widgets::Mode::Dark ? 90 : 40);
    widgets::drawBox(painter, box.translated(0, 2), metrics::radius, shadow, QColor());
    widgets::drawBox(
        painter, box, metrics::radius, theme.panel, theme.mode == widgets::Mode::Dark ? theme.outline : theme.line);
    QRect line(box.left() + padding, box.top() + padding - 2, box.width() - 2 * padding, lineHeight);
    for (const TipLine &each : lines) {
        drawLine(painter, line, each, styles, theme);
        line.translate(0, lineHeight);
    }
}

} // namespace sm::charts
