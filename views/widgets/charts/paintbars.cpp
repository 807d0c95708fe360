// SPDX-License-Identifier: GPL-3.0-or-later
#include "scene.h"

#include <QPainter>

#include <cmath>

namespace sm::charts {

namespace {

constexpr double seamFrom = 3; ///< pixels of height that leave room for the seam between two bands
constexpr double patternFrom = 4; ///< pixels in both directions in which a pattern can be seen
constexpr int widestOutline = 60; ///< slots with a ghost of their own; more are a line

double snapped(const Scene &scene, double y) { return scene.vector ? y : std::round(y * scene.scale) / scene.scale; }

/// Fills one band of a bar, but for the seam towards the next one.
void fillBand(
    QPainter &painter, const Scene &scene, const QRectF &column, double from, double to, int series, bool pale)
{
    const double foot = snapped(scene, scene.frame.y(from));
    double head = snapped(scene, scene.frame.y(to));
    if (foot == head)
        return;
    if (std::fabs(foot - head) >= seamFrom)
        head += (head < foot ? 1 : -1) * (scene.vector ? 0.5 : std::max(1.0, std::floor(scene.scale)) / scene.scale);
    const SeriesStyle &style = scene.styles[series];
    const QRectF band = QRectF(QPointF(column.left(), foot), QPointF(column.right(), head)).normalized();
    painter.fillRect(band, pale ? paleColour(style.colour, scene.theme.panel) : style.colour);
    if (style.pattern != Pattern::None && band.height() >= patternFrom && band.width() >= patternFrom)
        drawPattern(painter, QPolygonF(band), style.pattern, scene.theme.panel);
}

void paintColumn(QPainter &painter, const Scene &scene, int slot, const QRectF &column)
{
    const bool pale = scene.stacks.state(slot) == PeriodState::Incomplete;
    scene.stacks.forEachBand(
        slot, 0, [&](int series, double from, double to) { fillBand(painter, scene, column, from, to, series, pale); });
    if (!pale)
        return;
    const Extent extent = scene.stacks.extent(slot);
    const QRectF bar(
        QPointF(column.left(), scene.frame.y(extent.high)), QPointF(column.right(), scene.frame.y(extent.low)));
    drawPattern(painter, QPolygonF(bar), Pattern::Diagonal, scene.theme.panel);
}

/// More periods than pixels: each column of pixels shows the highest of its periods, so that no peak is lost.
void paintDense(QPainter &painter, const Scene &scene)
{
    const double step = 1 / scene.scale;
    const QRectF &plot = scene.frame.plot;
    for (double x = plot.left(); x < plot.right(); x += step) {
        const int from = std::max(0, int(std::floor(scene.frame.slotAt(x))));
        const int to = std::min(scene.stacks.periodCount(), int(std::ceil(scene.frame.slotAt(x + step))));
        int highest = from;
        for (int slot = from; slot < to; ++slot)
            if (scene.stacks.extent(slot).high > scene.stacks.extent(highest).high)
                highest = slot;
        if (from < to)
            paintColumn(painter, scene, highest, {x, plot.top(), step, plot.height()});
    }
}

} // namespace

void paintBars(QPainter &painter, const Scene &scene)
{
    painter.setRenderHint(QPainter::Antialiasing, false);
    if (!scene.vector && scene.frame.slotWidth() * scene.scale < 1)
        return paintDense(painter, scene);
    const int first = std::max(0, int(std::floor(scene.frame.first)));
    const int last = std::min(scene.stacks.periodCount(), int(std::ceil(scene.frame.last)));
    for (int slot = first; slot < last; ++slot)
        paintColumn(painter, scene, slot, barColumn(scene, slot));
}

/// Ghosts of bars: a step of the outline's colour at the height of the other total.
void paintComparison(QPainter &painter, const Scene &scene)
{
    if (!scene.data.comparison || !scene.stacks.showsTotals())
        return;
    const QList<Decimal> &totals = scene.data.comparison->totals;
    const int count = std::min(int(totals.size()), scene.stacks.slotCount());
    const bool ghosts
        = scene.data.kind == ChartKind::StackedBars && scene.frame.last - scene.frame.first <= widestOutline;
    QPolygonF line;
    painter.setRenderHint(QPainter::Antialiasing, !ghosts);
    painter.setPen(QPen(scene.theme.text, ghosts ? 1 : 1.25));
    for (int slot = 0; slot < count; ++slot) {
        const double y = snapped(scene, scene.frame.y(totals[slot].toDouble()));
        const QRectF column = barColumn(scene, slot);
        if (!ghosts) {
            line.append({scene.frame.middle(slot), y});
        } else if (column.right() > scene.frame.plot.left() && column.left() < scene.frame.plot.right()) {
            painter.drawLine(QPointF(column.left() - 1, y), QPointF(column.right() + 1, y));
        }
    }
    painter.drawPolyline(line);
}

} // namespace sm::charts
