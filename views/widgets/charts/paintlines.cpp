// SPDX-License-Identifier: GPL-3.0-or-later
#include "columnraster.h"
#include "scene.h"

#include <QPainter>

#include <cmath>

namespace sm::charts {

namespace {

constexpr double lineWidth = 2;
constexpr double dashCell = 8; ///< logical pixels of a stroke and its gap

/// Patterns of areas are strokes and gaps of lines.
bool isGap(Pattern pattern, bool incomplete, double x)
{
    const double place = std::fmod(std::fabs(x), dashCell);
    if (incomplete)
        return place > dashCell / 2;
    switch (pattern) {
    case Pattern::Diagonal:
        return place > dashCell - 2;
    case Pattern::BackDiagonal:
        return std::fmod(place, 4) > 2;
    case Pattern::Cross:
        return std::fmod(std::fabs(x), 2 * dashCell) > 2 * dashCell - 3;
    case Pattern::Dots:
        return place > 2;
    case Pattern::None:
        break;
    }
    return false;
}

QPen penOf(const SeriesStyle &style, bool incomplete)
{
    QPen pen(style.colour, lineWidth);
    pen.setJoinStyle(Qt::RoundJoin);
    pen.setCapStyle(Qt::FlatCap);
    switch (incomplete ? Pattern::BackDiagonal : style.pattern) {
    case Pattern::Diagonal:
        pen.setDashPattern({4, 1.5});
        break;
    case Pattern::BackDiagonal:
        pen.setDashPattern({1.5, 1.5});
        break;
    case Pattern::Cross:
        pen.setDashPattern({8, 2});
        break;
    case Pattern::Dots:
        pen.setDashPattern({1, 3});
        break;
    case Pattern::None:
        break;
    }
    return pen;
}

/// One line, column by column: from the lowest to the highest point that it has there.
class LineTracer
{
public:
    LineTracer(const Scene &scene, ColumnRaster &raster)
        : m_scene(scene)
        , m_raster(raster)
    {
    }

    void trace(int series)
    {
        const QRectF &plot = m_scene.frame.plot;
        const double begin = std::max(plot.left(), m_scene.frame.middle(0));
        const double end = std::min(plot.right(), m_scene.frame.middle(m_scene.stacks.periodCount() - 1));
        const int first = int(std::floor((begin - plot.left()) * m_scene.scale));
        const int last = std::min(m_raster.width(), int(std::ceil((end - plot.left()) * m_scene.scale)));
        for (int column = first; column < last; ++column)
            traceColumn(series, column, plot.left() + column / m_scene.scale);
    }

private:
    double pixelAt(int series, double place) const
    {
        const int last = m_scene.stacks.periodCount() - 1;
        const double inside = std::clamp(place, 0.0, double(last));
        const int slot = std::min(int(inside), std::max(0, last - 1));
        const double here = m_scene.stacks.value(slot, series);
        const double there = m_scene.stacks.value(std::min(slot + 1, last), series);
        return (m_scene.frame.y(here + (there - here) * (inside - slot)) - m_scene.frame.plot.top()) * m_scene.scale;
    }

    void traceColumn(int series, int column, double x)
    {
        const double from = m_scene.frame.slotAt(x) - 0.5;
        const double to = m_scene.frame.slotAt(x + 1 / m_scene.scale) - 0.5;
        const int nearest = std::clamp(int(std::lround(from)), 0, m_scene.stacks.periodCount() - 1);
        const SeriesStyle &style = m_scene.styles[series];
        if (isGap(style.pattern, m_scene.stacks.state(nearest) == PeriodState::Incomplete, x))
            return;
        const Extent crossed = pixelsBetween(series, from, to);
        const Extent allowed = pixelsBetween(series, std::floor(from), std::ceil(to));
        // A slope's upright thickness; at its ends a peak must not grow beyond half a line's width.
        const double rise = crossed.high - crossed.low;
        const double width = lineWidth * m_scene.scale;
        const double beyond = (width * std::sqrt(1 + rise * rise) - rise) / 2;
        m_raster.drawSpan(column, std::max(crossed.low - beyond, allowed.low - width / 2),
            std::min(crossed.high + beyond, allowed.high + width / 2), style.colour.rgb());
    }

    Extent pixelsBetween(int series, double from, double to) const
    {
        const double first = pixelAt(series, from);
        Extent extent{first, first};
        const auto include = [&](double place) { extent.include({pixelAt(series, place), pixelAt(series, place)}); };
        for (double slot = std::ceil(from); slot < to; ++slot)
            include(slot);
        include(to);
        return extent;
    }

    const Scene &m_scene;
    ColumnRaster &m_raster;
};

void paintPixels(QPainter &painter, const Scene &scene)
{
    const QRectF &plot = scene.frame.plot;
    ColumnRaster raster(
        QSize(int(std::ceil(plot.width() * scene.scale)), int(std::ceil(plot.height() * scene.scale))), scene.scale);
    LineTracer tracer(scene, raster);
    for (int series = 0; series < scene.stacks.seriesCount(); ++series)
        if (scene.stacks.isVisible(series))
            tracer.trace(series);
    painter.drawImage(plot.topLeft(), raster.image());
}

void paintShapes(QPainter &painter, const Scene &scene, int series)
{
    const QList<Run> runs = runsOf(scene.stacks);
    for (const Run &run : runs) {
        QPolygonF line; // one more point to the left: the way to a run is of the run
        for (int slot = std::max(0, run.first - 1); slot <= run.last; ++slot)
            line.append({scene.frame.middle(slot), scene.frame.y(scene.stacks.value(slot, series))});
        painter.setPen(penOf(scene.styles[series], run.state == PeriodState::Incomplete));
        painter.drawPolyline(line);
    }
}

/// A line of one point would be nothing; of few, one wants to see where they are.
void paintPoints(QPainter &painter, const Scene &scene)
{
    constexpr int fewPoints = 14;
    if (scene.stacks.periodCount() > fewPoints)
        return;
    painter.setRenderHint(QPainter::Antialiasing);
    for (int slot = 0; slot < scene.stacks.periodCount(); ++slot) {
        const bool hollow = scene.stacks.state(slot) == PeriodState::Incomplete;
        for (int series = 0; series < scene.stacks.seriesCount(); ++series) {
            if (!scene.stacks.isVisible(series))
                continue;
            painter.setPen(QPen(scene.styles[series].colour, 1.5));
            painter.setBrush(hollow ? scene.theme.panel : scene.styles[series].colour);
            painter.drawEllipse(
                QPointF(scene.frame.middle(slot), scene.frame.y(scene.stacks.value(slot, series))), 3, 3);
        }
    }
}

} // namespace

void paintLines(QPainter &painter, const Scene &scene)
{
    if (scene.stacks.periodCount() == 0)
        return;
    if (!scene.vector) {
        paintPixels(painter, scene);
    } else {
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setBrush(Qt::NoBrush);
        for (int series = 0; series < scene.stacks.seriesCount(); ++series)
            if (scene.stacks.isVisible(series))
                paintShapes(painter, scene, series);
    }
    paintPoints(painter, scene);
}

} // namespace sm::charts
