// SPDX-License-Identifier: GPL-3.0-or-later
#include "scene.h"

#include "amounttext.h"

#include <widgets/figures.h>
#include <widgets/typography.h>

#include <QFontMetrics>
#include <QPainter>

#include <cmath>

namespace sm::charts {

namespace {

constexpr double tickGap = 8; ///< from a word to the plot
constexpr double aboveForMarks = 26; ///< an anomaly of the highest bar stands above it
constexpr double belowForDays = 26;
constexpr double rightEdge = 12;
constexpr double narrow = 4; ///< bars without a gap between them

QString tickWord(const ChartData &data, const ValueTicks &ticks, double value)
{
    return data.kind == ChartKind::Share ? QString::number(value) + QChar(0xa0) + u'%'
                                         : tickText(value, ticks.step, data.currency);
}

double onPixel(const Scene &scene, double value)
{
    return scene.vector ? value : std::round(value * scene.scale) / scene.scale;
}

void drawLineAt(QPainter &painter, const Scene &scene, double value, const QColor &colour)
{
    const double thick = std::max(1.0, std::floor(scene.scale)) / scene.scale;
    const double y = onPixel(scene, scene.frame.y(value));
    painter.fillRect(QRectF(scene.frame.plot.left(), y - thick / 2, scene.frame.plot.width(), thick), colour);
}

} // namespace

QFont markFont(bool strong)
{
    QFont font = widgets::fontFor(strong ? widgets::TextRole::Badge : widgets::TextRole::Secondary);
    font.setPixelSize(11);
    return font;
}

Frame layOut(const ChartData &data, const Stacks &stacks, const ChartView &view, const QRectF &rect)
{
    Frame frame = frameFor(data, stacks, view, rect);
    const QFontMetrics metrics(markFont());
    int widest = 0;
    for (const double value : std::as_const(frame.ticks.values))
        widest = std::max(widest, widgets::figuresWidth(metrics, tickWord(data, frame.ticks, value)));
    frame.plot = rect.marginsRemoved({widest + tickGap, aboveForMarks, rightEdge, belowForDays});
    frame.plot.setSize(frame.plot.size().expandedTo({1, 1}));
    return frame;
}

void paintChart(QPainter &painter, const Scene &scene)
{
    paintGrid(painter, scene);
    painter.save();
    painter.setClipRect(scene.frame.plot.adjusted(0, -2, 0, 2)); // half a line's width beyond
    if (scene.data.kind == ChartKind::Lines)
        paintLines(painter, scene);
    else if (scene.data.kind == ChartKind::StackedArea)
        paintAreas(painter, scene);
    else
        paintBars(painter, scene);
    paintComparison(painter, scene);
    paintForecast(painter, scene);
    painter.restore();
    paintMarks(painter, scene);
}

void paintGrid(QPainter &painter, const Scene &scene)
{
    const QRectF &plot = scene.frame.plot;
    painter.setFont(markFont());
    for (const double value : scene.frame.ticks.values) {
        drawLineAt(painter, scene, value, scene.theme.line);
        painter.setPen(scene.theme.muted);
        const QRect place(0, qRound(scene.frame.y(value)) - 8, qRound(plot.left() - tickGap), 16);
        widgets::drawFigures(painter, place, Qt::AlignRight, tickWord(scene.data, scene.frame.ticks, value));
    }
    const auto ticks = periodTicks(scene.stacks.days(), scene.data.length, scene.frame.first, scene.frame.last,
        scene.frame.slotWidth(), QFontMetricsF(painter.font()));
    for (const PeriodTick &tick : ticks) {
        const double x = scene.frame.middle(tick.slot);
        if (x >= plot.left() && x <= plot.right())
            painter.drawText(
                QRectF(x - 60, plot.bottom() + 8, 120, 16), int(Qt::AlignCenter | Qt::TextDontClip), tick.text);
    }
}

QList<Run> runsOf(const Stacks &stacks)
{
    QList<Run> runs;
    for (int slot = 0; slot < stacks.periodCount(); ++slot) {
        if (runs.isEmpty() || runs.last().state != stacks.state(slot))
            runs.append({slot, slot, stacks.state(slot)});
        runs.last().last = slot;
    }
    return runs;
}

QRectF barColumn(const Scene &scene, int slot)
{
    const double width = scene.frame.slotWidth();
    const double gap = width < narrow ? 0 : std::clamp(width * 0.14, 1.0, 24.0);
    const double left = onPixel(scene, scene.frame.x(slot) + gap / 2);
    const double right = onPixel(scene, scene.frame.x(slot + 1) - gap / 2);
    return {left, scene.frame.plot.top(), std::max(right - left, 1 / scene.scale), scene.frame.plot.height()};
}

} // namespace sm::charts
